import Networks
import Objectives
import TestSupport
import Testing

@Suite("values around a layer")
struct LayerValuesTests {
  @Test("are what a forward pass has there, whatever was computed in the same memory before", arguments: Problem.all)
  func forward(problem: Problem) {
    let (objective, parameters) = problem.objective(as: Double.self)
    let batch = Array(
      UnsafeBufferPointer(start: objective.batch.inputs, count: problem.network.inputShape.count * objective.batch.samples))
    var outputs = [Int: [Double]]()
    objective.forEachActivation(at: parameters) { node, _, output in outputs[node] = Array(output) }
    var product = parameters
    objective.hessian(at: parameters).apply(to: parameters, product: &product)
    for node in problem.network.nodes.indices {
      let values = objective.values(aroundLayer: node, at: parameters)
      let source = problem.network.inputs[node][0]
      #expect(values.output == outputs[node], "output of node \(node)")
      #expect(values.input == (source == 0 ? batch : outputs[source - 1]), "input of node \(node)")
    }
  }
}
