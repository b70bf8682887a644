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
    swap(pass, pass.samples, pass.inputShape.positions, input, output)
  }

  func applyTransposed<R: Real>(_ pass: LayerPass<R>, _ output: UnsafePointer<R>, _ input: UnsafeMutablePointer<R>) {
    swap(pass, pass.inputShape.positions, pass.samples, output, input)
  }

  private func swap<R: Real>(_ pass: LayerPass<R>, _ a: Int, _ b: Int, _ from: UnsafePointer<R>, _ to: UnsafeMutablePointer<R>) {
    pass.team.split(pass.inputShape.channels, work: 4 * a * b) { channels, _ in
      let start = channels.lowerBound * a * b
      kernel_swap(R.kernel, channels.count, a, 1, b, 1, from + start, to + start)
    }
  }
}
