internal import CKernels
internal import Statistics
public import Tensors

/// Crops and flips of training images, drawn from a stream of their own: an image is moved by up to `margin` pixels either way, with zeros coming
/// in at the edge, and mirrored with probability ½ (the usual augmentation of CIFAR-10, He et al. 2016, section 4.2, with its margin of 4).
public struct Augmentation: Codable, Hashable, Sendable {
  /// The most that an image is moved, in pixels.
  public let margin: Int

  /// A larger margin would leave nothing of any image.
  static let largestMargin = 1 << 16

  /// Crops of up to the usual 4 pixels, and flips.
  public init() { margin = 4 }

  /// Crops of up to `margin` pixels, and flips.
  ///
  /// - Throws: `DataError` for a margin that is negative or beyond all images.
  public init(margin: Int) throws(DataError) {
    guard (0...Self.largestMargin).contains(margin) else {
      throw DataError(file: "margin", found: "\(margin)", expected: "a number from 0 to \(Self.largestMargin)")
    }
    self.margin = margin
  }

  /// Reads a margin, held to the same range.
  public init(from decoder: any Decoder) throws {
    try self.init(margin: try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .margin))
  }

  private enum CodingKeys: String, CodingKey { case margin }

  /// Augments a batch in place; the same seed and step give the same crops and flips.
  public func apply<R>(to batch: Batch<R>, seed: UInt64, step: Int) {
    let stream = RandomStream(seed: seed, purpose: .augmentation, index: step)
    let shape = batch.inputShape
    for n in 0..<batch.samples {
      var move = kernel_move(
        height: shape.height, width: shape.width, down: stream.integer(below: 2 * margin + 1) - margin,
        right: stream.integer(below: 2 * margin + 1) - margin, mirrored: Int32(stream.integer(below: 2)))
      for channel in 0..<shape.channels {
        kernel_move_image(R.kernel, &move, batch.inputs + (channel * batch.samples + n) * shape.positions)
      }
    }
  }
}
