import Foundation
import Landscape
import Objectives
import Statistics
import Tensors
import TestSupport
import Testing

@Suite("spectral density")
struct SpectrumTests {
  @Test("a rule of as many steps as there are eigenvalues is the spectrum; of a repeated eigenvalue the mass adds up")
  func wholeSpectrum() throws {
    let diagonal = [5.0, -2, 1, -2, 0.5, 5, 5, 1]
    let hessian = Quadratic(diagonal: diagonal).hessian(at: diagonal)
    for rule in try #require(try StochasticLanczosQuadrature<Double>(probes: 3, steps: 100, seed: 4).measure(hessian)) {
      expectAgreement(rule.nodes, [-2, 0.5, 1, 5], relative: 1e-12)
      expectAgreement(rule.weights, [0.25, 0.125, 0.25, 0.375], relative: 1e-12)
    }
  }

  @Test("a rule of m steps has the start vector's own moments to the order 2m − 1")
  func moments() throws {
    let matrix = DenseOperator.wigner(40, seed: 2)
    let rule = try #require(try StochasticLanczosQuadrature<Double>(probes: 1, steps: 6, seed: 9).measure(matrix)?.first)
    // The start vector again: the stream and its purpose are the method's.
    var vector = [Double](repeating: 0, count: 40)
    RandomStream(seed: 9, purpose: .direction, index: 2).fillSigns(&vector)
    var power = vector
    for order in 0..<12 {
      let expected = vector.dot(power) / 40
      let found = zip(rule.nodes, rule.weights).reduce(0) { sum, pair in
        sum + pair.1 * (0..<order).reduce(1) { product, _ in product * pair.0 }
      }
      expectAgreement([found], [expected], relative: 1e-9, absolute: 1e-9, "moment \(order)")
      var next = power
      matrix.apply(to: power, product: &next)
      power = next
    }
  }

  @Test("the mass below a point of Wigner's semicircle and of Marchenko and Pastur's law, to 0.03")
  func laws() throws {
    func mass(_ rules: [QuadratureRule], below point: Double) -> Double {
      rules.reduce(0) { $0 + zip($1.nodes, $1.weights).reduce(0) { $0 + ($1.0 < point ? $1.1 : 0) } } / Double(rules.count)
    }
    /// The integral of a density from `lowest` to `point` by the midpoint rule.
    func integral(from lowest: Double, to point: Double, _ density: (Double) -> Double) -> Double {
      let step = (point - lowest) / 20_000
      return (0..<20_000).reduce(0) { $0 + density(lowest + (Double($1) + 0.5) * step) * step }
    }
    // A rule of 60 nodes jumps by up to a fortieth at one: the mass below a point is known to no more than that.
    let quadrature = try StochasticLanczosQuadrature<Double>(probes: 10, steps: 60, seed: 1)
    let wigner = try #require(quadrature.measure(DenseOperator.wigner(400, seed: 3)))
    for point in [-1.5, -0.5, 0, 0.7, 1.8] {
      let expected = integral(from: -2, to: point) { (4 - $0 * $0).squareRoot() / (2 * .pi) }
      #expect(abs(mass(wigner, below: point) - expected) < 0.03, "semicircle at \(point)")
    }
    let covariance = try #require(quadrature.measure(DenseOperator.covariance(samples: 800, features: 200, seed: 5)))
    // λ± = (1 ± √(1/4))².
    for point in [0.4, 0.8, 1.2, 2.0] {
      let expected = integral(from: 0.25, to: point) { ((2.25 - $0) * ($0 - 0.25)).squareRoot() / (2 * .pi * 0.25 * $0) }
      #expect(abs(mass(covariance, below: point) - expected) < 0.03, "Marchenko and Pastur at \(point)")
    }
  }

  @Test(
    "the density of a Wigner and of a covariance matrix is the semicircle and Marchenko and Pastur's law, each widened by the same normal curve"
  )
  func densitiesOfLaws() throws {
    let quadrature = try StochasticLanczosQuadrature<Double>(probes: 40, steps: 60, seed: 1)
    /// To a twentieth of the law's largest value, `height`: a matrix of 400 rows has that much chance in it within one curve's width.
    func expectLaw(
      _ name: String, _ matrix: DenseOperator, on support: ClosedRange<Double>, height: Double, _ law: (Double) -> Double
    ) throws {
      let found = SpectralDensity(try #require(quadrature.measure(matrix)), points: 17)
      let step = (support.upperBound - support.lowerBound) / 4000
      for (point, (density, error)) in zip(found.grid, zip(found.density, found.standardError)) {
        let expected = (0..<4000).reduce(0) { sum, index in
          let value = support.lowerBound + (Double(index) + 0.5) * step
          let distance = (point - value) / found.width
          return sum + law(value) * step * exp(-distance * distance / 2) / (found.width * (2 * Double.pi).squareRoot())
        }
        #expect(abs(density - expected) < 0.05 * height, "\(name) at \(point): \(density) ± \(error), \(expected) expected")
      }
    }
    try expectLaw("semicircle", DenseOperator.wigner(400, seed: 3), on: -2...2, height: 1 / .pi) {
      (4 - $0 * $0).squareRoot() / (2 * .pi)
    }
    try expectLaw("Marchenko and Pastur", DenseOperator.covariance(samples: 1600, features: 400, seed: 5), on: 0.25...2.25, height: 0.85) {
      ((2.25 - $0) * ($0 - 0.25)).squareRoot() / (2 * .pi * 0.25 * $0)
    }
  }

  @Test("a density is a normal curve a node, of integral 1, with the spread over probes as its error")
  func density() {
    let rules = [QuadratureRule(nodes: [0, 2], weights: [0.25, 0.75]), QuadratureRule(nodes: [0, 2], weights: [0.75, 0.25])]
    let density = SpectralDensity(rules, points: 20_001)
    // 10⁻⁵ max(1, 2).
    expectAgreement([density.width], [2e-5.squareRoot()], relative: 1e-14)
    let spacing = density.grid[1] - density.grid[0]
    expectAgreement([density.density.reduce(0, +) * spacing], [1], relative: 0.002)
    // Between the peaks nothing; on them half the mass of a normal curve's top. The two probes have 1/4 and 3/4: their standard error is 1/4 of it.
    let top = 1 / (density.width * (2 * Double.pi).squareRoot())
    let peak = density.density.max() ?? 0
    #expect(abs(peak / (0.5 * top) - 1) < 0.001)
    let place = density.density.firstIndex(of: peak) ?? 0
    expectAgreement([density.standardError[place]], [0.25 / 0.5 * peak], relative: 1e-12)
    #expect(density.density[10_000] < 1e-300)
    // A coarse grid has wider curves: none falls between two points.
    let coarse = SpectralDensity([rules[0]], points: 11)
    #expect(coarse.width >= (coarse.grid[1] - coarse.grid[0]) / 2 * (1 - 1e-12) && coarse.standardError.allSatisfy { $0.isNaN })
    // A single eigenvalue has the width of a range below 1.
    let single = SpectralDensity([QuadratureRule(nodes: [3], weights: [1])], points: 101)
    expectAgreement([single.width], [1e-5.squareRoot()], relative: 1e-14)
    #expect(single.grid.first! < 3 && single.grid.last! > 3)
    #expect(SpectralDensity([], points: 5).grid.isEmpty)
  }

  @Test("the trace of n = 300 lies within two standard errors of the mean over twenty probes in about 95 of 100 draws")
  func coverage() throws {
    let matrix = DenseOperator.wigner(60, seed: 8)
    let trace = (0..<60).reduce(0) { $0 + matrix.matrix[$1 * 61] }
    var inside = 0
    for seed in 0..<500 {
      let rules = try #require(try StochasticLanczosQuadrature<Double>(probes: 20, steps: 4, seed: UInt64(seed)).measure(matrix))
      let moments = Moments(rules.map { rule in 60 * zip(rule.nodes, rule.weights).reduce(0) { $0 + $1.0 * $1.1 } })
      if abs(moments.mean - trace) <= studentQuantile(19) * moments.standardDeviation / 20.0.squareRoot() { inside += 1 }
    }
    // 475 are expected, with a standard deviation of 4.9.
    #expect((455...495).contains(inside), "\(inside) of 500")
  }

  @Test("the density at a point lies within two of its standard errors in about 95 of 100 draws")
  func densityCoverage() throws {
    let matrix = DenseOperator.wigner(30, seed: 8)
    let eigenvalues = try #require(SymmetricEigenvalues.ofDense(matrix.matrix, order: 30))
    var inside = [0, 0, 0]
    for seed in 0..<500 {
      // Of as many steps as there are eigenvalues, the nodes are those, and a weight's mean over signs is 1/30.
      let rules = try #require(try StochasticLanczosQuadrature<Double>(probes: 20, steps: 30, seed: UInt64(seed)).measure(matrix))
      let found = SpectralDensity(rules, points: 9)
      for (place, index) in [2, 4, 6].enumerated() {
        let expected = eigenvalues.reduce(0) { sum, value in
          let distance = (found.grid[index] - value) / found.width
          return sum + exp(-distance * distance / 2) / (30 * found.width * (2 * Double.pi).squareRoot())
        }
        if abs(found.density[index] - expected) <= studentQuantile(19) * found.standardError[index] { inside[place] += 1 }
      }
    }
    print("density: \(inside) of 500")
    #expect(inside.allSatisfy { (455...495).contains($0) }, "\(inside) of 500")
  }

  @Test("the standard error over data holds the mean density of what the parts are drawn from in about 95 of 100 draws")
  func dataCoverage() throws {
    // Of nodes that are normal the mean density is normal too, wider by the kernel.
    let density = SpectralDensity([QuadratureRule(nodes: [-2, 2], weights: [0.5, 0.5])], points: 9)
    func normal(_ x: Double, variance: Double) -> Double { exp(-x * x / (2 * variance)) / (2 * Double.pi * variance).squareRoot() }
    let kernel: Double = density.width * density.width
    let chosen = density.grid.indices.filter { abs(density.grid[$0]) < 1.2 }
    var inside = [Int](repeating: 0, count: chosen.count)
    for seed in 0..<500 {
      let stream = RandomStream(seed: UInt64(seed), purpose: .dataset)
      let parts: [[Double]] = (0..<20).map { _ in stream.normals(5) }
      let errors = density.standardError(
        over: parts.map { [QuadratureRule(nodes: $0, weights: [Double](repeating: 0.2, count: 5))] })
      for (place, index) in chosen.enumerated() {
        let point: Double = density.grid[index]
        let heights: [Double] = parts.flatMap { $0 }.map { normal(point - $0, variance: kernel) }
        let mean: Double = heights.reduce(0, +) / 100
        if abs(mean - normal(point, variance: 1 + kernel)) <= studentQuantile(19) * errors[index] { inside[place] += 1 }
      }
    }
    print("density over data: \(inside) of 500")
    #expect(inside.count > 2 && inside.allSatisfy { (455...495).contains($0) }, "\(inside) of 500")
  }

  @Test("numbers that are none, no probes and no steps")
  func refusals() throws {
    let broken = Quadratic(diagonal: [1, .nan]).hessian(at: [1, 1])
    #expect(try StochasticLanczosQuadrature<Double>(probes: 1, steps: 3).measure(broken) == nil)
    let empty = Quadratic<Double>(diagonal: []).hessian(at: [])
    #expect(try StochasticLanczosQuadrature<Double>(probes: 1, steps: 3).measure(empty) == [])
    for (probes, steps, name) in [(0, 1, "probes"), (1, 0, "steps")] {
      #expect(throws: LandscapeError(argument: name, found: "0", expected: "a number from 1")) {
        _ = try StochasticLanczosQuadrature<Double>(probes: probes, steps: steps)
      }
    }
  }
}
