internal import Networks

/// A layer's entry in `model.json`: its type and arguments, under PyTorch's names. Beside PyTorch's modules it knows the functions that join and rearrange
/// values, and what this toolkit's own networks have: `LpNorm`, `GhostBatchNorm`, `ActivationNoise`, `GlobalAvgPool2d` (the same as `Mean`).
struct LayerDescription: Codable {
  let type: String
  let arguments: any LayerArguments

  private enum CodingKeys: CodingKey { case type }

  /// What reads the arguments of each type. `BatchNorm` is both of PyTorch's, by its input.
  private static let types: KeyValuePairs<String, @Sendable (any Decoder) throws -> any LayerArguments> = [
    "Linear": { try LinearArguments(from: $0) },
    "Conv2d": { try Conv2dArguments(from: $0) },
    "BatchNorm": { try BatchNormArguments(from: $0) },
    "BatchNorm1d": { try BatchNormArguments(from: $0) },
    "BatchNorm2d": { try BatchNormArguments(from: $0) },
    "GhostBatchNorm": { try GhostBatchNormArguments(from: $0) },
    "LpNorm": { try LpNormArguments(from: $0) },
    "LayerNorm": { try LayerNormArguments(from: $0) },
    "GroupNorm": { try GroupNormArguments(from: $0) },
    "InstanceNorm2d": { try InstanceNormArguments(from: $0) },
    "RMSNorm": { try RMSNormArguments(from: $0) },
    "ReLU": { _ in NoArguments(layer: Activation.relu) },
    "Sigmoid": { _ in NoArguments(layer: Activation.sigmoid) },
    "Tanh": { _ in NoArguments(layer: Activation.tanh) },
    "GELU": { try GELUArguments(from: $0) },
    "Hardtanh": { try HardtanhArguments(from: $0) },
    "Identity": { _ in NoArguments(layer: Identity()) },
    // Where a factor starts is no matter for a file that comes with its value.
    "ScalarMultiplier": { _ in NoArguments(layer: ScalarMultiplier(start: 1)) },
    "Flatten": { _ in NoArguments(layer: Flatten()) },
    "MaxPool2d": { try PoolingArguments(.maximum, from: $0) },
    "AvgPool2d": { try PoolingArguments(.average, from: $0) },
    "AdaptiveAvgPool2d": { try AdaptivePoolingArguments(from: $0) },
    "Mean": { _ in NoArguments(layer: Pooling.globalAverage) },
    "GlobalAvgPool2d": { _ in NoArguments(layer: Pooling.globalAverage) },
    "Slice": { try SliceArguments(from: $0) },
    "Select": { try SelectArguments(from: $0) },
    "Transpose": { try TransposeArguments(from: $0) },
    "Reshape": { try ReshapeArguments(from: $0) },
    "Add": { _ in NoArguments(layer: Add()) },
    "Multiply": { _ in NoArguments(layer: Multiply()) },
    "Concat": { _ in NoArguments(layer: Concat()) },
    "ScaledDotProductAttention": { _ in NoArguments(layer: ScaledDotProductAttention()) },
    "Dropout": { try DropoutArguments(from: $0) },
    "ActivationNoise": { try ActivationNoiseArguments(from: $0) },
  ]

  /// A type that `model.json` cannot name.
  private struct UnknownType: Error, CustomStringConvertible {
    let type: String
    var description: String { "found type \(type), expected one of \(types.map(\.key).joined(separator: ", "))" }
  }

  init(from decoder: any Decoder) throws {
    let type = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .type)
    guard let arguments = Self.types.first(where: { $0.key == type })?.value else { throw UnknownType(type: type) }
    self.type = type
    self.arguments = try arguments(decoder)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(type, forKey: .type)
    try arguments.encode(to: encoder)
  }

  /// The description of a layer that takes `channels` channels. Nil for a layer that the format does not know.
  init?(_ layer: any Layer, channels: Int) {
    type = layer.name
    let reparametrized = layer as? Reparametrized
    let parametrization = reparametrized?.map.name
    switch reparametrized?.base ?? layer {
    case let linear as Linear:
      arguments = LinearArguments(outFeatures: linear.outputs, bias: linear.bias, parametrization: parametrization)
    case let convolution as Conv2d:
      arguments = Conv2dArguments(
        outChannels: convolution.filters, kernelSize: convolution.kernel, stride: convolution.stride,
        padding: convolution.padding, dilation: convolution.dilation == 1 ? nil : convolution.dilation,
        groups: convolution.groups == 1 ? nil : convolution.groups, bias: convolution.bias, parametrization: parametrization)
    case let batch as BatchNormalization:
      arguments = BatchNormArguments(eps: batch.epsilon, momentum: batch.momentum, affine: batch.affine)
    case let ghost as GhostBatchNormalization:
      arguments = GhostBatchNormArguments(
        ghostBatch: ghost.ghostBatch, eps: ghost.epsilon, momentum: ghost.momentum, affine: ghost.affine)
    case let norm as LpNormalization:
      arguments = LpNormArguments(p: norm.order, eps: norm.epsilon, momentum: norm.momentum, affine: norm.affine)
    case let groups as GroupNormalization:
      switch groups.scope {
      case .layer: arguments = LayerNormArguments(normalizedShape: nil, eps: groups.epsilon)
      case .trailing(let dimensions):
        arguments = LayerNormArguments(normalizedShape: TrailingDimensions(dimensions), eps: groups.epsilon)
      case .channels: arguments = InstanceNormArguments(eps: groups.epsilon, affine: true)
      case .groups, .upTo: arguments = GroupNormArguments(numGroups: groups.groupCount(channels), eps: groups.epsilon)
      }
    case let norm as RootMeanSquareNormalization:
      arguments = RMSNormArguments(normalizedShape: norm.normalizedShape.map { TrailingDimensions($0) }, eps: norm.epsilon)
    case let pooling as Pooling:
      switch pooling.windows {
      case .sliding(let size, let stride, let padding):
        arguments = PoolingArguments(
          pooling.kind, kernelSize: size, stride: stride, padding: padding == 0 ? nil : padding)
      case .image: arguments = NoArguments(layer: pooling)
      case .tiles(let output): arguments = AdaptivePoolingArguments(outputSize: output)
      }
    case let dropout as Dropout: arguments = DropoutArguments(p: dropout.probability)
    case let noise as ActivationNoise:
      arguments = ActivationNoiseArguments(
        meanRange: noise.meanRange, scaleLimit: noise.scaleLimit, spread: noise.spread)
    case let gelu as GELU: arguments = GELUArguments(approximate: gelu.approximation)
    case let clamp as Hardtanh: arguments = HardtanhArguments(minVal: clamp.minimum, maxVal: clamp.maximum)
    case let slice as Slice: arguments = SliceArguments(start: slice.start, stop: slice.stop)
    case let select as Select: arguments = SelectArguments(index: select.index)
    case let transpose as Transpose: arguments = TransposeArguments(dim0: transpose.first, dim1: transpose.second)
    case let reshape as Reshape: arguments = ReshapeArguments(shape: reshape.dimensions)
    case is ScalarMultiplier, is Activation, is Flatten, is Identity, is Add, is Multiply, is Concat, is ScaledDotProductAttention:
      arguments = NoArguments(layer: layer)
    default: return nil
    }
  }
}
