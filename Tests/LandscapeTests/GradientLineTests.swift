import Instruments
import Landscape
import Networks
import Objectives
import TestSupport
import Tensors
import Testing

@Suite("the line along the gradient")
struct GradientLineTests {
  private func profile<R: Real>(_ diagonal: [R], at point: [R], _ stepSizes: [Double]) throws -> LineProfile {
    let objective = Quadratic(diagonal: diagonal)
    var gradient = point
    let loss = objective.valueAndGradient(at: point, gradient: &gradient)
    var line = GradientLine<R>(stepSizes: stepSizes)
    return try line.measure(objective, at: point, loss: loss, gradient: gradient)
  }

  /// H = diag(1, 10) at (1, 1): g = (1, 10), ‖g(θ − ηg) − g‖ = η‖Hg‖ = η√10001, so the smoothness is √10001/√101 at every step size.
  @Test("a quadratic in closed form")
  func quadratic() throws {
    let steps = [1e-8, 1e-3, 0.1, 1, 7]
    let profile = try profile([1.0, 10], at: [1, 1], steps)
    let smoothness = (10001.0).squareRoot() / (101.0).squareRoot()
    expectAgreement([smoothness], [9.950_869], relative: 1e-6)
    // Rounding of the gradient is divided by the distance moved, hence the tolerance of the smallest step.
    expectAgreement(profile.points.map(\.smoothness), steps.map { _ in smoothness }, relative: 1e-14, absolute: 1e-14 / 1e-8)
    expectAgreement(
      Array(profile.points.map(\.smoothness).dropFirst()), Array(repeating: smoothness, count: 4), relative: 1e-12)
    expectAgreement(
      profile.points.map(\.loss), steps.map { 0.5 * (1 - $0) * (1 - $0) + 5 * (1 - 10 * $0) * (1 - 10 * $0) }, relative: 1e-13)
    expectAgreement(profile.points.map(\.gradientDistance), steps.map { $0 * (10001.0).squareRoot() }, relative: 1e-13, absolute: 1e-14)
    #expect(profile.loss == 5.5)
    expectAgreement([profile.gradientNorm], [(101.0).squareRoot()], relative: 1e-15)
    #expect(profile.lossMinimum == profile.points.map(\.loss).min() && profile.lossMaximum == profile.points.map(\.loss).max())
    #expect(profile.gradientDistanceMinimum == profile.points[0].gradientDistance)
    #expect(profile.effectiveSmoothness == profile.points.map(\.smoothness).max())
  }

