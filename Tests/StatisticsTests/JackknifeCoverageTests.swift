import Foundation
import Statistics
import Testing

/// How often the interval of pseudo-values' mean holds a statistic's true value, in 500 draws: 475 are expected, with a standard deviation of 4.9. The truths are
/// closed forms, or one integral over a normal difference.
@Suite("coverage of jackknife intervals")
struct JackknifeCoverageTests {
  /// How many of 500 draws of units have an interval that holds the truth.
  private func covered(_ truth: Double, _ draw: (RandomStream) -> [Double]) throws -> Int {
    try (0..<500).filter { index in
      let interval = try Bootstrap.interval(
        draw(RandomStream(seed: 5, purpose: .dataset, index: index)), resamples: 1000,
        stream: RandomStream(seed: 0, purpose: .resampling, index: index)
      ) { $0.reduce(0, +) / Double($0.count) }
      return interval.lower <= truth && truth <= interval.upper
    }.count
  }

  /// E sign(a + u) sign(b + c u + v) over normal u and v whose variances are 2 and 2 s²: what a pair of units adds to a rank correlation when the one quantity is
  /// a place plus a normal number e of variance 1 and the other a place plus c e plus a normal number of variance s².
  private func concordance(a: Double, b: Double, c: Double, s: Double) -> Double {
    let step = 0.001
    return (0..<16_000).reduce(0) { sum, index in
      let u = (Double(index) + 0.5) * step - 8
      let sign: Double = a + u > 0 ? 1 : -1
      return sum + exp(-u * u / 4) / (4 * Double.pi).squareRoot() * step * sign * erf((b + c * u) / (2 * s))
    }
  }

  @Test("a rank correlation of forty pairs")
  func rankCorrelation() throws {
    // y = x + noise of the same spread: Kendall's τ of a normal pair is 2/π asin ρ, with ρ = 1/√2 a half.
    let count = try covered(0.5) { stream in
      let x = stream.normals(40)
      let y = zip(x, stream.normals(40)).map { $0 + $1 }
      return Jackknife.pseudoValues(40) { units in KendallCorrelation.tau(units.map { x[$0] }, units.map { y[$0] }) }
    }
    print("a rank correlation: \(count) of 500")
    #expect((455...497).contains(count), "\(count) of 500")
  }

  @Test(
    "how much more a quantity goes with a place of three on a grid than with another quantity: a difference of two correlations of 72 units"
  )
  func difference() throws {
    let (c, s) = (0.5, 1.0)
    let places = (0..<72).map { Double($0 % 3) }
    // Of 72 · 71 / 2 pairs those of one place, of neighbours and of the outer two; the tie-corrected correlation counts pairs of one place by the root.
    let pairs: [(count: Double, apart: Double)] = [(3 * 24 * 23 / 2, 0), (2 * 24 * 24, 1), (24 * 24, 2)]
    let all = pairs.reduce(0) { $0 + $1.count }
    let byPlace = pairs.reduce(0) { $0 + $1.count * erf($1.apart / 2) } / (all * (all - pairs[0].count)).squareRoot()
    let byOther = pairs.reduce(0) { $0 + $1.count * concordance(a: $1.apart, b: 0, c: c, s: s) } / all
    let count = try covered(byPlace - byOther) { stream in
      let e = stream.normals(72)
      let x = zip(places, e).map { $0 + $1 }
      let y = zip(e, stream.normals(72)).map { c * $0 + s * $1 }
      return Jackknife.pseudoValues(72) { units in
        let own = units.map { x[$0] }
        return abs(KendallCorrelation.tau(own, units.map { places[$0] })) - abs(KendallCorrelation.tau(own, units.map { y[$0] }))
      }
    }
    print("a difference of rank correlations: \(count) of 500")
    #expect((455...500).contains(count), "\(count) of 500")
  }

  /// A grid's places are not drawn, and the jackknife counts what they do as spread: its intervals are wider than they should be, up to all of 500.
  @Test("rank correlations along the axes of a grid of 72 points, and their mean")
  func byAxis() throws {
    let sizes = [3, 3, 2, 2, 2]
    let levels = (0..<72).map { point in
      sizes.indices.map { axis in point / sizes[..<axis].reduce(1, *) % sizes[axis] }
    }
    let (a, b) = ([0.8, -0.4, 0.2, 0, 1.0], [0.5, 0.5, 0, -0.3, 0.8])
    let (c, s) = (0.3, 1.0)
    let truths = sizes.indices.map { axis in
      let apart = (1..<sizes[axis]).map { (count: sizes[axis] - $0, steps: Double($0)) }
      let pairs = apart.reduce(0) { $0 + $1.count }
      return apart.reduce(0) { sum, pair in
        sum + Double(pair.count) / Double(pairs) * concordance(a: a[axis] * pair.steps, b: b[axis] * pair.steps, c: c, s: s)
      }
    }
    for axis in 0...sizes.count {
      func statistic(_ correlations: [Double]) -> Double {
        axis < sizes.count ? correlations[axis] : correlations.reduce(0, +) / Double(sizes.count)
      }
      let count = try covered(statistic(truths)) { stream in
        let e = stream.normals(72)
        func places(_ slopes: [Double]) -> [Double] { levels.map { zip(slopes, $0).reduce(0) { $0 + $1.0 * Double($1.1) } } }
        let x = zip(places(a), e).map { $0 + $1 }
        let y = zip(places(b), zip(e, stream.normals(72))).map { $0 + c * $1.0 + s * $1.1 }
        return Jackknife.pseudoValues(72) { units in
          statistic(KendallCorrelation.byAxis(levels: units.map { levels[$0] }, units.map { x[$0] }, units.map { y[$0] }))
        }
      }
      print("a rank correlation along axis \(axis) of \(sizes.count): \(count) of 500")
      #expect((455...500).contains(count), "axis \(axis): \(count) of 500")
    }
  }

  @Test("where a line of 36 points meets x = 0, of places that are drawn", arguments: ["even noise", "noise that grows with x"])
  func intercept(noise: String) throws {
    let count = try covered(-0.9) { stream in
      let x = stream.normals(36, mean: 1, standardDeviation: 1)
      let y = zip(x, stream.normals(36)).map { -0.9 + 0.7 * $0 + 0.4 * $1 * (noise == "even noise" ? 1 : 0.5 + abs($0)) }
      return Jackknife.pseudoValues(36) { units in LeastSquares.intercept(x: units.map { x[$0] }, y: units.map { y[$0] }) }
    }
    print("an intercept, \(noise): \(count) of 500")
    #expect((455...495).contains(count), "\(count) of 500")
  }
}
