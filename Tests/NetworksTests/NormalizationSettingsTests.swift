import Foundation
import Networks
import Tensors
import Testing

@Suite("where normalization stands")
struct NormalizationSettingsTests {
  private func names(_ model: Model, _ place: NormalizationPlace, _ variant: Variant = .batch) throws -> [String] {
    let isVector = model.name == "mlp" || model.name == "dln"
    let input = isVector ? Shape(channels: 4) : Shape(channels: 3, height: 32, width: 32)
    let settings = NormalizationSettings(place: place)
    return try model.network(input: input, outputs: 4, variant: variant, settings: settings).layers.map(\.name)
  }

  @Test("before the nonlinearity or behind it, in every model")
  func place() throws {
    let mlp = Model.mlp(hidden: [8], activation: .tanh, dropout: 0.5)
    #expect(try names(mlp, .before) == ["Linear", "BatchNorm", "Tanh", "Dropout", "Linear"])
    #expect(try names(mlp, .after) == ["Linear", "Tanh", "BatchNorm", "Dropout", "Linear"])
    for model in [Model.cnn, .vgg(depth: .eleven, width: 0.1)] {
      let (before, after) = (try names(model, .before), try names(model, .after))
      #expect(before.starts(with: ["Conv2d", "BatchNorm", "ReLU", "MaxPool2d"]))
      #expect(after.starts(with: ["Conv2d", "ReLU", "BatchNorm", "MaxPool2d"]))
      #expect(before.sorted() == after.sorted())
    }
    for (model, variant) in [(mlp, Variant.none), (mlp, .weight), (.dln(depth: 3), .batch)] {
      let (before, after) = (try names(model, .before, variant), try names(model, .after, variant))
      #expect(before == after)
    }
  }

  @Test("the usual place and ghost batch leave no trace in JSON, so that hashes stay; others come back")
  func coding() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    func text(_ settings: NormalizationSettings) throws -> String {
      String(decoding: try encoder.encode(settings), as: UTF8.self)
    }
    #expect(try text(NormalizationSettings(epsilon: 0.5)) == #"{"affine":true,"epsilon":0.5,"momentum":0.1}"#)
    let other = NormalizationSettings(epsilon: 0.5, place: .after, ghostBatch: 16)
    #expect(try text(other) == #"{"affine":true,"epsilon":0.5,"ghostBatch":16,"momentum":0.1,"place":"after"}"#)
    for settings in [NormalizationSettings.keras, other] {
      #expect(try JSONDecoder().decode(NormalizationSettings.self, from: try encoder.encode(settings)) == settings)
    }
  }
}
