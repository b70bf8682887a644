import Networks
import Tensors
import TestSupport
import Testing

/// What layers, networks and models refuse of their own arguments.
@Suite("arguments of layers")
struct LayerArgumentTests {
  private static let image = Shape(channels: 4, height: 6, width: 6)

  static let layers: [(any Layer, Shape, String)] = [
    (Linear(outputs: 0), Shape(channels: 3), "(Linear): found outputs 0, expected a number from 1"),
    (Linear(outputs: -2), Shape(channels: 3), "(Linear): found outputs -2, expected a number from 1"),
    (Linear(outputs: .max), Shape(channels: 3), "(Linear): found outputs \(Int.max), expected a number from 1 to"),
    (Conv2d(filters: 2, kernel: 3, stride: 0), image, "(Conv2d): found stride 0, expected a number from 1 to 4096"),
    (Conv2d(filters: 2, kernel: 3, stride: -1), image, "(Conv2d): found stride -1, expected a number from 1 to 4096"),
    (Conv2d(filters: 0, kernel: 3), image, "(Conv2d): found filters 0, expected a number from 1"),
    (Conv2d(filters: 2, kernel: 0), image, "(Conv2d): found kernel 0, expected a number from 1 to 4096"),
    (
      Conv2d(filters: 2, kernel: Pair(.max), padding: Pair(.max)), image,
      "(Conv2d): found kernel \(Int.max), expected a number from 1 to 4096"
    ),
    (Conv2d(filters: 2, kernel: 3, padding: -1), image, "(Conv2d): found padding -1, expected a number from 0 to 4096"),
    (Conv2d(filters: 2, kernel: 3, padding: Pair(.max)), image, "(Conv2d): found padding \(Int.max), expected a number from 0 to 4096"),
    (Pooling(.maximum, size: 0), image, "(MaxPool2d): found size 0, expected a number from 1 to 4096"),
    (Pooling(.average, size: 2, stride: 0), image, "(AvgPool2d): found stride 0, expected a number from 1 to 4096"),
    (
      Conv2d(filters: 2, kernel: Pair(height: 3, width: 0)), image, "(Conv2d): found kernel 3×0, expected a number from 1 to 4096"
    ),
    (
      Conv2d(filters: 2, kernel: 3, dilation: Pair(height: 0, width: 2)), image,
      "(Conv2d): found dilation 0×2, expected a number from 1 to 4096"
    ),
    (Conv2d(filters: 2, kernel: 3, dilation: Pair(.max)), image, "(Conv2d): found dilation \(Int.max), expected a number from 1 to 4096"),
    (
      Conv2d(filters: 2, kernel: Pair(height: 1, width: 4), dilation: 2), image,
      "(Conv2d): found an input of 4×6×6, expected at least 1×7 with a padding of 0"
    ),
    (Conv2d(filters: 2, kernel: 3, groups: 0), image, "(Conv2d): found groups 0, expected a number from 1"),
    (Conv2d(filters: 3, kernel: 3, groups: 3), image, "(Conv2d): found 4 channels, expected a multiple of 3 groups"),
    (Conv2d(filters: 6, kernel: 3, groups: 4), image, "(Conv2d): found 6 filters, expected a multiple of 4 groups"),
    (
      Pooling(.maximum, size: 3, padding: Pair(height: 1, width: 2)), image,
      "(MaxPool2d): found padding 1×2, expected at most half the size 3"
    ),
    (Pooling(.average, size: 3, padding: -1), image, "(AvgPool2d): found padding -1, expected a number from 0 to 4096"),
    (
      Pooling(.average, size: Pair(height: 8, width: 9), padding: 1), image,
      "(AvgPool2d): found an input of 4×6×6, expected at least 8×9 with a padding of 1"
    ),
    (Pooling.adaptiveAverage(0), image, "(AdaptiveAvgPool2d): found output size 0, expected a number from 1 to 4096"),
    (
      Pooling.adaptiveAverage(Pair(height: 3, width: 4)), image,
      "(AdaptiveAvgPool2d): found an input of 4×6×6, expected sides that are multiples of 3×4"
    ),
    (Pooling.globalAverage, Shape(channels: 3), "(GlobalAvgPool2d): found an input of 3, expected an image"),
    (Hardtanh(minimum: 1, maximum: 1), image, "(Hardtanh): found minimum 1.0, expected a number below the maximum 1.0"),
    (Hardtanh(minimum: .nan), image, "(Hardtanh): found minimum nan, expected a number below the maximum 1.0"),
    (BatchNormalization(epsilon: .nan), image, "(BatchNorm): found epsilon nan, expected a number from 0"),
    (BatchNormalization(epsilon: -1e-5), image, "(BatchNorm): found epsilon -1e-05, expected a number from 0"),
    (BatchNormalization(momentum: .infinity), image, "(BatchNorm): found momentum inf, expected a number from 0 to 1"),
    (BatchNormalization(momentum: -0.1), image, "(BatchNorm): found momentum -0.1, expected a number from 0 to 1"),
    (LpNormalization(order: .one, epsilon: .infinity), image, "(LpNorm): found epsilon inf, expected a number from 0"),
    (LpNormalization(order: .two, momentum: 1.5), image, "(LpNorm): found momentum 1.5, expected a number from 0 to 1"),
    (GroupNormalization(.layer, epsilon: .nan), image, "(LayerNorm): found epsilon nan, expected a number from 0"),
    (GroupNormalization(.groups(0)), image, "(GroupNorm): found groups 0, expected a number from 1"),
    (GroupNormalization(.groups(3)), image, "(GroupNorm): found 4 channels, expected a multiple of 3 groups"),
    (GroupNormalization(.upTo(0, ofAtLeast: 8)), image, "(GroupNorm): found groups 0, expected a number from 1"),
    (GroupNormalization(.upTo(32, ofAtLeast: 0)), image, "(GroupNorm): found channels of a group 0, expected a number from 1"),
    (
      GroupNormalization(.channels), Shape(channels: 4),
      "(InstanceNorm2d): found an input of 4, expected an image of more than one position"
    ),
    (
      GroupNormalization(.channels), Shape(channels: 4, height: 1, width: 1),
      "(InstanceNorm2d): found an input of 4×1×1, expected an image of more than one position"
    ),
    (GhostBatchNormalization(ghostBatch: 0), image, "(GhostBatchNorm): found ghost batch 0, expected a number from 1"),
    (GhostBatchNormalization(ghostBatch: 8, epsilon: -1), image, "(GhostBatchNorm): found epsilon -1.0, expected a number from 0"),
    (
      Reparametrized(Linear(outputs: 2), by: WeightStandardization()), Shape(channels: 1),
      "(Linear): found units of one weight, expected two or more, to have a deviation"
    ),
    (
      Reparametrized(Conv2d(filters: 0, kernel: 3), by: WeightNormalization()), image,
      "(Conv2d): found filters 0, expected a number from 1"
    ),
    (RootMeanSquareNormalization(epsilon: -1), image, "(RMSNorm): found epsilon -1.0, expected a number from 0"),
    (ActivationNoise(meanRange: .nan), image, "(ActivationNoise): found mean range nan, expected a number from 0"),
    (ActivationNoise(scaleLimit: .infinity), image, "(ActivationNoise): found scale limit inf, expected a number from 0"),
    (ActivationNoise(spread: -0.1), image, "(ActivationNoise): found spread -0.1, expected a number from 0"),
  ]

