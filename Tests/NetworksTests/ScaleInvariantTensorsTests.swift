import Networks
import Objectives
import TestSupport
import Tensors
import Testing

@Suite("tensors whose size a normalization undoes")
struct ScaleInvariantTensorsTests {
  /// The change of the loss when a layer's weight and bias are multiplied by 3.
  private func change(_ problem: Problem, _ entries: [TensorEntry]) -> Double {
    let (objective, parameters) = problem.objective(as: Double.self)
    var scaled = parameters
    for entry in entries { for i in entry.range { scaled[i] *= 3 } }
    let value = objective.value(at: parameters)
    return abs(objective.value(at: scaled) - value) / abs(value)
  }

  private static let normalizations: [any Layer] = [
    BatchNormalization(epsilon: 0), LpNormalization(order: .one, epsilon: 0), LpNormalization(order: .infinity, epsilon: 0),
    GroupNormalization(.layer, epsilon: 0), GroupNormalization(.upTo(2, ofAtLeast: 3), epsilon: 0), RootMeanSquareNormalization(epsilon: 0),
    GhostBatchNormalization(ghostBatch: 3, epsilon: 0),
  ]

  @Test("behind every normalization a layer's tensors may be scaled, and those before the output and behind a nonlinearity may not")
  func normalized() throws {
    for normalization in Self.normalizations {
      let network = try Network(
        input: Shape(channels: 5),
        layers: [Linear(outputs: 6), normalization, Activation.tanh, Linear(outputs: 4), Activation.relu, Linear(outputs: 3)])
      let found = network.scaleInvariantTensors
      #expect(found.map(\.name) == ["0.weight", "0.bias"], "\(normalization.name)")
      #expect(network.readOutTensors.map(\.name) == ["5.weight", "5.bias"])
      let problem = Problem(network: network, loss: .crossEntropy)
      #expect(change(problem, found) < 1e-12, "\(normalization.name)")
      for layer in [3, 5] {
        #expect(change(problem, network.parameters.entries.filter { $0.layer == layer }) > 1e-3, "\(normalization.name), layer \(layer)")
      }
    }
  }

  @Test("every layer says truly whether it undoes the size of its input", arguments: Problem.all)
  func catalogue(problem: Problem) throws {
    let found = problem.network.scaleInvariantTensors
    for layer in Set(found.map(\.layer)) {
      let entries = found.filter { $0.layer == layer }
      // What ε leaves: deviations are near 1, ε is 1e-5.
      #expect(change(problem, entries) < 1e-3, "\(problem.name), layer \(layer)")
    }
  }

  @Test("a layer that something else reads too is not among them, nor is one whose tensors another layer shares")
  func readers() throws {
    let branched = try Network(
      input: Shape(channels: 4),
      nodes: [
        Node("a", Linear(outputs: 4), ["input"]), Node("norm", BatchNormalization(), ["a"]), Node("sum", Add(), ["norm", "a"]),
        Node("out", Linear(outputs: 2), ["sum"]),
      ])
    #expect(branched.scaleInvariantTensors.isEmpty)
    let other = try Network(
      input: Shape(channels: 4),
      nodes: [
        Node("a", Linear(outputs: 4), ["input"]), Node("sum", Add(), ["a", "input"]), Node("norm", BatchNormalization(), ["a"]),
        Node("both", Add(), ["sum", "norm"]), Node("out", Linear(outputs: 2), ["both"]),
      ])
    #expect(other.scaleInvariantTensors.isEmpty)
  }
}
