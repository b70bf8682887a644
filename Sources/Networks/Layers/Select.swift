internal import CKernels
public import Tensors

/// One index of every example's first dimension, which it takes away: [28, 28] becomes [28], one row of an image, one step of a sequence.
public struct Select: LinearMap {
  /// The index, from 0.
  public let index: Int

  /// A selection. `Network` refuses vectors and an index that an input has not.
  public init(index: Int) { self.index = index }

  public var name: String { "Select" }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    guard !input.isVector else { throw LayerMismatch(found: "an input of \(input)", expected: "two dimensions or more") }
    guard (0..<input.channels).contains(index) else {
      throw LayerMismatch(found: "index \(index) of an input of \(input)", expected: "0 to \(input.channels - 1)")
    }
    return Shape(dimensions: Array(input.dimensions.dropFirst()))
  }

  /// The channel is [N][C′ × P′], the output [C′][N][P′].
  func apply<R: Real>(_ pass: LayerPass<R>, _ input: UnsafePointer<R>, _ output: UnsafeMutablePointer<R>) {
    let (from, to) = (input + index * pass.samples * pass.inputShape.positions, pass.outputShape)
    kernel_swap(R.kernel, 1, pass.samples, 1, to.channels, to.positions, from, output)
  }

  func applyTransposed<R: Real>(_ pass: LayerPass<R>, _ output: UnsafePointer<R>, _ input: UnsafeMutablePointer<R>) {
    let (count, to) = (pass.samples * pass.inputShape.positions, pass.outputShape)
    kernel_fill(R.kernel, pass.inputCount, 0, input)
    kernel_swap(R.kernel, 1, to.channels, 1, pass.samples, to.positions, output, input + index * count)
  }
}
