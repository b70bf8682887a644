public import Objectives
public import Tensors

/// A symmetric matrix's block on its diagonal: the rows and columns of a range. A product is one of the whole matrix.
public final class DiagonalBlock<Scalar: Real>: LinearOperator {
  private let matrix: any LinearOperator<Scalar>
  private let range: Range<Int>
  private var wholeDirection: [Scalar]
  private var wholeProduct: [Scalar]

  /// The block of `matrix` over `range`, which lies within its dimension.
  public init(of matrix: any LinearOperator<Scalar>, range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= matrix.dimension, "a range of the matrix")
    (self.matrix, self.range) = (matrix, range)
    wholeDirection = [Scalar](repeating: 0, count: matrix.dimension)
    wholeProduct = wholeDirection
  }

  public var dimension: Int { range.count }

  public func apply(to direction: [Scalar], product: inout [Scalar]) {
    precondition(direction.count == dimension && product.count == dimension, "vectors of the block's dimension")
    wholeDirection.replaceSubrange(range, with: direction)
    matrix.apply(to: wholeDirection, product: &wholeProduct)
    product.replaceSubrange(0..<dimension, with: wholeProduct[range])
  }
}
