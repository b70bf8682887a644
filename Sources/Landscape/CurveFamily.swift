/// The families of curves between two points.
public enum CurveFamily: String, Codable, CaseIterable, Sendable {
  /// The straight line.
  case line
  /// Straight pieces through the points, each for an equal share of t.
  case polygonal
  /// Bernstein's polynomials: c_k(t) = C(n, k) t^k (1 − t)^(n − k).
  case bezier
}
