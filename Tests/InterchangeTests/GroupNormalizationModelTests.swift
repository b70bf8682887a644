import Foundation
import Interchange
import Networks
import Tensors
import Testing

@Suite("models with group normalization")
struct GroupNormalizationModelTests {
  private func layers(_ data: Data) throws -> [any Layer] {
    try ModelDescription(data, file: "model.json", tensorNames: []).network.layers
  }

  @Test("a model's file says how many groups it has, whatever the variant would choose now")
  func written() throws {
    let file = #"""
      {"input": [3], "loss": "cross_entropy", "layers": [{"type": "Linear", "out_features": 64}, {"type": "GroupNorm", "num_groups": 32, "eps": 1e-5},
      {"type": "ReLU"}, {"type": "Linear", "out_features": 2}]}
      """#
    #expect((try layers(Data(file.utf8))[1] as? GroupNormalization)?.scope == .groups(32))
    #expect(Variant(rawValue: "group") == .group)
  }

  @Test("the variant's own comes back with its groups")
  func returned() throws {
    let network = try Model.mlp(hidden: [64], activation: .relu).network(input: Shape(channels: 3), outputs: 2, variant: .group)
    let data = try #require(try ModelDescription.data(network, loss: .crossEntropy))
    #expect((try layers(data)[1] as? GroupNormalization)?.scope == .groups(8))
  }

  @Test("root-mean-square normalization comes back with its ε")
  func rootMeanSquare() throws {
    let network = try Model.mlp(hidden: [64], activation: .relu).network(
      input: Shape(channels: 3), outputs: 2, variant: .rms, settings: NormalizationSettings(epsilon: 0.125))
    let data = try #require(try ModelDescription.data(network, loss: .crossEntropy))
    #expect((try layers(data)[1] as? RootMeanSquareNormalization)?.epsilon == 0.125)
  }
}
