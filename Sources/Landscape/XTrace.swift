public import Objectives
internal import Statistics
public import Tensors

/// The trace and the Frobenius norm of a symmetric matrix A by the exchangeable estimator XTrace (Epperly, Tropp & Webber 2024, "XTrace: making the most of every
/// sample in stochastic trace estimation"): m random vectors ωᵢ give a basis Q of the Aωᵢ. For every i the trace is known exactly within the space of the
/// others, and estimated from ωᵢ outside it; the estimate is the mean over i. It is exact for a rank below m, where the variance of Hutchinson's falls with the number
/// of probes alone. Two products a vector. The paper's error is the values' spread over √m, which is too small, since the values depend on each other; the
/// standard error here is the geometric mean of it and the jackknife's.
///
/// The squared norm is had in the same way from the same products: for P the projection on the others' space,
/// ‖A‖²_F = 2‖AP‖²_F − ‖PAP‖²_F + ‖(1 − P)A(1 − P)‖²_F, whose last part is estimated from ωᵢ.
public struct XTrace<Scalar: Real> {
  /// The seed of the random vectors.
  public let seed: UInt64
  /// The most random vectors: each takes two products, and the memory of three vectors.
  public let maximumVectors: Int
  /// The standard errors at which to stop: the trace's of its magnitude or the Frobenius norm, whichever is larger, and the norm's of the norm.
  public let tolerance: Double

  /// An estimate to `tolerance`, or from `maximumVectors` vectors.
  ///
  /// - Throws: `LandscapeError` for fewer vectors than two, which have no standard error.
  public init(seed: UInt64 = 0, maximumVectors: Int = 100, tolerance: Double = 0.01) throws(LandscapeError) {
    try LandscapeError.require(maximumVectors, "maximum vectors", from: 2)
    (self.seed, self.maximumVectors, self.tolerance) = (seed, maximumVectors, tolerance)
  }

  /// The two sums of `matrix`, with standard errors; nil where products are not finite. `progress` is told the share that is done, at most.
  public func measure(
    _ matrix: some LinearOperator<Scalar>, progress: (_ share: Double) -> Void = { _ in }
  ) -> TraceEstimate? {
    let dimension = matrix.dimension
    guard dimension > 0 else { return TraceEstimate(trace: Estimate(value: 0), frobeniusNorm: Estimate(value: 0), products: 0) }
    let most = min(maximumVectors, dimension)
    let stream = RandomStream(seed: seed, purpose: .direction, index: 3)
    var sketch = TraceSketch<Scalar>(dimension: dimension)
    var vector = [Scalar](onLargePages: 0, count: dimension)
    while true {
      stream.fillNormal(&vector)
      guard sketch.add(vector, matrix) else { return nil }
      progress(Double(sketch.count) / Double(most))
      // Ten vectors at least, for a spread to mean something.
      let isLast = sketch.isComplete || sketch.count == most
      guard isLast || (sketch.count >= 10 && sketch.count % 5 == 0) else { continue }
      guard let spread = sketch.spread() else { return nil }
      // The standard error costs as much as the spread once for every vector, and is mostly larger.
      guard isLast || isSmall(spread) else { continue }
      guard let estimate = sketch.estimate() else { return nil }
      if isLast || isSmall(estimate) { return estimate }
    }
  }

  private func isSmall(_ found: TraceEstimate) -> Bool {
    let (trace, norm) = (found.trace, found.frobeniusNorm)
    return trace.error <= tolerance * max(abs(trace.value), norm.value) && norm.error <= tolerance * norm.value
  }
}
