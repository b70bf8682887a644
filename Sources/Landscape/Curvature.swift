public import Objectives
public import Tensors

/// What the Hessian at a point is like.
public struct CurvatureSummary: Equatable, Sendable {
  /// Whether the numbers come from the whole Hessian; else they are estimates.
  public let isExact: Bool
  /// The eigenvalues of largest magnitude, largest first, signed.
  public let topEigenvalues: [Estimate]
  /// The largest eigenvalue: the sharpness.
  public let largest: Estimate
  /// The smallest, most negative eigenvalue.
  public let smallest: Estimate
  /// Σ λ.
  public let trace: Estimate
  /// √Σ λ².
  public let frobeniusNorm: Estimate
}

/// Measures the Hessian H at a point: from its dense matrix where the dimension allows it, else the ends of its spectrum by Lanczos's method and its
/// trace and Frobenius norm by Hutchinson's.
public struct Curvature<Scalar: Real> {
  /// How many eigenvalues are asked for.
  public let top: Int
  /// The largest dimension whose Hessian is formed: as many products, and eigenvalues at a cost of its cube. At 4096 that is 128 MiB and half a minute.
  public let exactLimit: Int
  /// The seed of start vectors and probes.
  public let seed: UInt64
  private let lanczos: Lanczos<Scalar>
  private let hutchinson: Hutchinson<Scalar>

  /// A probe for `top` eigenvalues.
  ///
  /// - Throws: `LandscapeError` for a negative number of them, or a negative limit.
  public init(top: Int, exactLimit: Int = 4096, seed: UInt64 = 0) throws(LandscapeError) {
    try LandscapeError.require(exactLimit, "exact limit", from: 0)
    lanczos = try Lanczos(top: top, seed: seed)
    hutchinson = try Hutchinson(seed: seed)
    self.top = top
    self.exactLimit = exactLimit
    self.seed = seed
  }

  /// The curvature at θ; nil where the Hessian there is not finite. `progress` is told the share that is done: at most, where estimates may end early.
  public func measure(
    _ objective: some TwiceDifferentiableObjective<Scalar>, at parameters: [Scalar], progress: (_ share: Double) -> Void = { _ in }
  ) -> CurvatureSummary? {
    let hessian = objective.hessian(at: parameters)
    return objective.dimension <= exactLimit ? exact(hessian, progress) : estimated(hessian, progress)
  }

  private func exact(_ hessian: some LinearOperator<Scalar>, _ progress: (Double) -> Void) -> CurvatureSummary? {
    guard let values = SymmetricEigenvalues.ofDense(hessian.dense(progress: progress), order: hessian.dimension) else { return nil }
    return CurvatureSummary(
      isExact: true, topEigenvalues: values.sorted { abs($0) > abs($1) }.prefix(top).map { Estimate(value: $0) },
      largest: Estimate(value: values.last ?? 0), smallest: Estimate(value: values.first ?? 0),
      trace: Estimate(value: values.reduce(0, +)), frobeniusNorm: Estimate(value: values.norm))
  }

  private func estimated(_ hessian: some LinearOperator<Scalar>, _ progress: (Double) -> Void) -> CurvatureSummary? {
    guard let spectrum = lanczos.measure(hessian, progress: { progress(0.5 * $0) }),
      let sums = hutchinson.measure(hessian, progress: { progress(0.5 + 0.5 * $0) })
    else { return nil }
    return CurvatureSummary(
      isExact: false, topEigenvalues: Array(spectrum.sorted { abs($0.value) > abs($1.value) }.prefix(top)),
      largest: spectrum[spectrum.count - 1],
      smallest: spectrum[0], trace: sums.trace, frobeniusNorm: sums.frobeniusNorm)
  }
}
