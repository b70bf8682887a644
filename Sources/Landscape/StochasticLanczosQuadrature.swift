public import Objectives
internal import Statistics
public import Tensors

/// The spectral density of a symmetric matrix by stochastic Lanczos quadrature (Ubaru, Chen & Saad 2017; of Hessians Ghorbani, Krishnan & Xiao 2019): for v of
/// independent signs over √n, Lanczos's method from v gives nodes and weights with E Σ wᵢ f(λᵢ) = tr f(A) / n for any smooth f.
public struct StochasticLanczosQuadrature<Scalar: Real> {
  /// How many start vectors.
  public let probes: Int
  /// The most products for each, and so its nodes; fewer where the dimension is less.
  public let steps: Int
  /// The seed of start vectors.
  public let seed: UInt64

  /// A quadrature of so many probes and steps.
  ///
  /// - Throws: `LandscapeError` for none of them.
  public init(probes: Int, steps: Int, seed: UInt64 = 0) throws(LandscapeError) {
    try LandscapeError.require(probes, "probes", from: 1)
    try LandscapeError.require(steps, "steps", from: 1)
    (self.probes, self.steps, self.seed) = (probes, steps, seed)
  }

  /// A rule for each probe; nil where products are not finite; none where the matrix is empty. `progress` is told the share that is done, at most.
  public func measure(_ matrix: some LinearOperator<Scalar>, progress: (_ share: Double) -> Void = { _ in }) -> [QuadratureRule]? {
    let dimension = matrix.dimension
    guard dimension > 0 else { return [] }
    let most = min(steps, dimension)
    let stream = RandomStream(seed: seed, purpose: .direction, index: 2)
    var start = [Scalar](onLargePages: 0, count: dimension)
    var rules = [QuadratureRule]()
    for probe in 0..<probes {
      stream.fillSigns(&start)
      var space = KrylovSpace(start: start)
      repeat {
        guard space.extend(matrix) else { return nil }
        progress(Double(probe * most + space.basis.count) / Double(probes * most))
      } while space.basis.count < most && !space.isInvariant
      // Last components of the eigenvectors of the matrix read backwards are the first ones of its own.
      guard let (nodes, first) = SymmetricEigenvalues.ofTridiagonal(diagonal: space.diagonal.reversed(), below: space.below.reversed())
      else { return nil }
      rules.append(QuadratureRule(nodes: nodes, weights: first.map { $0 * $0 }))
    }
    return rules
  }
}
