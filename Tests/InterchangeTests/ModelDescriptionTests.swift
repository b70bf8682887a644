import Foundation
import Interchange
import Networks
import Records
import TestSupport
import Tensors
import Testing

/// `model.json`: each type of layer with its own arguments and no others.
@Suite("model.json")
struct ModelDescriptionTests {
  private func problem(_ layer: String) -> String? {
    let text =
      #"{"input": [4, 8, 8], "loss": "cross_entropy", "layers": [\#(layer), {"type": "Flatten"}, {"type": "Linear", "out_features": 3}]}"#
    do throws(RecordError) {
      _ = try ModelDescription(Data(text.utf8), file: "model.json", tensorNames: [])
      return nil
    } catch {
      return error.description
    }
  }

  /// A layer of every type with all of its arguments.
  private static let layers = [
    #""type": "Conv2d", "out_channels": 4, "kernel_size": 3, "stride": 1, "padding": 1, "dilation": 1, "groups": 2, "bias": false"#,
    #""type": "Conv2d", "out_channels": 4, "kernel_size": 3, "dilation": 1, "groups": 1, "parametrization": "weight_norm""#,
    #""type": "Conv2d", "out_channels": 4, "kernel_size": 3, "dilation": 1, "groups": 1, "parametrization": "weight_standardization""#,
    #""type": "GhostBatchNorm", "ghost_batch": 8, "eps": 1e-3, "momentum": 0.2, "affine": false"#,
    #""type": "InstanceNorm2d", "eps": 1e-3, "affine": true"#,
    #""type": "BatchNorm", "eps": 1e-3, "momentum": 0.2, "affine": false"#, #""type": "BatchNorm1d", "eps": 1"#,
    #""type": "BatchNorm2d", "eps": 1"#,
    #""type": "LpNorm", "p": "inf", "eps": 0, "momentum": 0.1, "affine": true"#,
    #""type": "LayerNorm", "normalized_shape": [8, 8], "eps": 1e-5"#,
    #""type": "GroupNorm", "num_groups": 2, "eps": 1e-5"#, #""type": "RMSNorm", "normalized_shape": 8, "eps": 1e-5"#, #""type": "ReLU""#,
    #""type": "Sigmoid""#,
    #""type": "Tanh""#,
    #""type": "Flatten""#,
    #""type": "MaxPool2d", "kernel_size": 2, "stride": 1, "padding": 1"#,
    #""type": "AvgPool2d", "kernel_size": [2, 3], "padding": [0, 1]"#,
    #""type": "GlobalAvgPool2d""#, #""type": "Mean""#, #""type": "AdaptiveAvgPool2d", "output_size": [2, 4]"#,
    #""type": "AdaptiveAvgPool2d""#,
    #""type": "GELU", "approximate": "tanh""#, #""type": "Hardtanh", "min_val": -0.5, "max_val": 6"#, #""type": "Identity""#,
    #""type": "Slice", "start": 1, "stop": 4"#, #""type": "Select", "index": 3"#, #""type": "Transpose", "dim0": 0, "dim1": 2"#,
    #""type": "Reshape", "shape": [2, 4, 8, 2, 2]"#,
    #""type": "Dropout", "p": 0.5"#,
    #""type": "ActivationNoise", "mean_range": 0.5, "scale_limit": 1.25, "spread": 0.1"#,
  ]

