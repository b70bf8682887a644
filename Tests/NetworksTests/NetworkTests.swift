import Networks
import Statistics
import TestSupport
import Tensors
import Testing

@Suite("networks")
struct NetworkTests {
  @Test("parameters and state carry PyTorch's names, shapes and order")
  func names() throws {
    let network = try Model.mlp(hidden: [4], activation: .relu).network(
      input: Shape(channels: 1, height: 2, width: 3), outputs: 3, variant: .batch)
    #expect(network.layers.map(\.name) == ["Flatten", "Linear", "BatchNorm", "ReLU", "Linear"])
    #expect(network.parameters.entries.map(\.name) == ["1.weight", "1.bias", "2.weight", "2.bias", "4.weight", "4.bias"])
    #expect(network.parameters.entries.map(\.dimensions) == [[4, 6], [4], [4], [4], [3, 4], [3]])
    #expect(network.parameters.count == 24 + 4 + 4 + 4 + 12 + 3)
    #expect(network.state.entries.map(\.name) == ["2.running_mean", "2.running_var", "2.num_batches_tracked"])
  }

  @Test("the paper's deep linear network: 25 weights of 10 × 10, 24 normalizations")
  func deepLinear() throws {
    let network = try Model.dln(depth: 25).network(input: Shape(channels: 10), outputs: 10, variant: .l2)
    #expect(network.layers.count == 49 && network.parameters.entries.filter(\.isWeightMatrix).count == 25)
    #expect(network.parameters.entries.filter(\.isWeightMatrix).allSatisfy { $0.dimensions == [10, 10] })
    #expect(network.layers.filter { $0.name == "LpNorm" }.count == 24 && network.layers[48].name == "Linear")
    func other(_ addition: DeepLinearAddition) throws -> Network {
      try Model.dln(depth: 3, addition: addition).network(input: Shape(channels: 4), outputs: 4, variant: .batch)
    }
    #expect(try other(.biases).parameters.entries.filter { $0.role == .bias }.map(\.dimensions) == [[4], [4], [4]])
    #expect(try other(.outputNormalization).layers.map(\.name) == ["Linear", "BatchNorm", "Linear", "BatchNorm", "Linear", "BatchNorm"])
  }

  @Test("a join of twenty thousand values is planned in no cubic time, and its gradient is right")
  func wideJoin() throws {
    let started = ContinuousClock.now
    let width = 20_000
    let nodes =
      [Node("w", Linear(outputs: 2), [Node.input])] + (0..<width).map { Node("t\($0)", Activation.tanh, ["w"]) }
      + [Node("sum", Add(), (0..<width).map { "t\($0)" })]
    let network = try Network(input: Shape(channels: 3), nodes: nodes)
    let (objective, parameters) = Problem(network: network, loss: .halfMeanSquaredError).objective(samples: 2, as: Double.self)
    var gradient = parameters
    _ = objective.valueAndGradient(at: parameters, gradient: &gradient)
    var (above, below) = (parameters, parameters)
    above[1] += 1e-5
    below[1] -= 1e-5
    let slope = (objective.value(at: above) - objective.value(at: below)) / 2e-5
    // Losses are a thousand million here, and their rounding a millionth.
    expectAgreement([gradient[1]], [slope], relative: 1e-5)
    // In cubic time it would be hours.
    #expect(ContinuousClock.now - started < .seconds(300))
  }

  @Test("a layer that does not fit is named with what was found and expected")
  func doesNotFit() {
    let expected = NetworkError.doesNotFit(
      layer: "0", type: "Conv2d", found: "an input of 3", expected: "an image")
    #expect(throws: expected) { try Network(input: Shape(channels: 3), layers: [Conv2d(filters: 2, kernel: 1)]) }
    #expect(throws: NetworkError.self) {
      try Model.mlp(hidden: [0], activation: .relu).network(input: Shape(channels: 2), outputs: 2, variant: .none)
    }
  }

  @Test("weights have the initializer's variance and range, and are the same for every variant", arguments: Initializer.allCases)
  func initializers(initializer: Initializer) throws {
    let model = Model.mlp(hidden: [300, 200], activation: .relu)
    let plain = try model.network(input: Shape(channels: 100), outputs: 10, variant: .none)
    let normalized = try model.network(input: Shape(channels: 100), outputs: 10, variant: .batch)
    let parameters: [Double] = initializer.parameters(of: plain, seed: 3)
    let others: [Double] = initializer.parameters(of: normalized, seed: 3)
    let weights = plain.parameters.entries.filter(\.isWeightMatrix)
    for (entry, other) in zip(weights, normalized.parameters.entries.filter(\.isWeightMatrix)) {
      #expect(Array(parameters[entry.range]) == Array(others[other.range]))
    }
    let entry = weights[1]
    let moments = Moments(Array(parameters[entry.range]))
    let variance = initializer.variance(fanIn: 300, fanOut: 200)
    // Four standard errors of a normal's variance; uniforms and cut-off normals vary less.
    #expect(abs(moments.standardDeviation * moments.standardDeviation / variance - 1) < 4 * (2 / 60_000.0).squareRoot())
    #expect(abs(moments.mean) < 4 * (variance / 60_000).squareRoot())
    let largest = parameters[entry.range].map(abs).max()!
    switch initializer {
    case .glorotUniform, .heUniform: #expect(largest <= (3 * variance).squareRoot() && moments.excessKurtosis < -1.1)
    case .glorotNormal, .heNormal: #expect(abs(moments.excessKurtosis) < 0.1)
    case .kerasGlorotNormal, .kerasHeNormal: #expect(largest <= 2 * (variance.squareRoot() / 0.87962566103423978))
    }
    for entry in plain.parameters.entries where entry.role == .bias { #expect(parameters[entry.range].allSatisfy { $0 == 0 }) }
  }
}
