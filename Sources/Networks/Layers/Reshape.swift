internal import CKernels
public import Tensors

/// The values of every example, in row-major order, under other dimensions.
public struct Reshape: LinearMap {
  /// The dimensions of an output example.
  public let dimensions: [Int]

  /// A change of dimensions. `Network` refuses another number of values than the input's.
  public init(dimensions: [Int]) { self.dimensions = dimensions }

  public var name: String { "Reshape" }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    guard !dimensions.isEmpty, dimensions.allSatisfy({ $0 > 0 }), NetworkAssembly.product(dimensions) == input.count else {
      throw LayerMismatch(
        found: "shape \(dimensions) for an input of \(input)", expected: "dimensions from 1 of \(input.count) values in all")
    }
    return Shape(dimensions: dimensions)
  }

  public func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int { input.count * samples }

  func apply<R: Real>(_ pass: LayerPass<R>, _ input: UnsafePointer<R>, _ output: UnsafeMutablePointer<R>) {
    move(pass.inputShape, pass.outputShape, pass, input, output)
  }

  func applyTransposed<R: Real>(_ pass: LayerPass<R>, _ output: UnsafePointer<R>, _ input: UnsafeMutablePointer<R>) {
    move(pass.outputShape, pass.inputShape, pass, output, input)
  }

  /// [C][N][P] is turned to the examples' own order [N][C × P] = [N][C′ × P′], and that to [C′][N][P′]; where one number of channels divides the other, in
  /// one go.
  private func move<R: Real>(
    _ shape: Shape, _ other: Shape, _ pass: LayerPass<R>, _ from: UnsafePointer<R>, _ to: UnsafeMutablePointer<R>
  ) {
    let samples = pass.samples
    if shape.channels == other.channels {
      to.update(from: from, count: shape.count * samples)
    } else if other.channels % shape.channels == 0 {
      kernel_swap(R.kernel, shape.channels, samples, 1, other.channels / shape.channels, other.positions, from, to)
    } else if shape.channels % other.channels == 0 {
      kernel_swap(R.kernel, other.channels, shape.channels / other.channels, 1, samples, shape.positions, from, to)
    } else {
      kernel_swap(R.kernel, 1, shape.channels, 1, samples, shape.positions, from, pass.scratch)
      kernel_swap(R.kernel, 1, samples, 1, other.channels, other.positions, pass.scratch, to)
    }
  }
}
