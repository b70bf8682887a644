internal import CKernels
public import Tensors

/// An example as a plain vector, in row-major order (PyTorch's channel, row, column).
public struct Flatten: LinearMap {
  /// A flattening layer.
  public init() {}

  public var name: String { "Flatten" }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape { Shape(channels: input.count) }

  /// Channel-major, [C][N][P] becomes [C·P][N]: a transposition within every channel.
  func apply<R: Real>(_ pass: LayerPass<R>, _ input: UnsafePointer<R>, _ output: UnsafeMutablePointer<R>) {
    kernel_swap(R.kernel, pass.inputShape.channels, pass.samples, 1, pass.inputShape.positions, 1, input, output)
  }

  func applyTransposed<R: Real>(_ pass: LayerPass<R>, _ output: UnsafePointer<R>, _ input: UnsafeMutablePointer<R>) {
    kernel_swap(R.kernel, pass.inputShape.channels, pass.inputShape.positions, 1, pass.samples, 1, output, input)
  }
}
