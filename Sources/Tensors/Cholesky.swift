internal import CKernels

/// The Cholesky factorization of symmetric positive definite matrices, the same bits on every processor.
public enum Cholesky {
  /// L⁻¹, lower, `[order][order]`, for A = L Lᵀ: if A is the covariance of x, that of L⁻¹x is the identity. Nil where A is not
  /// positive definite.
  public static func inverseFactor(_ matrix: [Double], order: Int) -> [Double]? {
    precondition(matrix.count == order * order && order > 0, "a square matrix")
    guard matrix.allSatisfy(\.isFinite) else { return nil }
    var work = matrix
    return kernel_inverse_cholesky(order, &work) == 0 ? work : nil
  }
}
