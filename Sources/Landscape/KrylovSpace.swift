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
  /// Whether `next` is not what the last product led to.
  private var isFresh = true

  /// A space without a vector yet. `start` has a length that is positive and finite.
  init(start: [Scalar]) {
    next = start
    next.scale(by: 1 / start.norm)
    product = start
  }

  /// Goes on from a vector of its own beside an invariant space, in which A has what it has not here: T falls into blocks. False where nothing is left of it.
  mutating func restart(from start: [Scalar]) -> Bool {
    next = start
    for _ in 0..<2 {
      next.removeComponents(along: basis)
      let length = next.norm
      guard length > 1e-6 * start.norm else { return false }
      next.scale(by: 1 / length)
    }
    isFresh = true
    return true
  }

  /// Whether A keeps the space: what is left of a product is rounding, and T's eigenvalues are A's.
  var isInvariant: Bool {
    let scale = max(diagonal.map(abs).max() ?? 0, below.max() ?? 0)
    return !basis.isEmpty && (rest <= (Scalar.precision == .float64 ? 1e-12 : 1e-6) * scale || rest == 0)
  }

  /// Adds a vector by one product; false where that is not finite. Not to be called of an invariant space.
  mutating func extend(_ matrix: some LinearOperator<Scalar>) -> Bool {
    if !basis.isEmpty { below.append(isFresh ? 0 : rest) }
    if !isFresh {
      swap(&next, &product)
      next.scale(by: 1 / rest)
    }
    isFresh = false
    basis.append([Scalar](onLargePages: next))
    matrix.apply(to: next, product: &product)
    diagonal.append(product.dot(next))
    // The recurrence's own terms first: what is left along the vectors before them is rounding.
    product.add(-diagonal[diagonal.count - 1], times: next)
    if let beside = below.last, beside != 0 { product.add(-beside, times: basis[basis.count - 2]) }
    rest = product.norm
    for _ in 0..<2 {
      let before = rest
      product.removeComponents(along: basis)
      rest = product.norm
      if rest >= Self.leastKept * before { break }
    }
    return rest.isFinite
  }

  /// The share of a vector's length that one pass may leave and be enough: 1/√2, the constant that is usual for it.
  private static var leastKept: Double { 0.5.squareRoot() }
}
