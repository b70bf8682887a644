public import Tensors

/// The directions of a line or a plane: θ + αX + βY.
public struct DirectionPair<Scalar: Real>: Sendable {
  /// X.
  public let x: [Scalar]
  /// Y; nil for a line.
  public let y: [Scalar]?

  /// How near to 1 the magnitude of a cosine may come: beyond it two directions span no plane.
  public static var largestCosine: Double { 1 - 1e-6 }

  /// Directions that span a line or a plane.
  ///
  /// - Throws: `LandscapeError` for a direction without a length that is positive and finite, vectors of different lengths, and parallel directions.
  public init(x: [Scalar], y: [Scalar]? = nil) throws(LandscapeError) {
    for (name, vector) in [("x", x), ("y", y ?? x)] {
      let norm = vector.norm
      guard norm > 0, norm.isFinite else {
        throw LandscapeError(argument: name, found: "a direction of length \(norm)", expected: "a positive, finite length")
      }
    }
    if let y {
      guard x.count == y.count else {
        throw LandscapeError(argument: "y", found: "\(y.count) values", expected: "\(x.count), as x")
      }
      let cosine = x.dot(y) / (x.norm * y.norm)
      guard abs(cosine) < Self.largestCosine else {
        throw LandscapeError(argument: "y", found: "a direction parallel to x (cosine \(cosine))", expected: "two that span a plane")
      }
    }
    (self.x, self.y) = (x, y)
  }

  /// Writes θ + αX + βY over `point`; `row` is memory for θ + βY. At α = β = 0 that is θ to the last bit.
  public func move(_ parameters: [Scalar], alpha: Double, beta: Double, row: inout [Scalar], point: inout [Scalar]) {
    guard alpha != 0 || beta != 0 else {
      point.assign(parameters, plus: 0, times: parameters)
      return
    }
    guard let y else { return point.assign(parameters, plus: alpha, times: x) }
    row.assign(parameters, plus: beta, times: y)
    point.assign(row, plus: alpha, times: x)
  }
}
