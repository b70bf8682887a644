public import Tensors

/// The networks that studies train, under the names of `--model`.
public enum Model: Codable, Hashable, Sendable {
  /// Fully connected layers of the given widths with an activation after each, and dropout of that probability: behind every one, or behind the last alone.
  case mlp(hidden: [Int], activation: Activation, dropout: Double = 0, dropoutPlace: DropoutPlace? = nil)
  /// The deep linear network of Santurkar et al. (2018), with something that they do not tell of theirs where given.
  case dln(depth: Int, addition: DeepLinearAddition? = nil)
  /// VGG for 32 × 32 images, with a factor on its widths.
  case vgg(depth: VGGDepth, width: Double)
  /// A small convolutional network.
  case cnn
  /// A residual network (He et al. 2016, section 4.2).
  case resnet(configuration: ResidualConfiguration)
  /// A recurrent network over the rows of an image, unrolled.
  case recurrent(configuration: RecurrentConfiguration)

  /// The name of `--model`.
  public var name: String {
    switch self {
    case .mlp: "mlp"
    case .dln: "dln"
    case .vgg(let depth, _): "vgg\(depth.rawValue)"
    case .cnn: "cnn"
    case .resnet(let configuration): "resnet\(configuration.depth)"
    case .recurrent(let configuration): configuration.cell.rawValue
    }
  }

  /// The loss it is trained with.
  public var loss: Loss {
    switch self {
    case .mlp, .vgg, .cnn, .resnet, .recurrent: .crossEntropy
    case .dln: .halfSumSquaredError
    }
  }

  /// The network of this model with a normalization variant.
  ///
  /// - Throws: `NetworkError` for sizes that are not positive or layers that do not fit.
  public func network(
    input: Shape, outputs: Int, variant: Variant, settings: NormalizationSettings = NormalizationSettings()
  ) throws(NetworkError) -> Network {
    let normalization = variant.scheme(settings)
    return switch self {
    case .mlp(let hidden, let activation, let dropout, let place):
      try multilayerPerceptron(
        input: input, hidden: hidden, outputs: outputs, activation: activation, dropout: dropout, dropoutPlace: place,
        normalization: normalization)
    case .dln(let depth, let addition):
      try deepLinearNetwork(input: input, depth: depth, outputs: outputs, normalization: normalization, addition: addition)
    case .vgg(let depth, let width):
      try Networks.vgg(input: input, depth: depth, width: width, outputs: outputs, normalization: normalization)
    case .cnn:
      try convolutionalNetwork(input: input, outputs: outputs, normalization: normalization)
    case .resnet(let configuration):
      try residualNetwork(input: input, configuration, outputs: outputs, normalization: normalization)
    case .recurrent(let configuration):
      try recurrentNetwork(input: input, configuration, outputs: outputs, normalization: normalization)
    }
  }
}

/// Behind which hidden layers a perceptron has dropout, where not behind every one.
public enum DropoutPlace: String, Codable, CaseIterable, Sendable {
  /// The last, and so behind all normalizations (Li, Chen, Hu & Yang 2019).
  case last
}
