public import Tensors

/// The networks that studies train, under the names of `--model`.
public enum Model: Codable, Hashable, Sendable {
  /// Fully connected layers of the given widths with an activation after each.
  case mlp(hidden: [Int], activation: Activation)
  /// The deep linear network of Santurkar et al. (2018).
  case dln(depth: Int)
  /// VGG for 32 × 32 images, with a factor on its widths.
  case vgg(depth: VGGDepth, width: Double)
  /// A small convolutional network.
  case cnn

  /// The name of `--model`.
  public var name: String {
    switch self {
    case .mlp: "mlp"
    case .dln: "dln"
    case .vgg(let depth, _): "vgg\(depth.rawValue)"
    case .cnn: "cnn"
    }
  }

  /// The loss it is trained with.
  public var loss: Loss {
    switch self {
    case .mlp, .vgg, .cnn: .crossEntropy
    case .dln: .halfSumSquaredError
    }
  }

  /// The network of this model with a normalization variant.
  ///
  /// - Throws: `NetworkError` for sizes that are not positive or layers that do not fit.
  public func network(input: Shape, outputs: Int, variant: Variant) throws(NetworkError) -> Network {
    switch self {
    case .mlp(let hidden, let activation):
      try multilayerPerceptron(input: input, hidden: hidden, outputs: outputs, activation: activation, variant: variant)
    case .dln(let depth):
      try deepLinearNetwork(input: input, depth: depth, outputs: outputs, variant: variant)
    case .vgg(let depth, let width):
      try Networks.vgg(input: input, depth: depth, width: width, outputs: outputs, variant: variant)
    case .cnn:
      try convolutionalNetwork(input: input, outputs: outputs, variant: variant)
    }
  }
}
