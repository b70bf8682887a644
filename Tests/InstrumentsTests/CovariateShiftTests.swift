import Instruments
import Landscape
import Networks
import Objectives
import TestSupport
import Tensors
import Testing

@Suite("covariate shift")
struct CovariateShiftTests {
  /// Definition 2.1 as it stands: a full pass for every weight, with the parameters put together by hand.
  private func naive<R: Real>(_ objective: NetworkObjective<R>, _ parameters: [R], _ gradient: [R], rate: Double) -> [(Double, Double)] {
    objective.parameterLayout.entries.filter { $0.dimensions.count >= 2 && !$0.name.hasSuffix("weight_g") }.map { entry in
      var mixed = parameters
      for other in objective.parameterLayout.entries where other.layer < entry.layer {
        for i in other.range { mixed[i] = parameters[i] - R(rate) * gradient[i] }
      }
      var moved = gradient
      _ = objective.valueAndGradient(at: mixed, gradient: &moved)
      let (g, h) = (entry.range.map { Double(gradient[$0]) }, entry.range.map { Double(moved[$0]) })
      let distance = zip(g, h).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
      let product = zip(g, h).reduce(0) { $0 + $1.0 * $1.1 }
      return (distance, product / (g.norm * h.norm))
    }
  }

  @Test("the shared prefix gives what a full pass for every weight gives", arguments: Problem.all)
  func naiveAgreement(problem: Problem) {
    let (objective, parameters) = problem.objective(as: Double.self)
    var gradient = [Double](repeating: 0, count: objective.dimension)
    _ = objective.valueAndGradient(at: parameters, gradient: &gradient)
    var probe = CovariateShift<Double>(learningRate: 0.3)
    let shifts = probe.measure(objective, at: parameters, gradient: gradient)
    let expected = naive(objective, parameters, gradient, rate: 0.3)
    expectAgreement(shifts.map(\.distance), expected.map(\.0), relative: 1e-10, absolute: 1e-13 * gradient.norm, problem.name)
    expectAgreement(shifts.map(\.cosine), expected.map(\.1), relative: 1e-10, problem.name)
  }

  @Test("a deep stack, where most of the work is shared")
  func deep() throws {
    let network = try Model.dln(depth: 7).network(input: Shape(channels: 5), outputs: 5, variant: .batch)
    naiveAgreement(problem: Problem(name: "deep", network: network, loss: .halfSumSquaredError))
  }

  /// y = w₂ w₁ x with one example x = 1, y = 0: G₂ = w₂ w₁², and with w₁⁺ = w₁ − η w₂² w₁ it is w₂ w₁⁺².
  @Test("a chain of two scalars in closed form")
  func scalars() throws {
    let network = try Network(input: Shape(channels: 1), layers: [Linear(outputs: 1, bias: false), Linear(outputs: 1, bias: false)])
    let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 1, as: Double.self)
    (objective.batch.inputs[0], objective.batch.targets[0]) = (1, 0)
    let parameters = [1.5, -2.0]
    var gradient = [0.0, 0.0]
    _ = objective.valueAndGradient(at: parameters, gradient: &gradient)
    expectAgreement(gradient, [4 * 1.5, -2 * 2.25], relative: 1e-15)
    var probe = CovariateShift<Double>(learningRate: 0.1)
    let shifts = probe.measure(objective, at: parameters, gradient: gradient)
    let moved = 1.5 - 0.1 * 6
    expectAgreement([shifts[1].before, shifts[1].after], [4.5, 2 * moved * moved], relative: 1e-14)
    expectAgreement([shifts[1].distance], [4.5 - 2 * moved * moved], relative: 1e-14)
    #expect(shifts[1].cosine == 1)
  }

  @Test("the first layer's shift is exactly zero and its cosine exactly one; a zero gradient has no cosine", arguments: Problem.all)
  func first(problem: Problem) {
    let (objective, parameters) = problem.objective(as: Float.self)
    var gradient = [Float](repeating: 0, count: objective.dimension)
    _ = objective.valueAndGradient(at: parameters, gradient: &gradient)
    var probe = CovariateShift<Float>(learningRate: 0.3)
    let shifts = probe.measure(objective, at: parameters, gradient: gradient)
    if objective.parameterLayout.entries[0].isWeightMatrix { #expect(shifts[0].distance == 0 && shifts[0].cosine == 1) }
    let zero = [Float](repeating: 0, count: objective.dimension)
    #expect(probe.measure(objective, at: parameters, gradient: zero)[0].cosine.isNaN)
  }
}
