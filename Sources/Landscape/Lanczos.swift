public import Objectives
internal import Statistics
public import Tensors

/// The ends of a symmetric matrix's spectrum by Lanczos's method (Lanczos 1950; Golub & Van Loan, "Matrix computations", section 10.1), from its
/// products with vectors alone. Every vector is made orthogonal to all before it, so that no eigenvalue appears more often than it should. A start vector meets
/// an eigenvalue once, however often the matrix has it: where the space of one ends before enough is found, another start vector beside it finds the next copies.
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
    decompose(matrix, wanted: { byMagnitude($0) + [$0.first, $0.last].compactMap(\.self) }, progress: progress)?.values
  }

  /// The `top` eigenvalues of largest magnitude, those first, with their residuals; what lies at the other end of the spectrum need not have converged, which
  /// mostly takes fewer products. Nil where products are not finite; fewer where the matrix has fewer. One that the matrix has several times may come once, where the
  /// values converge before the first start vector's space ends.
  public func largestByMagnitude(of matrix: some LinearOperator<Scalar>) -> [Estimate]? {
    decompose(matrix, wanted: byMagnitude).map { byMagnitude($0.values) }
  }

  /// Takes steps until those of the Ritz values that are wanted have converged, or `maximumSteps` are taken: the values, ascending, with their residuals, and the
  /// space that they are of; nil for the space of an empty matrix. Nil where products are not finite. The values are looked at every so many steps.
  ///
  /// - Parameters:
  ///   - wanted: picks what must have converged from values that ascend.
  ///   - allowance: the residual that it may have; `tolerance` of the largest magnitude unless given.
  func decompose(
    _ matrix: some LinearOperator<Scalar>, every interval: Int = 5, wanted: (_ found: [Estimate]) -> [Estimate],
    allowance: ((_ found: [Estimate]) -> Double)? = nil, progress: (_ share: Double) -> Void = { _ in }
  ) -> (values: [Estimate], space: KrylovSpace<Scalar>?)? {
    let most = min(matrix.dimension, maximumSteps)
    guard most > 0 else { return ([], nil) }
    let stream = RandomStream(seed: seed, purpose: .direction)
    func start() -> [Scalar] {
      var vector = [Scalar](onLargePages: 0, count: matrix.dimension)
      stream.fillNormal(&vector)
      return vector
    }
    var space = KrylovSpace(start: start())
    var (starts, known) = (1, [Estimate]())
    while true {
      guard space.extend(matrix) else { return nil }
      progress(Double(space.basis.count) / Double(most))
      let (isFull, isInvariant) = (space.basis.count == most, space.isInvariant)
      guard isFull || isInvariant || space.basis.count % interval == 0 else { continue }
      guard let (values, last) = SymmetricEigenvalues.ofTridiagonal(diagonal: space.diagonal, below: space.below) else { return nil }
      let found = zip(values, last).map { Estimate(value: $0, error: isInvariant ? 0 : abs(space.rest * $1)) }
      guard !isFull else { return (found, space) }
      let allowed = allowance?(found) ?? tolerance * (found.map { abs($0.value) }.max() ?? 0)
      if isInvariant {
        // Each start vector meets every eigenvalue that is left, once: after as many as values are asked for, or after one that brought none, no copy is missing.
        let (before, now) = (wanted(known), wanted(found))
        let isSame = before.count == now.count && zip(before, now).allSatisfy { abs($0.value - $1.value) <= allowed }
        guard starts < max(1, top), !isSame, space.restart(from: start()) else { return (found, space) }
        (starts, known) = (starts + 1, found)
      } else if starts == 1, found.count > top, wanted(found).allSatisfy({ $0.error <= allowed }) {
        return (found, space)
      }
    }
  }

  /// The `top` values of largest magnitude, those first.
  private func byMagnitude(_ found: [Estimate]) -> [Estimate] { Array(found.sorted { abs($0.value) > abs($1.value) }.prefix(top)) }
}
