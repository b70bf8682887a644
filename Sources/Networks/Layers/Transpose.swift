internal import CKernels
public import Tensors

/// Two dimensions of every example change places.
public struct Transpose: LinearMap {
  /// One dimension, from 0.
  public let first: Int
  /// The other, from 0.
  public let second: Int

  /// A transposition of two dimensions of an example; equal ones change nothing. `Network` refuses dimensions that an input has not.
  public init(first: Int, second: Int) {
    self.first = first
    self.second = second
  }

  public var name: String { "Transpose" }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    var dimensions = input.dimensions
    for dimension in [first, second] where !dimensions.indices.contains(dimension) {
      throw LayerMismatch(found: "dimension \(dimension) of an input of \(input)", expected: "0 to \(dimensions.count - 1)")
    }
    dimensions.swapAt(first, second)
    return Shape(dimensions: dimensions)
  }

  func apply<R: Real>(_ pass: LayerPass<R>, _ input: UnsafePointer<R>, _ output: UnsafeMutablePointer<R>) {
    swap(pass.inputShape, pass.samples, input, output)
  }

  func applyTransposed<R: Real>(_ pass: LayerPass<R>, _ output: UnsafePointer<R>, _ input: UnsafeMutablePointer<R>) {
    swap(pass.outputShape, pass.samples, output, input)
  }

  /// Examples stand behind the first dimension: [d₀][N][d₁]…
  private func swap<R: Real>(_ shape: Shape, _ samples: Int, _ from: UnsafePointer<R>, _ to: UnsafeMutablePointer<R>) {
    let (low, high) = (min(first, second), max(first, second))
    func product(_ range: Range<Int>) -> Int { range.reduce(1) { $0 * shape.dimensions[$1] * ($1 == 0 ? samples : 1) } }
    let rank = shape.dimensions.count
    guard low < high else {
      to.update(from: from, count: shape.count * samples)
      return
    }
    kernel_swap(
      R.kernel, product(0..<low), shape.dimensions[low], (low == 0 ? samples : 1) * product(low + 1..<high), shape.dimensions[high],
      product(high + 1..<rank), from, to)
  }
}
