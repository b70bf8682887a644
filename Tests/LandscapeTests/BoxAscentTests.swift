import Landscape
import Objectives
import TestSupport
import Testing

/// f(x) = Σ sᵢ ½ (xᵢ − aᵢ)² + cᵢ xᵢ: of which the largest value in a box is known by coordinate.
private struct Separable: Objective {
  let curvatures: [Double]
  let centres: [Double]
  let slopes: [Double]

  var dimension: Int { slopes.count }

  func term(_ i: Int, _ x: Double) -> Double { 0.5 * curvatures[i] * (x - centres[i]) * (x - centres[i]) + slopes[i] * x }

  func value(at parameters: [Double]) -> Double { parameters.indices.reduce(0) { $0 + term($1, parameters[$1]) } }

  func valueAndGradient(at parameters: [Double], gradient: inout [Double]) -> Double {
    for i in parameters.indices { gradient[i] = curvatures[i] * (parameters[i] - centres[i]) + slopes[i] }
    return value(at: parameters)
  }

  /// The largest value by hand: at the ends, or where the slope is zero in between.
  func maximum(_ centre: [Double], _ widths: [Double]) -> Double {
    centre.indices.reduce(0) { sum, i in
      let (lower, upper) = (centre[i] - widths[i], centre[i] + widths[i])
      let flat = curvatures[i] == 0 ? centre[i] : centres[i] - slopes[i] / curvatures[i]
      return sum + [lower, upper, min(upper, max(lower, flat))].map { term(i, $0) }.max()!
    }
  }
}

@Suite("ascent in a box")
struct BoxAscentTests {
  private let centre = [0.3, -1, 2, 0.1, 5, -0.2]
  private let widths = [0.1, 0.5, 0.01, 2, 1, 0.3]

  private func found(_ objective: Separable, iterations: Int = 10) throws -> BoxAscent<Double>.Maximum {
    let maximum = try BoxAscent<Double>(iterations: iterations).maximize(objective, around: centre, halfWidths: widths)
    // The point is in the box, and the value is the point's.
    #expect(zip(maximum.point, zip(centre, widths)).allSatisfy { abs($0 - $1.0) <= $1.1 * (1 + 1e-12) })
    expectAgreement([maximum.value], [objective.value(at: maximum.point)], relative: 1e-12)
    return maximum
  }

  @Test("of a linear function is the corner that its slopes point to")
  func linear() throws {
    let slopes = [3.0, -0.01, 0, 40, -7, 1e-3]
    let objective = Separable(curvatures: slopes.map { _ in 0 }, centres: slopes.map { _ in 0 }, slopes: slopes)
    let rise = zip(slopes, widths).reduce(0) { $0 + abs($1.0) * $1.1 }
    expectAgreement([try found(objective).value], [objective.value(at: centre) + rise], relative: 1e-12)
  }

  @Test("of a convex function is the farther corner")
  func convex() throws {
    let curvatures = [1.0, 4, 100, 0.5, 2, 9]
    let objective = Separable(
      curvatures: curvatures, centres: zip(centre, [0.05, -0.2, 0.001, 1, 0.5, 0]).map { $0 + $1 }, slopes: [0, 0, 0, 0, 0, 0.1])
    expectAgreement([try found(objective).value], [objective.maximum(centre, widths)], relative: 1e-12)
  }

  @Test("of a concave function comes to its top where that is inside, and to the face where it is not")
  func concave() throws {
    let objective = Separable(
      curvatures: [-1, -300, -2, -1, -40, -0.01], centres: zip(centre, [0.05, 0.2, 3, -1.5, 0.4, 0.1]).map { $0 + $1 },
      slopes: [0, 0, 0, 0.2, 0, 0])
    let exact = objective.maximum(centre, widths)
    expectAgreement([try found(objective, iterations: 100).value], [exact], relative: 1e-9)
    // Ten iterations come near: to a thousandth of what there is to rise.
    let start = objective.value(at: centre)
    #expect(exact - (try found(objective).value) < 1e-3 * (exact - start))
  }

  @Test("of a function that curves both ways finds what each coordinate has")
  func saddle() throws {
    let objective = Separable(
      curvatures: [-10, 3, 0, -1, 2, -5], centres: zip(centre, [0.02, 0.1, 0, 1, -0.3, -0.1]).map { $0 + $1 },
      slopes: [0, 0, -4, 0, 0, 0])
    expectAgreement([try found(objective, iterations: 100).value], [objective.maximum(centre, widths)], relative: 1e-9)
  }

  @Test("where nothing slopes stays where it is, and never goes down")
  func flat() throws {
    let objective = Separable(curvatures: centre.map { _ in 2 }, centres: centre, slopes: centre.map { _ in 0 })
    let rest = try found(objective)
    #expect(rest.value == 0 && rest.point == centre && rest.iterations == 0)
    for iterations in 1...4 {
      let objective = Separable(curvatures: [-1, -300, 5, -1, -40, 0], centres: centre, slopes: [1, 2, -1, 1, 1, 1])
      #expect(try found(objective, iterations: iterations).value > objective.value(at: centre))
    }
    #expect(throws: LandscapeError(argument: "iterations", found: "0", expected: "a number from 1")) {
      try BoxAscent<Double>(iterations: 0)
    }
  }
}
