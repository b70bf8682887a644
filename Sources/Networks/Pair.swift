internal import CKernels

/// One number along the height of an image and one along its width, as the sides of kernels and windows are: `3` is 3 × 3.
public struct Pair: Hashable, Sendable {
  /// Along the height.
  public let height: Int
  /// Along the width.
  public let width: Int

  /// Two numbers.
  public init(height: Int, width: Int) {
    self.height = height
    self.width = width
  }

  /// The same number both ways.
  public init(_ both: Int) { self.init(height: both, width: both) }
}

extension Pair: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Pair: CustomStringConvertible {
  /// `3` for equal numbers, `3×5` for others.
  public var description: String { height == width ? "\(height)" : "\(height)×\(width)" }
}

extension Pair {
  /// The same for a kernel.
  var kernel: kernel_pair { kernel_pair(height: height, width: width) }
}
