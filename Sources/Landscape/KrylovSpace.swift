internal import Objectives
internal import Tensors

/// The space that a symmetric matrix A spans from a start vector: orthonormal vectors Q with QᵀAQ = T, a tridiagonal matrix, which grows by a product a
/// step (Lanczos 1950; Golub & Van Loan, "Matrix computations", section 10.1). Every vector is made orthogonal to all before it, so that no eigenvalue of T appears
/// more often than it should, and a second time where the first took away so much that rounding shows (Daniel, Gragg, Kaufman & Stewart 1976).
struct KrylovSpace<Scalar: Real> {
  /// The vectors so far.
  private(set) var basis: [[Scalar]] = []
  /// T's diagonal.
  private(set) var diagonal: [Double] = []
  /// What stands beside it, one fewer.
  private(set) var below: [Double] = []
  /// What the last product has outside the space.
  private(set) var rest = 0.0
  private var next: [Scalar]
  private var product: [Scalar]

  /// A space without a vector yet. `start` has a length that is positive and finite.
  init(start: [Scalar]) {
    next = start
    next.scale(by: 1 / start.norm)
    product = start
  }

  /// Whether A keeps the space: what is left of a product is rounding, and T's eigenvalues are A's.
  var isInvariant: Bool {
    let scale = max(diagonal.map(abs).max() ?? 0, below.max() ?? 0)
    return !basis.isEmpty && (rest <= 1e-12 * scale || rest == 0)
  }

  /// Adds a vector by one product; false where that is not finite. Not to be called of an invariant space.
  mutating func extend(_ matrix: some LinearOperator<Scalar>) -> Bool {
    if !basis.isEmpty {
      below.append(rest)
      swap(&next, &product)
      next.scale(by: 1 / rest)
    }
    basis.append([Scalar](onLargePages: next))
    matrix.apply(to: next, product: &product)
    diagonal.append(product.dot(next))
    // The recurrence's own terms first: what is left along the vectors before them is rounding.
    product.add(-diagonal[diagonal.count - 1], times: next)
    if let beside = below.last { product.add(-beside, times: basis[basis.count - 2]) }
    rest = product.norm
    for _ in 0..<2 {
      let before = rest
      product.removeComponents(along: basis)
      rest = product.norm
      if rest >= Self.leastKept * before { break }
    }
    return rest.isFinite
  }

  /// The share of a vector's length that one pass may leave and be enough: 1/√2, as ARPACK has it.
  private static var leastKept: Double { 0.5.squareRoot() }
}
