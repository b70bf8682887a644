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
  /// The blocks on the diagonal that were asked for, in that order.
  public let blocks: [BlockCurvature]
}

/// Measures the Hessian H at a point: from its dense matrix where the dimension allows it, else the ends of its spectrum by Lanczos's method and its
/// trace and Frobenius norm by XTrace.
public struct Curvature<Scalar: Real> {
  /// How many eigenvalues are asked for.
  public let top: Int
  /// The largest dimension whose Hessian is formed: as many products, and eigenvalues at a cost of its cube.
  public let exactLimit: Int
  /// At this dimension a matrix takes 128 MiB, and half a minute.
  public static var usualExactLimit: Int { 4096 }
  /// The blocks on the diagonal to look at, by their ranges.
  public let blocks: [Range<Int>]
  /// The largest block that is formed where the whole Hessian is not: as many products.
  public static var exactBlockLimit: Int { 256 }
  /// The seed of start vectors and probes.
  public let seed: UInt64
  private let lanczos: Lanczos<Scalar>
  /// For blocks, of which the ends alone are asked for.
  private let ends: Lanczos<Scalar>
  private let sums: XTrace<Scalar>

  /// A probe for `top` eigenvalues, and for blocks whose ranges lie within the dimension.
  ///
  /// - Throws: `LandscapeError` for a negative number of them, or a negative limit.
  public init(top: Int, blocks: [Range<Int>] = [], exactLimit: Int = usualExactLimit, seed: UInt64 = 0) throws(LandscapeError) {
    try LandscapeError.require(exactLimit, "exact limit", from: 0)
    lanczos = try Lanczos(top: top, seed: seed)
    ends = try Lanczos(top: 0, seed: seed)
    sums = try XTrace(seed: seed)
    self.top = top
    self.blocks = blocks
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
    let order = hessian.dimension
    let matrix = hessian.dense(progress: progress)
    guard let values = SymmetricEigenvalues.ofDense(matrix, order: order) else { return nil }
    var found = [BlockCurvature]()
    for range in blocks {
      let block = range.flatMap { matrix[$0 * order + range.lowerBound..<$0 * order + range.upperBound] }
      guard let curvature = exact(block, order: range.count) else { return nil }
      found.append(curvature)
    }
    return CurvatureSummary(
      isExact: true, topEigenvalues: values.sorted { abs($0) > abs($1) }.prefix(top).map { Estimate(value: $0) },
      largest: Estimate(value: values.last ?? 0), smallest: Estimate(value: values.first ?? 0),
      trace: Estimate(value: values.reduce(0, +)), frobeniusNorm: Estimate(value: values.norm), blocks: found)
  }

  private func estimated(_ hessian: some LinearOperator<Scalar>, _ progress: (Double) -> Void) -> CurvatureSummary? {
    // Shares of two methods for the whole and for every block.
    let part = 1 / Double(2 + 2 * blocks.count)
    guard let spectrum = lanczos.measure(hessian, progress: { progress(part * $0) }),
      let sums = sums.measure(hessian, progress: { progress(part * (1 + $0)) })
    else { return nil }
    var found = [BlockCurvature]()
    for (index, range) in blocks.enumerated() {
      let block = DiagonalBlock(of: hessian, range: range)
      guard let curvature = curvature(block, progress: { progress(2 * part * (Double(index + 1) + $0)) }) else { return nil }
      found.append(curvature)
    }
    return CurvatureSummary(
      isExact: false, topEigenvalues: Array(spectrum.sorted { abs($0.value) > abs($1.value) }.prefix(top)),
      largest: spectrum[spectrum.count - 1],
      smallest: spectrum[0], trace: sums.trace, frobeniusNorm: sums.frobeniusNorm, blocks: found)
  }

  private func curvature(_ block: DiagonalBlock<Scalar>, progress: (Double) -> Void) -> BlockCurvature? {
    guard block.dimension > Self.exactBlockLimit else { return exact(block.dense(progress: progress), order: block.dimension) }
    guard let spectrum = ends.measure(block, progress: { progress(0.5 * $0) }),
      let sums = sums.measure(block, progress: { progress(0.5 + 0.5 * $0) })
    else { return nil }
    return BlockCurvature(isExact: false, largest: spectrum[spectrum.count - 1], trace: sums.trace)
  }

  private func exact(_ block: [Double], order: Int) -> BlockCurvature? {
    guard let values = SymmetricEigenvalues.ofDense(block, order: order) else { return nil }
    let trace = (0..<order).reduce(0) { $0 + block[$1 * order + $1] }
    return BlockCurvature(isExact: true, largest: Estimate(value: values.last ?? 0), trace: Estimate(value: trace))
  }
}
