public import Objectives
internal import Statistics
public import Tensors

/// The ends of a symmetric matrix's spectrum by Lanczos's method (Lanczos 1950; Golub & Van Loan, "Matrix computations", section 10.1), from its
/// products with vectors alone. Every vector is made orthogonal to all before it, twice, so that no eigenvalue appears more often than it should.
public struct Lanczos<Scalar: Real> {
  /// How many eigenvalues of largest magnitude must be found.
  public let top: Int
  /// The seed of the start vector.
  public let seed: UInt64
  /// The most products; each keeps one vector.
  public let maximumSteps: Int
  /// What an eigenvalue's residual may be, of the largest magnitude: 1e-10 in float64, 1e-5 in float32.
  public let tolerance: Double

  /// A search for `top` eigenvalues, and the largest and the smallest.
  ///
  /// - Throws: `LandscapeError` for a negative number of them, or no steps.
  public init(top: Int, seed: UInt64 = 0, maximumSteps: Int = 300) throws(LandscapeError) {
    try LandscapeError.require(top, "top", from: 0)
    try LandscapeError.require(maximumSteps, "maximum steps", from: 1)
    self.top = top
    self.seed = seed
    self.maximumSteps = maximumSteps
    tolerance = Scalar.precision == .float64 ? 1e-10 : 1e-5
  }

  /// The Ritz values of `matrix`, ascending, with their residuals; those that were asked for have converged, or `maximumSteps` are taken. Nil
  /// where products are not finite; empty where the matrix is.
  public func measure(_ matrix: some LinearOperator<Scalar>, progress: (_ share: Double) -> Void = { _ in }) -> [Estimate]? {
    decompose(matrix, until: hasConverged, progress: progress)?.values
  }

  /// What the basis spans of a matrix: QᵀAQ = T for the basis Q.
  struct Decomposition {
    /// The Ritz values, ascending, with their residuals.
    var values: [Estimate]
    /// Q, a vector a step.
    var basis: [[Scalar]]
    /// T's diagonal.
    var diagonal: [Double]
    /// What stands beside it.
    var below: [Double]
  }

  /// Takes steps until the Ritz values are found to do, or `maximumSteps` are taken. Nil where products are not finite.
  func decompose(
    _ matrix: some LinearOperator<Scalar>, until isEnough: ([Estimate]) -> Bool, progress: (_ share: Double) -> Void = { _ in }
  ) -> Decomposition? {
    let dimension = matrix.dimension
    guard dimension > 0 else { return Decomposition(values: [], basis: [], diagonal: [], below: []) }
    let stream = RandomStream(seed: seed, purpose: .direction)
    var vector = stream.normals(dimension).map { Scalar($0) }
    vector.scale(by: 1 / vector.norm)
    var basis = [[Scalar]]()
    var diagonal = [Double]()
    var below = [Double]()
    var product = vector
    while true {
      basis.append(vector)
      matrix.apply(to: vector, product: &product)
      progress(Double(basis.count) / Double(min(dimension, maximumSteps)))
      diagonal.append(product.dot(vector))
      for _ in 0..<2 { for earlier in basis { product.add(-product.dot(earlier), times: earlier) } }
      let rest = product.norm
      guard rest.isFinite else { return nil }
      // What is left of a product inside the space that the basis spans already is rounding: the space is invariant, and its eigenvalues are exact.
      let scale = max(diagonal.map(abs).max() ?? 0, below.max() ?? 0)
      let isInvariant = rest <= 1e-12 * scale || rest == 0
      let isLast = isInvariant || basis.count == min(dimension, maximumSteps)
      if isLast || basis.count % 10 == 0 {
        guard let (values, last) = SymmetricEigenvalues.ofTridiagonal(diagonal: diagonal, below: below) else { return nil }
        let found = zip(values, last).map { Estimate(value: $0, error: isInvariant ? 0 : abs(rest * $1)) }
        if isLast || isEnough(found) { return Decomposition(values: found, basis: basis, diagonal: diagonal, below: below) }
      }
      below.append(rest)
      swap(&vector, &product)
      vector.scale(by: 1 / rest)
    }
  }

  private func hasConverged(_ found: [Estimate]) -> Bool {
    let byMagnitude = found.sorted { abs($0.value) > abs($1.value) }
    guard found.count > top, let largest = byMagnitude.first else { return false }
    let wanted = byMagnitude.prefix(top) + [found[0], found[found.count - 1]]
    return wanted.allSatisfy { $0.error <= tolerance * abs(largest.value) }
  }
}
