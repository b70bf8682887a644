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

  /// The mean over the random vectors, each left out of the space in turn, with the spread of the values over √m for an error; nil for numbers that are not finite.
  func spread() -> TraceEstimate? { estimate(hasStandardErrors: false) }

  /// The same with its standard errors.
  ///
  /// The values are dependent: of the variance the part that comes of k random vectors together is counted at least once in k by their spread, and k times by the
  /// jackknife (Efron & Stein 1981), where vectors are many. The product of the two expected variances is then no smaller than the variance's square (Cauchy–Schwarz).
  func estimate() -> TraceEstimate? { estimate(hasStandardErrors: true) }

  private func estimate(hasStandardErrors: Bool) -> TraceEstimate? {
    let count = basis.count
    func symmetric(_ rows: [[Double]]) -> SmallMatrix { SmallMatrix(order: count) { rows[max($0, $1)][min($0, $1)] } }
    let (inner, gram) = (symmetric(self.inner), symmetric(self.gram))
    if isComplete {
      return TraceEstimate(
        trace: Estimate(value: inner.trace), frobeniusNorm: Estimate(value: max(2 * gram.trace - inner.squaredNorm, 0).squareRoot()),
        products: products)
    }
    let known = LeaveOneOut(
      dimension: dimension, factor: SmallMatrix(order: count) { $0 < triangle[$1].count ? triangle[$1][$0] : 0 }, inner: inner, gram: gram,
      shares: SmallMatrix(order: count) { shares[$0][$1] }, lengths: randoms.map { $0.dot($0) })
    let (values, root) = (known.values(), Double(count).squareRoot())
    let (traces, squares) = (RunningMoments(), RunningMoments())
    values.traces.forEach(traces.add)
    values.squares.forEach(squares.add)
    guard traces.mean.isFinite, squares.mean.isFinite else { return nil }
    var errors = (trace: traces.standardDeviation / root, square: squares.standardDeviation / root)
    if hasStandardErrors {
      let parts = (0..<count).map { known.without($0).values() }
      func calibrated(_ error: Double, _ means: [Double]) -> Double {
        (error * Moments(means).standardDeviation * Double(count - 1) / root).squareRoot()
      }
      errors = (
        calibrated(errors.trace, parts.map { Moments($0.traces).mean }), calibrated(errors.square, parts.map { Moments($0.squares).mean })
      )
    }
    let norm = max(squares.mean, 0).squareRoot()
    return TraceEstimate(
      trace: Estimate(value: traces.mean, error: errors.trace),
      frobeniusNorm: Estimate(value: norm, error: norm > 0 ? errors.square / (2 * norm) : 0), products: products)
  }
}
