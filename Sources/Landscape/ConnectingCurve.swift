internal import Statistics
public import Tensors

/// A curve θ(t) = Σ_k c_k(t) P_k from θ(0) = P_0 to θ(1) = P_n, whose inner points P_1 … P_{n−1} may be moved so that a function stays low along it
/// (Garipov et al. 2018, "Loss surfaces, mode connectivity, and fast ensembling of DNNs", section 3).
public struct ConnectingCurve<Scalar: Real>: Sendable {
  /// The family.
  public let family: CurveFamily
  /// P_0 … P_n: the ends and what lies between.
  public private(set) var points: [[Scalar]]

  /// The curve between two points of one length, with `bends` inner points that start evenly spaced on the straight line; a line has none.
  ///
  /// - Throws: `LandscapeError` for ends of different lengths, and for a curve without bends.
  public init(_ family: CurveFamily, from start: [Scalar], to end: [Scalar], bends: Int = 1) throws(LandscapeError) {
    guard start.count == end.count else {
      throw LandscapeError(argument: "end", found: "\(end.count) values", expected: "as many as at the start, \(start.count)")
    }
    let bends = family == .line ? 0 : bends
    if family != .line { try LandscapeError.require(bends, "bends", from: 1) }
    self.family = family
    points = [start]
    for bend in 0..<bends {
      var point = start
      point.assign(Double(bend + 1) / Double(bends + 1), from: start, to: end)
      points.append(point)
    }
    points.append(end)
  }

  /// c_0(t) … c_n(t), which add up to 1.
  public func coefficients(at share: Double) -> [Double] {
    let degree = points.count - 1
    var coefficients = [Double](repeating: 0, count: points.count)
    switch family {
    case .line, .polygonal:
      let piece = min(max(Int(share * Double(degree)), 0), degree - 1)
      let inside = share * Double(degree) - Double(piece)
      (coefficients[piece], coefficients[piece + 1]) = (1 - inside, inside)
    case .bezier:
      // De Casteljau's recursion on the unit vectors: no powers, and exact at both ends.
      coefficients[0] = 1
      for order in stride(from: 1, through: degree, by: 1) {
        for k in stride(from: order, through: 1, by: -1) {
          coefficients[k] = (1 - share) * coefficients[k] + share * coefficients[k - 1]
        }
        coefficients[0] *= 1 - share
      }
    }
    return coefficients
  }

  /// Writes θ(t) over `point`, of the curve's length.
  public func assign(_ share: Double, to point: inout [Scalar]) {
    point.fill(0)
    for (coefficient, corner) in zip(coefficients(at: share), points) where coefficient != 0 { point.add(coefficient, times: corner) }
  }

  /// Moves the inner points down E L(θ(t)): ∂L(θ(t))/∂P_k = c_k(t) ∇L(θ(t)). The ends stay. A gradient that is no finite number makes the inner points so too.
  ///
  /// - Parameters:
  ///   - fit: how.
  ///   - seed: what t is drawn from.
  ///   - gradient: writes ∇L of a step's function at a point over its last argument.
  public mutating func fit(
    _ fit: CurveFit, seed: UInt64, gradient: (_ step: Int, _ point: [Scalar], _ gradient: inout [Scalar]) throws -> Void
  )
    rethrows
  {
    guard points.count > 2 else { return }
    let stream = RandomStream(seed: seed, purpose: .path)
    var point = points[0]
    var slope = point
    var velocities = points.map { _ in [Scalar](onLargePages: 0, count: point.count) }
    for step in 0..<fit.steps {
      let share = stream.uniform()
      assign(share, to: &point)
      try gradient(step, point, &slope)
      let rate = fit.learningRate * CurveFit.rateFactor(Double(step) / Double(fit.steps))
      let coefficients = coefficients(at: share)
      for k in 1..<points.count - 1 {
        velocities[k].scale(by: fit.momentum)
        velocities[k].add(coefficients[k], times: slope)
        points[k].add(-rate, times: velocities[k])
      }
    }
  }
}
