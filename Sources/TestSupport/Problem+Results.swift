public import Networks
internal import Objectives
internal import Statistics
public import Tensors

extension Problem {
  /// All that is computed of a problem: the loss, the gradient, running statistics, the outputs of all layers, Hessian-vector and Gauss–Newton products, the gradients of values and
  /// those with shifted parameters.
  public func results<R: Real>(samples: Int, _ mode: Mode = .training, team: Team = Team(), as type: R.Type) -> [String: [R]] {
    var (objective, parameters): (NetworkObjective<R>, [R]) = objective(samples: samples, team: team)
    var state: [R] = objective.network.initialState()
    _ = objective.evaluate(at: parameters)
    objective.updateState(&state, at: parameters)
    if mode == .evaluation { objective = objective.passing(Pass(mode: .evaluation, state: state)) }
    var results = ["state": state]
    var gradient = [R](repeating: .nan, count: parameters.count)
    results["loss"] = [R(objective.evaluate(at: parameters, gradient: &gradient).loss)]
    results["gradient"] = gradient
    objective.forEachActivation(at: parameters) { layer, _, output in results["output \(layer)"] = Array(output) }
    objective.forEachOutputGradient(at: parameters) { node, gradient in results["output gradient \(node)"] = Array(gradient) }
    let stream = RandomStream(seed: 4, purpose: .direction)
    let direction = parameters.map { _ in R(stream.normal()) }
    var product = gradient
    objective.hessianVectorProduct(at: parameters, direction: direction, product: &product)
    results["product"] = product
    // The second product at a point keeps what the first has made of it.
    for (name, matrix) in [("kept", objective.hessian(at: parameters)), ("Gauss–Newton", objective.gaussNewton(at: parameters))] {
      for time in ["first", "second"] {
        matrix.apply(to: direction, product: &product)
        results["\(time) \(name) product"] = product
      }
    }
    var shifted = parameters
    shifted.add(-0.1, times: gradient)
    objective.forEachShiftedGradient(at: parameters, shifted: shifted, gradient: &gradient) { entry, gradient in
      results["shifted \(entry.name)"] = Array(gradient[entry.range])
    }
    return results
  }
}