  @Test("a layer takes its own arguments", arguments: layers)
  func own(layer: String) { #expect(problem("{\(layer)}") == nil) }

  @Test("and no other's, nor one misspelt or given twice", arguments: layers)
  func others(layer: String) {
    for name in [
      "out_features", "out_channels", "num_groups", "p", "dilation", "groups", "epsilon", "inplace", "normalized_shape",
      "kernel_size",
      "eps",
    ] {
      let expected =
        layer.contains("\"\(name)\":")
        ? "found the name twice, expected it once" : "found an unknown name, expected one of type"
      let found = problem("{\(layer), \"\(name)\": 1}") ?? "nothing"
      #expect(found.hasPrefix("model.json: layers[0].\(name): \(expected)"), "\(found)")
    }
  }

  @Test("what is missing, misspelt or out of range is named with its layer")
  func refused() {
    let cases = [
      (
        #"{"type": "Conv2d", "out_channels": 2, "kernel_size": 3, "padding_mode": "zeros"}"#,
        "layers[0].padding_mode: found an unknown name, expected one of type, out_channels, kernel_size, stride, padding, dilation, groups, bias"
      ),
      (
        #"{"type": "Conv2d", "out_channels": 2, "kernel_size": [3]}"#,
        "layers[0].kernel_size: found 1 numbers, expected one or [height, width]"
      ),
      (
        #"{"type": "Conv2d", "out_channels": 2, "kernel_size": "same"}"#,
        "layers[0].kernel_size: found another kind of value, expected a whole number or [height, width]"
      ),
      (
        #"{"type": "Conv2d", "out_channels": 2, "kernel_size": 3, "stride": [1, 0.5]}"#,
        "layers[0].stride: found another kind of value, expected a whole number or [height, width]"
      ),
      (
        #"{"type": "Conv2d", "out_channels": 2, "kernel_size": [3, 0]}"#,
        "layer 0 (Conv2d): found kernel_size 0, expected a number from 1 to 4096"
      ),
      (
        #"{"type": "Conv2d", "out_channels": 2, "kernel_size": 3, "groups": 4}"#,
        "layer 0 (Conv2d): found 2 filters, expected a multiple of 4 groups"
      ),
      (
        #"{"type": "BatchNorm", "epsilon": 1e-3}"#,
        "layers[0].epsilon: found an unknown name, expected one of type, eps, momentum, affine"
      ),
      (
        #"{"type": "Conv2d", "out_channels": 2, "kernel_size": 3, "dilation": 1, "groups": 1, "parametrization": "spectral_norm"}"#,
        "layer 0 (Conv2d): found parametrization spectral_norm, expected one of weight_norm, weight_standardization"
      ),
      (#"{"type": "InstanceNorm2d", "affine": false}"#, "layer 0 (InstanceNorm2d): found affine false, expected true"),
      (
        #"{"type": "GhostBatchNorm", "ghost_batch": 0}"#,
        "layer 0 (GhostBatchNorm): found ghost_batch 0, expected a number from 1"
      ),
      (#"{"type": "GroupNorm"}"#, "layers[0]: found no num_groups, expected one"),
      (#"{"out_features": 3}"#, "layers[0]: found no type, expected one"),
      (#"{"type": "Softplus"}"#, "layers[0]: found type Softplus, expected one of Linear, Conv2d, BatchNorm, "),
      (#"{"type": "a\nb"}"#, "layers[0]: found type a b, expected one of Linear, Conv2d, BatchNorm, "),
      (#"{"type": "LpNorm", "p": "3"}"#, "layers[0].p: found 3, expected one of 1, 2, inf"),
      (#"{"type": "LpNorm", "p": 2}"#, "layers[0].p: found another kind of value, expected a text"),
      (#"{"type": "BatchNorm", "eps": -1}"#, "layer 0 (BatchNorm): found eps -1.0, expected a number from 0"),
      (#"{"type": "Dropout", "p": 1}"#, "layer 0 (Dropout): found p 1.0, expected a number from 0 to below 1"),
      (
        #"{"type": "MaxPool2d", "kernel_size": 0}"#,
        "layer 0 (MaxPool2d): found kernel_size 0, expected a number from 1 to 4096"
      ),
      (
        #"{"type": "GroupNorm", "num_groups": 3}"#,
        "layer 0 (GroupNorm): found 4 channels, expected a multiple of 3 groups"
      ),
    ]
    for (layer, expected) in cases {
      let found = problem(layer) ?? "nothing"
      #expect(found.hasPrefix("model.json: \(expected)"), "\(found)")
    }
  }

  @Test("pairs, dilations, groups and paddings come back, and what is usual is left out")
  func pairs() throws {
    let network = try Network(
      input: Shape(channels: 4, height: 8, width: 9),
      layers: [
        Conv2d(
          filters: 6, kernel: Pair(height: 3, width: 2), stride: Pair(height: 1, width: 2), padding: Pair(height: 0, width: 1),
          dilation: Pair(height: 2, width: 1), groups: 2),
        Pooling(.maximum, size: Pair(height: 2, width: 3), stride: 1, padding: 1), Conv2d(filters: 4, kernel: 1),
        Pooling(.average, size: 2), Flatten(), Linear(outputs: 3),
      ])
    let data = try #require(try ModelDescription.data(network, loss: .crossEntropy))
    let names = Set(network.parameters.entries.map(\.name))
    let read = try ModelDescription(data, file: "model.json", tensorNames: names).network
    #expect(read.shapes == network.shapes && read.parameters == network.parameters)
    let (found, written) = (read.layers.compactMap { $0 as? Conv2d }, network.layers.compactMap { $0 as? Conv2d })
    for (one, other) in zip(found, written) {
      #expect(one.kernel == other.kernel && one.stride == other.stride && one.padding == other.padding)
      #expect(one.dilation == other.dilation && one.groups == other.groups && one.bias == other.bias)
    }
    #expect(found.count == 2)
    #expect(read.layers.compactMap { ($0 as? Pooling)?.windows } == network.layers.compactMap { ($0 as? Pooling)?.windows })
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.components(separatedBy: "dilation").count == 2 && text.components(separatedBy: "groups").count == 2)
  }

  private static let models: [Model] = [
    .mlp(hidden: [8, 8], activation: .sigmoid, dropout: 0.5), .dln(depth: 3), .vgg(depth: .eleven, width: 0.1), .cnn,
  ]

  @Test("a network that this toolkit writes comes back", arguments: models, Variant.allCases)
  func written(model: Model, variant: Variant) throws {
    for affine in [true, false] {
      let input =
        model.name.hasPrefix("vgg") || model == .cnn ? Shape(channels: 3, height: 32, width: 32) : Shape(channels: 4)
      guard !input.isVector || Variant.onVectors.contains(variant) else { continue }
      let settings = NormalizationSettings(epsilon: 1e-3, affine: affine, ghostBatch: 5)
      let network = try model.network(input: input, outputs: 4, variant: variant, settings: settings)
      let data = try #require(try ModelDescription.data(network, loss: model.loss))
      let names = (network.parameters.entries + network.state.entries).map(\.name)
      let read = try ModelDescription(data, file: "model.json", tensorNames: Set(names))
      #expect(read.loss == model.loss && read.network.shapes == network.shapes)
      #expect(read.network.parameters == network.parameters && read.network.state == network.state)
      #expect(try ModelDescription.data(read.network, loss: read.loss) == data)
    }
  }
}
