public import Tensors

/// VGG (Simonyan & Zisserman 2015, Table 1: A, B and D) for 32 × 32 images: blocks of 3 × 3 convolutions, each with
/// normalization and ReLU, a maximum over 2 × 2 after every block, and one linear read-out, as is usual for small images.
///
/// - Parameters:
///   - input: the shape of an image.
///   - depth: how many layers have weights.
///   - width: a factor on every number of channels.
///   - outputs: how many outputs the read-out has.
///   - normalization: how every convolution and its ReLU are normalized.
/// - Throws: `NetworkError` for an input other than 32 × 32, a width that is not above 0 and up to 4, or a number of outputs that is not positive.
public func vgg(
  input: Shape, depth: VGGDepth, width: Double, outputs: Int, normalization: NormalizationScheme
) throws(NetworkError) -> Network {
  guard input.height == 32, input.width == 32 else {
    throw .invalidArgument(name: "vgg input", found: "\(input)", expected: "images of 32×32")
  }
  guard width > 0, width <= 4 else { throw .invalidArgument(name: "width", found: "\(width)", expected: "a number above 0 and up to 4") }
  var layers: [any Layer] = []
  for (channels, convolutions) in zip([64, 128, 256, 512, 512], depth.convolutions) {
    for _ in 0..<convolutions {
      layers += normalization.block(Conv2d(filters: max(1, Int(Double(channels) * width)), kernel: 3, padding: 1), .relu)
    }
    layers.append(Pooling(.maximum, size: 2))
  }
  layers += [Flatten(), normalization.readOut(Linear(outputs: outputs))]
  return try Network(input: input, layers: layers)
}

/// The depths of VGG, by their number of layers with weights in the original.
public enum VGGDepth: Int, Codable, Sendable, CaseIterable {
  /// Configuration A.
  case eleven = 11
  /// Configuration B.
  case thirteen = 13
  /// Configuration D.
  case sixteen = 16

  /// Convolutions in each of the five blocks.
  var convolutions: [Int] {
    switch self {
    case .eleven: [1, 1, 2, 2, 2]
    case .thirteen: [2, 2, 2, 2, 2]
    case .sixteen: [2, 2, 3, 3, 3]
    }
  }
}