  @Test("a network refuses a layer that cannot work, and names it", arguments: layers.indices)
  func layer(index: Int) {
    let (layer, input, message) = Self.layers[index]
    let first: [any Layer] = input.isVector ? [Activation.tanh] : [Pooling(.average, size: 1)]
    do {
      _ = try Network(input: input, layers: first + [layer])
      Issue.record("it was taken")
    } catch {
      #expect(error.description.hasPrefix("layer 1 \(message)"), "\(error)")
    }
  }

  @Test("numbers on the edge of their range are taken")
  func edges() throws {
    let layers: [any Layer] = [
      Conv2d(filters: 1, kernel: 1, padding: 0), BatchNormalization(epsilon: 0, momentum: 0), BatchNormalization(momentum: 1),
      ActivationNoise(meanRange: 0, scaleLimit: 0, spread: 0), Pooling(.average, size: 2, padding: 1), Pooling(.average, size: 2),
      Conv2d(filters: 1, kernel: 1, stride: 4096), Pooling(.maximum, size: 1, stride: 4096), Flatten(), Linear(outputs: 1),
    ]
    #expect(try Network(input: Self.image, layers: layers).outputShape == Shape(channels: 1))
  }

  @Test("a network has layers, no more than streams of noise, and an input that memory holds")
  func network() {
    func refused(_ input: Shape, _ layers: [any Layer]) -> String? {
      do {
        _ = try Network(input: input, layers: layers)
        return nil
      } catch { return error.description }
    }
    let vector = Shape(channels: 2)
    #expect(refused(vector, []) == "layers: found 0, expected 1 to 65536")
    #expect(refused(vector, Array(repeating: Activation.relu, count: 65_537)) == "layers: found 65537, expected 1 to 65536")
    #expect(refused(vector, Array(repeating: Activation.relu, count: 65_536)) == nil)
    let huge = Shape(channels: 1, height: .max, width: 2)
    #expect(refused(huge, [Flatten()])?.hasPrefix("input: found 1×\(Int.max)×2 values, expected at most") == true)
  }

  @Test("models refuse sizes that are not positive and probabilities that are none")
  func models() {
    let (vector, image) = (Shape(channels: 10), Shape(channels: 1, height: 32, width: 32))
    let wrong: [(Model, Shape, Int)] = [
      (.mlp(hidden: [4], activation: .relu), vector, 0), (.mlp(hidden: [4, -1], activation: .relu), vector, 2),
      (.mlp(hidden: [4], activation: .relu, dropout: .nan), vector, 2), (.mlp(hidden: [4], activation: .relu, dropout: -0.5), vector, 2),
      (.mlp(hidden: [], activation: .relu, dropout: 1), vector, 2), (.dln(depth: 0), vector, 10), (.dln(depth: .max), vector, 10),
      (.dln(depth: 2), vector, 0), (.dln(depth: 2), vector, -3), (.vgg(depth: .eleven, width: .nan), image, 10),
      (.vgg(depth: .eleven, width: -1), image, 10), (.vgg(depth: .eleven, width: 0.1), image, 0), (.cnn, image, 0), (.cnn, vector, 10),
      (.resnet(configuration: ResidualConfiguration(depth: 9)), image, 10),
      (.recurrent(configuration: RecurrentConfiguration(cell: .rnn)), image, 0),
    ]
    for (model, input, outputs) in wrong {
      #expect(throws: NetworkError.self, "\(model)") { try model.network(input: input, outputs: outputs, variant: .none) }
    }
    let settings = NormalizationSettings(epsilon: .nan)
    for variant in Variant.allCases where ![.none, .noise, .weight].contains(variant) {
      #expect(throws: NetworkError.self, "\(variant)") {
        try Model.mlp(hidden: [8], activation: .relu).network(input: vector, outputs: 2, variant: variant, settings: settings)
      }
    }
  }
}
