import CAllocationCounter
import Networks
import Objectives
import Statistics
import Tensors
import TestSupport
import Testing

@Suite("Hessian-vector products")
struct HessianVectorProductTests {
  private func direction(_ count: Int, _ seed: UInt64) -> [Double] {
    let stream = RandomStream(seed: seed, purpose: .direction)
    return (0..<count).map { _ in stream.normal() }
  }

  private func product(_ objective: NetworkObjective<Double>, _ parameters: [Double], _ direction: [Double]) -> [Double] {
    var product = [Double](repeating: .nan, count: objective.dimension)
    objective.hessianVectorProduct(at: parameters, direction: direction, product: &product)
    return product
  }

  /// (g(θ + hv) − g(θ − hv)) / 2h, extrapolated to h = 0 as in `FiniteDifference`.
  private func difference(_ objective: NetworkObjective<Double>, _ parameters: [Double], _ direction: [Double]) -> [Double] {
    func slope(_ h: Double) -> [Double] {
      var above = parameters
      var below = parameters
      var point = parameters
      point.assign(parameters, plus: h, times: direction)
      _ = objective.valueAndGradient(at: point, gradient: &above)
      point.assign(parameters, plus: -h, times: direction)
      _ = objective.valueAndGradient(at: point, gradient: &below)
      return zip(above, below).map { ($0 - $1) / (2 * h) }
    }
    let step = 2e-5 / direction.norm
    return zip(slope(step / 2), slope(step)).map { (4 * $0 - $1) / 3 }
  }

  @Test("every layer, normalization, activation and loss against differences of the gradient (relative 1e-7)", arguments: Problem.all)
  func finiteDifferences(problem: Problem) {
    let (objective, parameters) = problem.objective(as: Double.self)
    let direction = direction(objective.dimension, 5)
    let product = product(objective, parameters, direction)
    expectAgreement(
      product, difference(objective, parameters, direction), relative: 1e-7, absolute: 1e-7 * product.norm, problem.name)
  }

  @Test("evaluation mode with running statistics, likewise", arguments: Problem.all)
  func evaluationMode(problem: Problem) {
    let (training, parameters) = problem.objective(as: Double.self)
    var state: [Double] = training.network.initialState()
    _ = training.value(at: parameters)
    training.updateState(&state, at: parameters)
    let objective = training.passing(Pass(mode: .evaluation, state: state))
    let direction = direction(objective.dimension, 6)
    let product = product(objective, parameters, direction)
    expectAgreement(
      product, difference(objective, parameters, direction), relative: 1e-7, absolute: 1e-7 * product.norm, problem.name)
  }

  @Test("uᵀHv = vᵀHu to 1e-12 of ‖u‖ ‖Hv‖", arguments: Problem.all)
  func symmetry(problem: Problem) {
    let (objective, parameters) = problem.objective(as: Double.self)
    let u = direction(objective.dimension, 7)
    let v = direction(objective.dimension, 8)
    let hv = product(objective, parameters, v)
    let hu = product(objective, parameters, u)
    expectAgreement([u.dot(hv)], [v.dot(hu)], relative: 0, absolute: 1e-12 * u.norm * hv.norm, problem.name)
  }

  @Test("float32 against float64 (1e-4 of the norm)", arguments: Problem.all)
  func precisions(problem: Problem) {
    let (single, parameters) = problem.objective(as: Float.self)
    let (double, _) = problem.objective(as: Double.self)
    for i in 0..<single.batch.samples * single.network.inputShape.count { double.batch.inputs[i] = Double(single.batch.inputs[i]) }
    for i in 0..<single.batch.samples * single.network.outputShape.count { double.batch.targets[i] = Double(single.batch.targets[i]) }
    let direction = direction(single.dimension, 9).map { Float($0) }
    var found = [Float](repeating: .nan, count: single.dimension)
    single.hessianVectorProduct(at: parameters, direction: direction, product: &found)
    let expected = product(double, parameters.map(Double.init), direction.map(Double.init))
    expectAgreement(found.map(Double.init), expected, relative: 0, absolute: 1e-4 * expected.norm, problem.name)
  }

