public import Objectives
internal import Statistics
public import Tensors

/// The trace of a symmetric matrix A by Hutch++ (Meyer, Musco, Musco & Woodruff 2021, algorithm 1): exact within the space Q of a few products AS with random
/// signs S, and by Hutchinson's estimator outside it: tr QᵀAQ + tr (1 − QQᵀ)A(1 − QQᵀ).
public struct HutchPlusPlus<Scalar: Real> {
  /// The seed of the probes.
  public let seed: UInt64
  /// The dimension of the space that is known exactly: two products for each.
  public let rank: Int
  /// The most probes outside it.
  public let maximumProbes: Int
  /// The standard error at which to stop, of the trace's magnitude.
  public let tolerance: Double

  /// An estimate to `tolerance`, or of `maximumProbes` probes beside the space of `rank` products.
  ///
  /// - Throws: `LandscapeError` for a negative rank, or fewer probes than two, which have no standard error.
  public init(seed: UInt64 = 0, rank: Int = 30, maximumProbes: Int = 140, tolerance: Double = 0.01) throws(LandscapeError) {
    try LandscapeError.require(rank, "rank", from: 0)
    try LandscapeError.require(maximumProbes, "maximum probes", from: 2)
    (self.seed, self.rank, self.maximumProbes, self.tolerance) = (seed, rank, maximumProbes, tolerance)
  }

  /// The trace of `matrix`, whose standard error is that of the part outside the space; nil where products are not finite.
  public func measure(
    _ matrix: some LinearOperator<Scalar>, progress: (_ share: Double) -> Void = { _ in }
  ) -> (trace: Estimate, products: Int)? {
    let stream = RandomStream(seed: seed, purpose: .direction, index: 4)
    var probe = [Scalar](onLargePages: 0, count: matrix.dimension)
    var product = probe
    var products = 0
    var basis = [[Scalar]]()
    var inside = 0.0
    let most = 2 * min(rank, matrix.dimension) + maximumProbes
    func multiply() -> Bool {
      matrix.apply(to: probe, product: &product)
      products += 1
      progress(Double(products) / Double(most))
      return product.norm.isFinite
    }
    func leaveOutBasis(_ vector: inout [Scalar]) {
      for _ in 0..<2 { for earlier in basis { vector.add(-vector.dot(earlier), times: earlier) } }
    }
    while basis.count < min(rank, matrix.dimension) {
      stream.fillSigns(&probe)
      guard multiply() else { return nil }
      let length = product.norm
      leaveOutBasis(&product)
      let rest = product.norm
      if rest <= (Scalar.precision == .float64 ? 1e-12 : 1e-5) * length || rest == 0 { break }
      product.scale(by: 1 / rest)
      swap(&probe, &product)
      guard multiply() else { return nil }
      inside += probe.dot(product)
      basis.append(probe)
    }
    let forms = RunningMoments()
    while true {
      stream.fillSigns(&probe)
      leaveOutBasis(&probe)
      guard multiply() else { return nil }
      forms.add(probe.dot(product))
      let error = forms.standardDeviation / Double(forms.count).squareRoot()
      let isExact = forms.count >= 10 && error <= tolerance * abs(inside + forms.mean)
      if forms.count == maximumProbes || isExact { return (Estimate(value: inside + forms.mean, error: error), products) }
    }
  }
}
