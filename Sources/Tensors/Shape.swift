/// The shape of one example, of any number of dimensions: a vector [features], an image [channels, height, width], a sequence [tokens, width].
///
/// A batch of N examples lies in memory channel-major, `[channels][N][positions]`: the first dimension is outermost, then come the examples, then the other
/// dimensions in row-major order. Every channel is one contiguous row, which is what normalization, biases and matrix products walk over. A vector of n features
/// lies like an image of n channels of one pixel, but is not one: PyTorch tells their dimensions apart, and so do the layers.
public struct Shape: Hashable, Sendable {
  /// The dimensions, as files have them.
  public let dimensions: [Int]
  /// Values of a channel: the product of all dimensions but the first.
  public let positions: Int

  /// A shape of one dimension or more, all positive. `Network` refuses one whose product no memory holds; it may overflow here.
  public init(dimensions: [Int]) {
    precondition(!dimensions.isEmpty && dimensions.allSatisfy { $0 > 0 }, "a shape has positive sides")
    self.dimensions = dimensions
    positions = dimensions.dropFirst().reduce(1, &*)
  }

  /// An image of `channels` × `height` × `width`; all must be positive.
  public init(channels: Int, height: Int, width: Int) { self.init(dimensions: [channels, height, width]) }

  /// A vector of `channels` features, at least one.
  public init(channels: Int) { self.init(dimensions: [channels]) }

  /// Channels of an image, features of a vector: the first dimension.
  public var channels: Int { dimensions[0] }
  /// Rows of an image's channel; 1 for what is no image.
  public var height: Int { isImage ? dimensions[1] : 1 }
  /// Columns of an image's channel; for what is no image, all positions of a channel.
  public var width: Int { isImage ? dimensions[2] : positions }

  /// Whether an example is a plain vector.
  public var isVector: Bool { dimensions.count == 1 }
  /// Whether an example is an image: three dimensions.
  public var isImage: Bool { dimensions.count == 3 }

  /// Values in an example.
  public var count: Int { channels &* positions }
}

extension Shape: CustomStringConvertible {
  /// `10` for a vector, `3×32×32` for an image.
  public var description: String { dimensions.map(String.init).joined(separator: "×") }
}
