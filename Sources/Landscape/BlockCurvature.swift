/// What one block on the Hessian's diagonal is like.
public struct BlockCurvature: Equatable, Sendable {
  /// Whether the numbers come from the whole block; else they are estimates.
  public let isExact: Bool
  /// The largest eigenvalue, signed.
  public let largest: Estimate
  /// Σ λ.
  public let trace: Estimate
}
