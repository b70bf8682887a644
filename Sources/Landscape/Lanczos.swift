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
  /// What an eigenvalue's residual may be, of the largest magnitude: 1e-10 in float64 and 1e-5 in float32 unless given.
  public let tolerance: Double

  /// A search for `top` eigenvalues, and the largest and the smallest.
  ///
  /// - Throws: `LandscapeError` for a negative number of them, or no steps.
  public init(top: Int, seed: UInt64 = 0, maximumSteps: Int = 300, tolerance: Double? = nil) throws(LandscapeError) {
    try LandscapeError.require(top, "top", from: 0)
    try LandscapeError.require(maximumSteps, "maximum steps", from: 1)
    self.top = top
    self.seed = seed
    self.maximumSteps = maximumSteps
    self.tolerance = tolerance ?? (Scalar.precision == .float64 ? 1e-10 : 1e-5)
  }

  /// The Ritz values of `matrix`, ascending, with their residuals; those that were asked for have converged, or `maximumSteps` are taken. Nil
  /// where products are not finite; empty where the matrix is.
  public func measure(_ matrix: some LinearOperator<Scalar>, progress: (_ share: Double) -> Void = { _ in }) -> [Estimate]? {
    decompose(matrix, until: { hasConverged($0, ends: true) }, progress: progress)?.values
  }

  /// The `top` eigenvalues of largest magnitude, those first, with their residuals; what lies at the other end of the spectrum need not have converged, which
  /// mostly takes fewer products. Nil where products are not finite; fewer where the matrix has fewer.
  public func largestByMagnitude(of matrix: some LinearOperator<Scalar>) -> [Estimate]? {
    decompose(matrix, until: { hasConverged($0, ends: false) }).map { Array(Self.byMagnitude($0.values).prefix(top)) }
  }

  /// Takes steps until the Ritz values are found to do, or `maximumSteps` are taken: the values, ascending, with their residuals, and the space that they are
  /// of; nil for the space of an empty matrix. Nil where products are not finite. They are looked at every so many steps.
  func decompose(
    _ matrix: some LinearOperator<Scalar>, every interval: Int = 10, until isEnough: ([Estimate]) -> Bool,
    progress: (_ share: Double) -> Void = { _ in }
  ) -> (values: [Estimate], space: KrylovSpace<Scalar>?)? {
    let most = min(matrix.dimension, maximumSteps)
    guard most > 0 else { return ([], nil) }
    let stream = RandomStream(seed: seed, purpose: .direction)
    var space = KrylovSpace(start: stream.normals(matrix.dimension).map { Scalar($0) })
    while true {
      guard space.extend(matrix) else { return nil }
      progress(Double(space.basis.count) / Double(most))
      let isLast = space.isInvariant || space.basis.count == most
      guard isLast || space.basis.count % interval == 0 else { continue }
      guard let (values, last) = SymmetricEigenvalues.ofTridiagonal(diagonal: space.diagonal, below: space.below) else { return nil }
      let found = zip(values, last).map { Estimate(value: $0, error: space.isInvariant ? 0 : abs(space.rest * $1)) }
      if isLast || isEnough(found) { return (found, space) }
    }
  }

  private static func byMagnitude(_ found: [Estimate]) -> [Estimate] { found.sorted { abs($0.value) > abs($1.value) } }

  private func hasConverged(_ found: [Estimate], ends: Bool) -> Bool {
    let sorted = Self.byMagnitude(found)
    guard found.count > top, let largest = sorted.first else { return false }
    let wanted = sorted.prefix(top) + (ends ? [found[0], found[found.count - 1]] : [])
    return wanted.allSatisfy { $0.error <= tolerance * abs(largest.value) }
  }
}
