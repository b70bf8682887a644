/// XTrace's values in the coordinates of the space that the products AΩ span: what is known of a symmetric matrix A of order n from m random vectors Ω, an orthonormal basis
/// Q of AΩ = QR, and AQ.
struct LeaveOneOut {
  /// n.
  let dimension: Int
  /// R, above its diagonal and on it.
  var factor: SmallMatrix
  /// H = QᵀAQ.
  var inner: SmallMatrix
  /// G = (AQ)ᵀAQ.
  var gram: SmallMatrix
  /// W = QᵀΩ, a column a random vector.
  var shares: SmallMatrix
  /// ‖ω‖² of every random vector.
  var lengths: [Double]

  /// What each random vector gives, left out of the space: of the trace, and of the squared Frobenius norm.
  func values() -> (traces: [Double], squares: [Double]) {
    let count = factor.order
    let total = inner.trace
    var (traces, squares) = ([Double](), [Double]())
    for (index, left) in factor.unitRowsOfInverse().enumerated() {
      // `left` is s, the direction in Q's space that the other columns of Y do not reach; u and r are Q's coordinates of the projection of ω and of Aω.
      let (w, r) = (shares.column(index), factor.column(index))
      let out = Self.dot(left, w)
      let u = zip(w, left).map { $0 - out * $1 }
      let (hs, hu) = (inner.times(left), inner.times(u))
      // What of ω is outside the space has a direction that is uniform there: its length is set to its mean square, the dimension that is left.
      let scale = Double(dimension - count + 1) / (lengths[index] - Self.dot(u, u))
      traces.append(total - Self.dot(left, hs) + scale * (Self.dot(w, r) - 2 * Self.dot(u, r) + Self.dot(u, hu)))
      let rest = zip(r, hu).map { $0 - $1 }
      let along = Self.dot(left, rest)
      let outside = Self.dot(r, r) - 2 * Self.dot(r, hu) + Self.dot(u, gram.times(u)) - (Self.dot(rest, rest) - along * along)
      let form = Self.dot(left, hs)
      let inside = 2 * (gram.trace - Self.dot(left, gram.times(left))) - (inner.squaredNorm - 2 * Self.dot(hs, hs) + form * form)
      squares.append(inside + scale * outside)
    }
    return (traces, squares)
  }

  /// The same without one of the random vectors and its product: R loses a column, and rotations of neighbouring coordinates make it a triangle again, whose last
  /// coordinate goes.
  func without(_ index: Int) -> LeaveOneOut {
    let count = factor.order
    var rest = self
    rest.lengths.remove(at: index)
    var columns = (0..<count).filter { $0 != index }.map { factor.column($0) }
    for place in index..<count - 1 {
      let (a, b) = (columns[place][place], columns[place][place + 1])
      let length = (a * a + b * b).squareRoot()
      guard length > 0 else { continue }
      let (cosine, sine) = (a / length, b / length)
      for column in columns.indices {
        let (a, b) = (columns[column][place], columns[column][place + 1])
        (columns[column][place], columns[column][place + 1]) = (cosine * a + sine * b, cosine * b - sine * a)
      }
      rest.inner.rotate(place, cosine, sine)
      rest.gram.rotate(place, cosine, sine)
      rest.shares.rotateRows(place, cosine, sine)
    }
    rest.factor = SmallMatrix(order: count - 1) { columns[$1][$0] }
    let (inner, gram, shares) = (rest.inner, rest.gram, rest.shares)
    rest.inner = SmallMatrix(order: count - 1) { inner[$0, $1] }
    rest.gram = SmallMatrix(order: count - 1) { gram[$0, $1] }
    rest.shares = SmallMatrix(order: count - 1) { shares[$0, $1 < index ? $1 : $1 + 1] }
    return rest
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}

/// A square matrix of a few hundred rows.
struct SmallMatrix {
  let order: Int
  private var entries: [Double]

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

  /// Rotates two neighbouring rows.
  mutating func rotateRows(_ row: Int, _ cosine: Double, _ sine: Double) {
    for column in 0..<order {
      let (a, b) = (entries[row * order + column], entries[(row + 1) * order + column])
      (entries[row * order + column], entries[(row + 1) * order + column]) = (cosine * a + sine * b, cosine * b - sine * a)
    }
  }

  /// Rotates two neighbouring coordinates of a symmetric matrix.
  mutating func rotate(_ place: Int, _ cosine: Double, _ sine: Double) {
    rotateRows(place, cosine, sine)
    for row in 0..<order {
      let (a, b) = (entries[row * order + place], entries[row * order + place + 1])
      (entries[row * order + place], entries[row * order + place + 1]) = (cosine * a + sine * b, cosine * b - sine * a)
    }
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