  @Test("a weight before normalization is scale invariant, so that Hw = −g on it (ε = 0)")
  func scaleInvariance() throws {
    for normalization: any Layer in [BatchNormalization(epsilon: 0), LpNormalization(order: .two, epsilon: 0)] {
      let network = try Network(
        input: Shape(channels: 5), layers: [Linear(outputs: 6, bias: false), normalization, Activation.tanh, Linear(outputs: 3)])
      let (objective, parameters) = Problem(network: network, loss: .crossEntropy).objective(as: Double.self)
      let weight = network.parameters.entries[0].range
      var gradient = parameters
      _ = objective.valueAndGradient(at: parameters, gradient: &gradient)
      let direction = parameters.indices.map { weight.contains($0) ? parameters[$0] : 0 }
      let product = product(objective, parameters, direction)
      expectAgreement(weight.map { product[$0] }, weight.map { -gradient[$0] }, relative: 0, absolute: 1e-12 * gradient.norm, "Hw + g")
    }
  }

  @Test("the gradient that comes with a product disturbs nothing")
  func purity() {
    let (objective, parameters) = Problem.all[3].objective(as: Double.self)
    var before = parameters
    var after = parameters
    _ = objective.valueAndGradient(at: parameters, gradient: &before)
    _ = product(objective, parameters, direction(objective.dimension, 1))
    _ = objective.valueAndGradient(at: parameters, gradient: &after)
    #expect(before == after)
  }

  @Test(
    "all products of one Hessian are a fresh one's to the bit, whatever passes through the network between them", arguments: Problem.all)
  func keptValues(problem: Problem) {
    let (objective, parameters) = problem.objective(as: Double.self)
    let (u, v) = (direction(objective.dimension, 10), direction(objective.dimension, 11))
    let other = zip(parameters, u).map { $0 + 0.01 * $1 }
    func fresh(_ point: [Double], _ direction: [Double]) -> [Double] { product(problem.objective(as: Double.self).0, point, direction) }
    let (hessian, elsewhere) = (objective.hessian(at: parameters), objective.hessian(at: other))
    func apply(_ hessian: any LinearOperator<Double>, _ direction: [Double]) -> [Double] {
      var product = [Double](repeating: .nan, count: hessian.dimension)
      hessian.apply(to: direction, product: &product)
      return product
    }
    let (hu, hv, hov) = (fresh(parameters, u), fresh(parameters, v), fresh(other, v))
    #expect(apply(hessian, u) == hu)
    #expect(apply(hessian, v) == hv)
    #expect(apply(elsewhere, v) == hov)
    #expect(apply(hessian, v) == hv)
    _ = objective.value(at: other)
    #expect(apply(hessian, u) == hu)
    objective.forEachActivation(at: other) { _, _, _ in }
    #expect(apply(hessian, v) == hv)
  }

  @Test(
    "a second and third product at a point allocate nothing, with one thread and three",
    .enabled(if: allocation_count_works() != 0, "a sanitizer's allocator is not counted"), arguments: Problem.all)
  func allocations(problem: Problem) {
    for team in [Team(), Team(threads: 3, leastWork: 1)] {
      let (objective, parameters): (NetworkObjective<Float>, [Float]) = problem.objective(samples: 8, team: team)
      var product = parameters
      for (name, matrix) in [("Hessian", objective.hessian(at: parameters)), ("Gauss–Newton", objective.gaussNewton(at: parameters))] {
        matrix.apply(to: parameters, product: &product)
        allocation_count_start()
        for _ in 0..<2 { matrix.apply(to: parameters, product: &product) }
        allocation_count_stop()
        #expect(allocation_count() == 0, "\(name), \(team.threads) threads")
      }
    }
  }
}
