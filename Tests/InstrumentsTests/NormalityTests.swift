import Instruments
import Networks
import Objectives
import Statistics
import TestSupport
import Tensors
import Testing

@Suite("normality of outputs")
struct NormalityTests {
  @Test("a row a layer of its kind, over the units of a plain second pass")
  func rows() throws {
    let network = try Network(
      input: Shape(channels: 4), layers: [Linear(outputs: 5), BatchNormalization(), Activation.relu, Linear(outputs: 3)])
    let (objective, parameters) = Problem(network: network, loss: .crossEntropy).objective(samples: 30, as: Double.self)
    var gradient = parameters
    let value = objective.evaluate(at: parameters, gradient: &gradient)
    let rows = try NormalityInstrument().measure(Subject(objective, at: parameters, value: value, gradient: gradient)) { _ in }
    #expect(rows.map(\.kind) == ["weight", "normalization", "nonlinearity", "weight"] && rows.map(\.number) == [1, 1, 1, 2])
    // The first layer's outputs, by hand: w x + b of every example.
    let weight = Array(parameters[network.parameters.entries[0].range])
    let distances = (0..<5).map { unit in
      NormalDistribution.distance(
        of: (0..<30).map { sample in
          (0..<4).reduce(0) { $0 + weight[unit * 4 + $1] * objective.batch.inputs[$1 * 30 + sample] }
        })
    }.sorted()
    expectAgreement([rows[0].median, rows[1].median], [distances[2], distances[2]], relative: 1e-9)
    #expect(rows[0].units == 5 && rows[2].median > rows[1].median && rows[2].skewness > rows[1].skewness)
  }

  @Test("dropout behind the last layer alone")
  func place() throws {
    func layers(_ place: DropoutPlace?) throws -> [String] {
      try Model.mlp(hidden: [4, 4], activation: .relu, dropout: 0.5, dropoutPlace: place).network(
        input: Shape(channels: 3), outputs: 2, variant: .none
      ).layers.map(\.name)
    }
    #expect(try layers(nil) == ["Linear", "ReLU", "Dropout", "Linear", "ReLU", "Dropout", "Linear"])
    #expect(try layers(.last) == ["Linear", "ReLU", "Linear", "ReLU", "Dropout", "Linear"])
  }
}
