public import Tensors

/// A square matrix A that is known by its products with vectors.
public protocol LinearOperator<Scalar> {
  /// What it computes in.
  associatedtype Scalar: Real

  /// The number of its rows and of its columns.
  var dimension: Int { get }

  /// Av over `product`; both vectors have the dimension's length.
  func apply(to direction: [Scalar], product: inout [Scalar])
}
