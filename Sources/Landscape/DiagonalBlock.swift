public import Objectives
public import Tensors

/// A symmetric matrix's block on its diagonal: the rows and columns of a range, or of several one behind the other. A product is one of the whole matrix.
public final class DiagonalBlock<Scalar: Real>: LinearOperator {
  private let matrix: any LinearOperator<Scalar>
  private let ranges: [Range<Int>]
  private var wholeDirection: [Scalar]
  private var wholeProduct: [Scalar]

  /// The block of `matrix` over `range`, which lies within its dimension.
  public convenience init(of matrix: any LinearOperator<Scalar>, range: Range<Int>) { self.init(of: matrix, ranges: [range]) }

  /// The block of `matrix` over `ranges`, which lie within its dimension and do not overlap.
  public init(of matrix: any LinearOperator<Scalar>, ranges: [Range<Int>]) {
    precondition(ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= matrix.dimension }, "ranges of the matrix")
    (self.matrix, self.ranges) = (matrix, ranges)
    dimension = ranges.reduce(0) { $0 + $1.count }
    wholeDirection = [Scalar](onLargePages: 0, count: matrix.dimension)
    wholeProduct = wholeDirection
  }

  public let dimension: Int

  public func apply(to direction: [Scalar], product: inout [Scalar]) {
    precondition(direction.count == dimension && product.count == dimension, "vectors of the block's dimension")
    var start = 0
    for range in ranges {
      wholeDirection.replaceSubrange(range, with: direction[start..<start + range.count])
      start += range.count
    }
    matrix.apply(to: wholeDirection, product: &wholeProduct)
    start = 0
    for range in ranges {
      product.replaceSubrange(start..<start + range.count, with: wholeProduct[range])
      start += range.count
    }
  }
}
