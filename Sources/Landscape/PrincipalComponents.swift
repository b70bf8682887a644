public import Tensors

/// The principal components of a trajectory θ₁ … θ_T: the directions of largest variance about the trajectory's mean, from the T × T matrix of inner products, so
/// that a dimension of millions costs no more than the products. (Li et al. 2018, section 7, take them of the differences to the last point; the mean goes off
/// either way.)
public struct PrincipalComponents<Scalar: Real>: Sendable {
  /// The components, largest variance first: unit vectors, orthogonal, of such a sign that the first point lies on their positive side, seen from the last one.
  public let directions: [[Scalar]]
  /// For every component its share of the variance, 0 to 1.
  public let shares: [Double]

  /// The first `count` components of `points`.
  ///
  /// - Throws: `LandscapeError` for fewer points than `count` and one, points of different lengths, values that are not finite, and points that span fewer
  ///   directions.
  public init(of points: [[Scalar]], count: Int) throws(LandscapeError) {
    func refusal(_ found: String, _ expected: String) -> LandscapeError {
      LandscapeError(argument: "trajectory", found: found, expected: expected)
    }
    let total = points.count
    guard total > count, let last = points.last else { throw refusal("\(total) points", "at least \(count + 1)") }
    guard points.allSatisfy({ $0.count == last.count }) else { throw refusal("points of different lengths", "one length") }
    // From the last point: inner products of long vectors that lie close together would cancel.
    var differences = points
    for index in differences.indices { differences[index].add(-1, times: last) }
    var products = [Double](repeating: 0, count: total * total)
    for i in 0..<total {
      for j in 0...i {
        let product = differences[i].dot(differences[j])
        (products[i * total + j], products[j * total + i]) = (product, product)
      }
    }
    guard let found = SymmetricEigenvectors(Self.centred(products, order: total), order: total) else {
      throw refusal("values that are not finite", "finite ones")
    }
    let sum = found.values.reduce(0, +)
    var directions = [[Scalar]]()
    for place in 0..<count {
      let index = total - 1 - place
      guard found.values[index] > 1e-12 * sum, sum > 0 else {
        throw refusal("points that span \(place) direction\(place == 1 ? "" : "s")", "at least \(count)")
      }
      // Weights of a component of positive variance sum to 0: the mean need not be taken off.
      var direction = [Scalar](onLargePages: 0, count: last.count)
      for (weight, difference) in zip(found.vector(index), differences) { direction.add(weight, times: difference) }
      direction.scale(by: (direction.dot(differences[0]) < 0 ? -1 : 1) / direction.norm)
      directions.append(direction)
    }
    self.directions = directions
    shares = (0..<count).map { found.values[total - 1 - $0] / sum }
  }

  /// Inner products about the mean.
  static func centred(_ products: [Double], order: Int) -> [Double] {
    let means = (0..<order).map { row in products[row * order..<(row + 1) * order].reduce(0, +) / Double(order) }
    let mean = means.reduce(0, +) / Double(order)
    return products.indices.map { products[$0] - means[$0 / order] - means[$0 % order] + mean }
  }
}
