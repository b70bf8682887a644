internal import CKernels

/// Eigenvalues and eigenvectors of symmetric matrices, by LAPACK's divide and conquer (`dsyevd`).
public struct SymmetricEigenvectors: Sendable {
  /// The eigenvalues, ascending.
  public let values: [Double]
  /// `[order][order]`: row i is the unit eigenvector of `values[i]`, of a sign that means nothing.
  public let vectors: [Double]

  /// Those of a symmetric matrix `[order][order]`. Nil where LAPACK finds none: for entries that are not finite.
  public init?(_ matrix: [Double], order: Int) {
    precondition(matrix.count == order * order, "a square matrix")
    guard matrix.allSatisfy(\.isFinite) else { return nil }
    var vectors = matrix
    var values = [Double](repeating: 0, count: order)
    guard order == 0 || kernel_symmetric_eigenvectors(order, &vectors, &values) == 0 else { return nil }
    (self.values, self.vectors) = (values, vectors)
  }

  /// The unit eigenvector of `values[index]`.
  public func vector(_ index: Int) -> ArraySlice<Double> { vectors[index * values.count..<(index + 1) * values.count] }
}
