internal import CKernels

/// Eigenvalues of symmetric matrices, by LAPACK.
public enum SymmetricEigenvalues {
  /// Eigenvalues, ascending, of a symmetric matrix `[order][order]` (LAPACK's divide and conquer, `dsyevd`). Nil where LAPACK finds none: for entries
  /// that are not numbers.
  public static func ofDense(_ matrix: [Double], order: Int) -> [Double]? {
    precondition(matrix.count == order * order, "a square matrix")
    guard order > 0 else { return [] }
    guard matrix.allSatisfy(\.isFinite) else { return nil }
    var work = matrix
    var values = [Double](repeating: 0, count: order)
    return kernel_symmetric_eigenvalues(order, &work, &values) == 0 ? values : nil
  }

  /// Eigenvalues, ascending, of the symmetric tridiagonal matrix with `diagonal` and `below` (one shorter) beside it, and of each eigenvector the last
  /// component (LAPACK's `dsteqr`). Nil as for `ofDense`.
  public static func ofTridiagonal(diagonal: [Double], below: [Double]) -> (values: [Double], lastComponents: [Double])? {
    precondition(below.count == diagonal.count - 1, "one value fewer beside the diagonal")
    guard diagonal.allSatisfy(\.isFinite), below.allSatisfy(\.isFinite) else { return nil }
    var values = diagonal
    var side = below + [0]
    var last = [Double](repeating: 0, count: diagonal.count)
    return kernel_tridiagonal_eigenvalues(diagonal.count, &values, &side, &last) == 0 ? (values, last) : nil
  }
}
