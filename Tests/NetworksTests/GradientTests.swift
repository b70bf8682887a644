import Networks
import Objectives
import TestSupport
import Tensors
import Testing

@Suite("gradients")
struct GradientTests {
  @Test("every layer, normalization, activation and loss against central differences (relative 1e-7)", arguments: Problem.all)
  func finiteDifferences(problem: Problem) {
    let (objective, parameters) = problem.objective(as: Double.self)
    var gradient = [Double](repeating: .nan, count: objective.dimension)
    _ = objective.valueAndGradient(at: parameters, gradient: &gradient)
    let differences = FiniteDifference.gradient(objective, at: parameters)
    expectAgreement(gradient, differences, relative: 1e-7, absolute: 1e-7 * gradient.norm, problem.name)
  }

  @Test("evaluation mode with running statistics against central differences", arguments: Problem.all)
  func evaluationMode(problem: Problem) {
    let (training, parameters) = problem.objective(as: Double.self)
    var state: [Double] = training.network.initialState()
    _ = training.value(at: parameters)
    training.updateState(&state, at: parameters)
    let objective = training.passing(Pass(mode: .evaluation, state: state))
    var gradient = [Double](repeating: .nan, count: objective.dimension)
    _ = objective.valueAndGradient(at: parameters, gradient: &gradient)
    expectAgreement(
      gradient, FiniteDifference.gradient(objective, at: parameters), relative: 1e-7, absolute: 1e-7 * gradient.norm, problem.name)
  }

  @Test("float32 against float64 (relative 1e-4 of the gradient's norm)", arguments: Problem.all)
  func precisions(problem: Problem) {
    let (single, parameters) = problem.objective(as: Float.self)
    let (double, _) = problem.objective(as: Double.self)
    for i in 0..<single.batch.samples * single.network.inputShape.count { double.batch.inputs[i] = Double(single.batch.inputs[i]) }
    var gradient = [Float](repeating: 0, count: single.dimension)
    var reference = [Double](repeating: 0, count: single.dimension)
    let value = single.valueAndGradient(at: parameters, gradient: &gradient)
    let expected = double.valueAndGradient(at: parameters.map(Double.init), gradient: &reference)
    expectAgreement([value], [expected], relative: 1e-4, problem.name)
    expectAgreement(gradient.map(Double.init), reference, relative: 0, absolute: 1e-4 * reference.norm, problem.name)
  }

  @Test("the same call gives the same bits, and the value alone is the value with its gradient", arguments: Problem.all)
  func purity(problem: Problem) {
    let (objective, parameters) = problem.objective(as: Float.self)
    var first = [Float](repeating: .nan, count: objective.dimension)
    var second = first
    let value = objective.valueAndGradient(at: parameters, gradient: &first)
    #expect(objective.value(at: parameters) == value)
    #expect(objective.valueAndGradient(at: parameters, gradient: &second) == value)
    #expect(first == second)
  }
}
