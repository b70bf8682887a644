/// The shape of one example: channels × height × width. A plain vector of n features is n × 1 × 1.
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

  /// A shape of `channels` × `height` × `width`; all must be positive.
  public init(channels: Int, height: Int = 1, width: Int = 1) {
    precondition(channels > 0 && height > 0 && width > 0, "a shape has positive sides")
    self.channels = channels
    self.height = height
    self.width = width
  }

  /// Positions in a channel: height × width.
  public var positions: Int { height * width }

  /// Values in an example.
  public var count: Int { channels * positions }

  /// Whether an example is a plain vector.
  public var isVector: Bool { positions == 1 }
}

extension Shape: CustomStringConvertible {
  /// `10` for a vector, `3×32×32` for an image.
  public var description: String { isVector ? "\(channels)" : "\(channels)×\(height)×\(width)" }
}