  /// H = diag(1, 10) at (1, 1), along v = (0, −2): d = √101 (0, −1), so that θ − ηd = (1, 1 + η√101) and the gradient changes by 10 η√101.
  @Test("a quadratic along a direction of another length than the gradient")
  func direction() throws {
    let objective = Quadratic(diagonal: [1.0, 10])
    let steps = [1e-3, 0.1, -2]
    var line = GradientLine<Double>(stepSizes: steps)
    let norm = (101.0).squareRoot()
    let profile = try line.measure(objective, at: [1, 1], loss: 5.5, gradient: [1, 10], along: [0, -2])
    expectAgreement(profile.points.map(\.loss), steps.map { 0.5 + 5 * (1 + $0 * norm) * (1 + $0 * norm) }, relative: 1e-13)
    expectAgreement(profile.points.map(\.gradientDistance), steps.map { 10 * abs($0) * norm }, relative: 1e-12)
    expectAgreement(profile.points.map(\.smoothness), [10, 10, 10], relative: 1e-12)
    #expect(profile.gradientNorm == norm)
    let down = try line.measure(objective, at: [1, 1], loss: 5.5, gradient: [1, 10], along: [0.5, 5])
    let plain = try line.measure(objective, at: [1, 1], loss: 5.5, gradient: [1, 10])
    expectAgreement(down.points.map(\.loss), plain.points.map(\.loss), relative: 1e-13)
    for (direction, found) in [([0.0, 0], "a length of 0.0"), ([1], "1 values")] {
      let error = #expect(throws: LandscapeError.self) {
        try line.measure(objective, at: [1, 1], loss: 5.5, gradient: [1, 10], along: direction)
      }
      #expect(error?.argument == "direction" && error?.found == found)
    }
  }

  @Test("float32 agrees with the closed form to its own precision")
  func single() throws {
    let profile = try profile([1 as Float, 10], at: [1, 1], [0.1, 1])
    expectAgreement(profile.points.map(\.smoothness), [9.950869, 9.950869], relative: 1e-5)
  }

  @Test("at a minimum the smoothness has no value; off the landscape it is not hidden")
  func edges() throws {
    let minimum = try profile([1.0, 10], at: [0.0, 0], [0.1])
    #expect(minimum.points[0].gradientDistance == 0 && minimum.points[0].smoothness.isNaN && minimum.effectiveSmoothness.isNaN)
    let far = try profile([1e200, 1.0], at: [1e200, 1], [1, 2])
    #expect(!far.lossMaximum.isFinite && !far.effectiveSmoothness.isFinite)
  }

  /// Up the gradient as down it, the gradient changes by |η|‖Hg‖ over a distance of |η|‖g‖.
  @Test("negative steps have the smoothness of positive ones, and steps of 0 have none and spoil nothing")
  func negative() throws {
    let profile = try profile([1.0, 10], at: [1, 1], [-0.5, 0.5, 0, -2])
    let smoothness = (10001.0).squareRoot() / (101.0).squareRoot()
    expectAgreement(profile.points.map(\.smoothness), [smoothness, smoothness, .nan, smoothness], relative: 1e-12)
    expectAgreement([profile.effectiveSmoothness], [smoothness], relative: 1e-12)
    #expect(profile.points[2].loss == profile.loss && profile.points[2].gradientDistance == 0)
    #expect(try self.profile([1.0, 10], at: [1, 1], [0]).effectiveSmoothness.isNaN)
  }

  /// A function that is finite even at infinite parameters, as a saturated network is.
  private struct Saturated: Objective {
    let dimension = 1
    func value(at parameters: [Float]) -> Double { 1 }
    func valueAndGradient(at parameters: [Float], gradient: inout [Float]) -> Double {
      gradient = [2]
      return 1
    }
  }

  @Test("a step that leads to no finite parameters has no values")
  func infinite() throws {
    var line = GradientLine<Float>(stepSizes: [1, 1e38, 2e38, -1e300])
    let profile = try line.measure(Saturated(), at: [1], loss: 1, gradient: [2])
    #expect(profile.points.map(\.loss.isFinite) == [true, true, false, false])
    #expect(profile.points.map(\.gradientDistance.isFinite) == [true, true, false, false])
    #expect(profile.effectiveSmoothness.isNaN && profile.lossMaximum.isNaN)
  }

  @Test("a probe leaves parameters, running statistics and the next gradient as they were, bit for bit", arguments: Problem.all)
  func untouched(problem: Problem) throws {
    let (objective, parameters) = problem.objective(as: Float.self)
    let copy = parameters
    var gradient = [Float](repeating: 0, count: objective.dimension)
    let value = objective.valueAndGradient(at: parameters, gradient: &gradient)
    var line = GradientLine<Float>(stepSizes: [0.1, 10])
    let first = try line.measure(objective, at: parameters, loss: value, gradient: gradient)
    var shift = CovariateShift<Float>(learningRate: 0.1)
    _ = shift.measure(objective, at: parameters, gradient: gradient)
    var again = gradient
    #expect(objective.valueAndGradient(at: parameters, gradient: &again) == value)
    #expect(again == gradient && parameters == copy)
    #expect(try line.measure(objective, at: parameters, loss: value, gradient: gradient) == first)
  }
}
