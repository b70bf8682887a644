internal import CKernels
public import Tensors

/// A range of every example's first dimension: some channels of an image, some features of a vector.
public struct Slice: LinearMap {
  /// The first index, from 0.
  public let start: Int
  /// The index behind the last.
  public let stop: Int

  /// A range of the first dimension. `Network` refuses an empty one, and one that leaves the input.
  public init(start: Int, stop: Int) {
    self.start = start
    self.stop = stop
  }

  public var name: String { "Slice" }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    guard start >= 0, start < stop, stop <= input.channels else {
      throw LayerMismatch(found: "\(start) to below \(stop) of an input of \(input)", expected: "a range within 0 to \(input.channels)")
    }
    return Shape(dimensions: [stop - start] + input.dimensions.dropFirst())
  }

  func apply<R: Real>(_ pass: LayerPass<R>, _ input: UnsafePointer<R>, _ output: UnsafeMutablePointer<R>) {
    output.update(from: input + start * pass.samples * pass.inputShape.positions, count: pass.outputCount)
  }

  func applyTransposed<R: Real>(_ pass: LayerPass<R>, _ output: UnsafePointer<R>, _ input: UnsafeMutablePointer<R>) {
    let before = start * pass.samples * pass.inputShape.positions
    kernel_fill(R.kernel, before, 0, input)
    (input + before).update(from: output, count: pass.outputCount)
    kernel_fill(R.kernel, pass.inputCount - before - pass.outputCount, 0, input + before + pass.outputCount)
  }
}
