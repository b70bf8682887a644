internal import Objectives
internal import Statistics
internal import Tensors

/// What XTrace keeps of a symmetric matrix A: random vectors Ω, an orthonormal basis Q of Y = AΩ = QR, and Z = AQ.
struct TraceSketch<Scalar: Real> {
  private let dimension: Int
  private var randoms: [[Scalar]] = []
  private var basis: [[Scalar]] = []
  private var images: [[Scalar]] = []
  /// R's columns, each as long as its place.
  private var triangle: [[Double]] = []
  /// H = QᵀAQ and G = ZᵀZ, below their diagonals and on them, row by row; W = QᵀΩ.
  private var inner: [[Double]] = []
  private var gram: [[Double]] = []
  private var shares: [[Double]] = []
  /// Whether the last product lay in the space of the earlier ones, or that space is all there is: what is known of A is all.
  private(set) var isComplete = false
  private var products = 0

  init(dimension: Int) { self.dimension = dimension }

  /// How many random vectors there are.
  var count: Int { randoms.count }

  /// Adds a random vector by two products; false where they are not finite.
  mutating func add(_ random: [Scalar], _ matrix: some LinearOperator<Scalar>) -> Bool {
    var vector = random
    matrix.apply(to: random, product: &vector)
    products += 1
    let length = vector.norm
    guard length.isFinite else { return false }
    var column = [Double](repeating: 0, count: basis.count + 1)
    for _ in 0..<2 {
      for (place, earlier) in basis.enumerated() {
        let share = vector.dot(earlier)
        column[place] += share
        vector.add(-share, times: earlier)
      }
    }
    let rest = vector.norm
    // Below the rounding of the product there is no direction left.
    isComplete = rest <= (Scalar.precision == .float64 ? 1e-12 : 1e-5) * length || rest == 0
    guard !isComplete else { return true }
    column[basis.count] = rest
    vector.scale(by: 1 / rest)
    var image = vector
    matrix.apply(to: vector, product: &image)
    products += 1
    guard image.norm.isFinite else { return false }
    randoms.append(random)
    basis.append(vector)
    images.append(image)
    triangle.append(column)
    inner.append(basis.map { $0.dot(image) })
    gram.append(images.map { $0.dot(image) })
    for place in shares.indices { shares[place].append(basis[place].dot(random)) }
    shares.append(randoms.map { $0.dot(vector) })
    isComplete = basis.count == dimension
    return true
  }

  /// The mean over the random vectors, each left out of the space in turn, with its standard error; nil for numbers that are not finite.
  func estimate() -> TraceEstimate? {
    let count = basis.count
    func symmetric(_ rows: [[Double]]) -> SmallMatrix { SmallMatrix(order: count) { rows[max($0, $1)][min($0, $1)] } }
    let (inner, gram) = (symmetric(self.inner), symmetric(self.gram))
    let total = (trace: inner.trace, square: 2 * gram.trace - inner.squaredNorm)
    if isComplete {
      return TraceEstimate(
        trace: Estimate(value: total.trace), frobeniusNorm: Estimate(value: max(total.square, 0).squareRoot()), products: products)
    }
    let shares = SmallMatrix(order: count) { self.shares[$0][$1] }
    let factor = SmallMatrix(order: count) { $0 < triangle[$1].count ? triangle[$1][$0] : 0 }
    let (traces, squares) = (RunningMoments(), RunningMoments())
    for (index, left) in factor.unitRowsOfInverse().enumerated() {
      // `left` is s, the direction in Q's space that the other columns of Y do not reach; u and r are Q's coordinates of the projection of ω and of Aω.
      let (w, r) = (shares.column(index), factor.column(index))
      let out = zip(left, w).reduce(0) { $0 + $1.0 * $1.1 }
      let u = zip(w, left).map { $0 - out * $1 }
      let (hs, hu) = (inner.times(left), inner.times(u))
      func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
      // What of ω is outside the space has a direction that is uniform there: its length is set to its mean square, the dimension that is left.
      let scale = Double(dimension - count + 1) / (randoms[index].dot(randoms[index]) - dot(u, u))
      traces.add(total.trace - dot(left, hs) + scale * (dot(w, r) - 2 * dot(u, r) + dot(u, hu)))
      let rest = zip(r, hu).map { $0 - $1 }
      let along = dot(left, rest)
      let outside = dot(r, r) - 2 * dot(r, hu) + dot(u, gram.times(u)) - (dot(rest, rest) - along * along)
      let form = dot(left, hs)
      let inside = 2 * (gram.trace - dot(left, gram.times(left))) - (inner.squaredNorm - 2 * dot(hs, hs) + form * form)
      squares.add(inside + scale * outside)
    }
    guard traces.mean.isFinite, squares.mean.isFinite else { return nil }
    let root = Double(count).squareRoot()
    let norm = max(squares.mean, 0).squareRoot()
    let normError = norm > 0 ? squares.standardDeviation / root / (2 * norm) : 0
    return TraceEstimate(
      trace: Estimate(value: traces.mean, error: traces.standardDeviation / root), frobeniusNorm: Estimate(value: norm, error: normError),
      products: products)
  }
}

/// A square matrix of a few hundred rows.
private struct SmallMatrix {
  let order: Int
  var entries: [Double]

  init(order: Int, _ entry: (_ row: Int, _ column: Int) -> Double) {
    self.order = order
    entries = (0..<order * order).map { entry($0 / order, $0 % order) }
  }

  subscript(_ row: Int, _ column: Int) -> Double { entries[row * order + column] }

  var trace: Double { (0..<order).reduce(0) { $0 + self[$1, $1] } }
  var squaredNorm: Double { entries.reduce(0) { $0 + $1 * $1 } }

  func column(_ index: Int) -> [Double] { (0..<order).map { self[$0, index] } }

  func times(_ vector: [Double]) -> [Double] {
    (0..<order).map { row in (0..<order).reduce(0) { $0 + self[row, $1] * vector[$1] } }
  }

  /// The rows of the inverse of this upper triangle, each of length 1: row i is orthogonal to every column but the i-th.
  func unitRowsOfInverse() -> [[Double]] {
    (0..<order).map { row in
      var solution = [Double](repeating: 0, count: order)
      solution[row] = 1 / self[row, row]
      for column in row + 1..<max(order, row + 1) {
        let sum = (row..<column).reduce(0) { $0 + solution[$1] * self[$1, column] }
        solution[column] = -sum / self[column, column]
      }
      let length = solution.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return solution.map { $0 / length }
    }
  }
}
