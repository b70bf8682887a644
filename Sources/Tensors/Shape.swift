/// The shape of one example: a plain vector, or an image of channels × height × width. A vector of n features lies in memory like an image of n
/// channels of one pixel, but is not one: PyTorch tells their dimensions apart, and so do the layers.
///
/// A batch of N examples lies in memory channel-major, `[channels][N][height][width]`: every channel is one contiguous row, which is what
/// normalization, biases and matrix products walk over.
public struct Shape: Hashable, Sendable {
  /// Channels, or features of a vector.
  public let channels: Int
  /// Rows of a channel; 1 for a vector.
  public let height: Int
  /// Columns of a channel; 1 for a vector.
  public let width: Int

  /// Whether an example is a plain vector.
  public let isVector: Bool

  /// An image of `channels` × `height` × `width`; all must be positive.
  public init(channels: Int, height: Int, width: Int) {
    precondition(channels > 0 && height > 0 && width > 0, "a shape has positive sides")
    self.channels = channels
    self.height = height
    self.width = width
    isVector = false
  }

  /// A vector of `channels` features, at least one.
  public init(channels: Int) {
    precondition(channels > 0, "a shape has positive sides")
    self.channels = channels
    height = 1
    width = 1
    isVector = true
  }

  /// The dimensions as files have them: [features] or [channels, height, width].
  public var dimensions: [Int] { isVector ? [channels] : [channels, height, width] }

  /// Positions in a channel: height × width.
  public var positions: Int { height * width }

  /// Values in an example.
  public var count: Int { channels * positions }
}

extension Shape: CustomStringConvertible {
  /// `10` for a vector, `3×32×32` for an image.
  public var description: String { dimensions.map(String.init).joined(separator: "×") }
}
