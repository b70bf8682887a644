/// A symmetric matrix's trace and Frobenius norm, and what they cost.
public struct TraceEstimate: Equatable, Sendable {
  /// Σ λ.
  public let trace: Estimate
  /// √Σ λ².
  public let frobeniusNorm: Estimate
  /// How many products with vectors were taken.
  public let products: Int

  /// An estimate.
  public init(trace: Estimate, frobeniusNorm: Estimate, products: Int) {
    (self.trace, self.frobeniusNorm, self.products) = (trace, frobeniusNorm, products)
  }
}
