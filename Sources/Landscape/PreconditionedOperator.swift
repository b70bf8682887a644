public import Objectives
public import Tensors

/// P^{−1/2} A P^{−1/2} for a symmetric matrix A and a positive diagonal matrix P: symmetric, with the eigenvalues of P⁻¹A, which an optimizer that steps along
/// P⁻¹g has in place of A's (Cohen et al. 2022, "Adaptive gradient methods at the edge of stability").
public struct PreconditionedOperator<Scalar: Real>: LinearOperator {
  private let base: any LinearOperator<Scalar>
  /// P^{−1/2}'s diagonal.
  private let scales: [Scalar]
  private let memory: Memory

  /// What every product writes over.
  private final class Memory {
    var scaled: [Scalar]
    init(count: Int) { scaled = [Scalar](onLargePages: 0, count: count) }
  }

  /// The matrix `base` between two P^{−1/2}.
  ///
  /// - Throws: `LandscapeError` for a diagonal of another length than the dimension, or with an entry that is not a positive number.
  public init(_ base: any LinearOperator<Scalar>, diagonal: [Scalar]) throws(LandscapeError) {
    guard diagonal.count == base.dimension else {
      throw LandscapeError(argument: "preconditioner", found: "\(diagonal.count) values", expected: "the objective's \(base.dimension)")
    }
    self.base = base
    scales = try Self.inverseRoots(diagonal)
    memory = Memory(count: diagonal.count)
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private static func inverseRoots(_ diagonal: [Scalar]) throws(LandscapeError) -> [Scalar] {
    if let wrong = diagonal.first(where: { !($0 > 0 && $0.isFinite) }) {
      throw LandscapeError(argument: "preconditioner", found: "\(wrong)", expected: "positive numbers")
    }
    return diagonal.map { 1 / $0.squareRoot() }
  }

  public var dimension: Int { base.dimension }

  public func apply(to direction: [Scalar], product: inout [Scalar]) {
    memory.scaled.assign(direction, plus: 0, times: direction)
    memory.scaled.multiply(by: scales)
    base.apply(to: memory.scaled, product: &product)
    product.multiply(by: scales)
  }
}
