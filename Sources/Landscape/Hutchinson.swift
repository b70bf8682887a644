public import Objectives
internal import Statistics
public import Tensors

/// The trace and the Frobenius norm of a symmetric matrix A from random probes (Hutchinson 1990): for v of independent signs, E vᵀAv = tr A and
/// E ‖Av‖² = ‖A‖²_F.
public struct Hutchinson<Scalar: Real> {
  /// The seed of the probes.
  public let seed: UInt64
  /// The most probes.
  public let maximumProbes: Int
  /// The standard error at which to stop, of the trace's magnitude or the Frobenius norm, whichever is larger.
  public let tolerance: Double

  /// An estimate to `tolerance`, or of `maximumProbes` probes.
  ///
  /// - Throws: `LandscapeError` for fewer probes than two, which have no standard error.
  public init(seed: UInt64 = 0, maximumProbes: Int = 200, tolerance: Double = 0.01) throws(LandscapeError) {
    try LandscapeError.require(maximumProbes, "maximum probes", from: 2)
    self.seed = seed
    self.maximumProbes = maximumProbes
    self.tolerance = tolerance
  }

  /// The two sums of `matrix`, with standard errors; nil where products are not finite.
  public func measure(
    _ matrix: some LinearOperator<Scalar>, progress: (_ share: Double) -> Void = { _ in }
  ) -> TraceEstimate? {
    var probe = [Scalar](onLargePages: 0, count: matrix.dimension)
    var product = probe
    let stream = RandomStream(seed: seed, purpose: .direction, index: 1)
    let traces = RunningMoments()
    let squares = RunningMoments()
    while true {
      stream.fillSigns(&probe)
      matrix.apply(to: probe, product: &product)
      let form = probe.dot(product)
      let square = product.dot(product)
      guard form.isFinite, square.isFinite else { return nil }
      traces.add(form)
      squares.add(square)
      let count = Double(traces.count)
      progress(count / Double(maximumProbes))
      let norm = squares.mean.squareRoot()
      let error = traces.standardDeviation / count.squareRoot()
      // The running mean may rest by luck, so the standard error decides; ten probes at least, for it to mean something.
      if traces.count == maximumProbes || (traces.count >= 10 && error <= tolerance * max(abs(traces.mean), norm)) {
        let normError = norm > 0 ? squares.standardDeviation / count.squareRoot() / (2 * norm) : 0
        return TraceEstimate(
          trace: Estimate(value: traces.mean, error: error), frobeniusNorm: Estimate(value: norm, error: normError), products: traces.count)
      }
    }
  }
}
