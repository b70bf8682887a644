/// What is measured at every point of a line or a plane.
public enum SurfaceMetric: String, Codable, CaseIterable, Sendable {
  /// L.
  case loss
  /// The share of right answers.
  case accuracy
  /// ‖∇L‖.
  case gradientNorm = "gradient-norm"
  /// The Hessian's largest eigenvalue, signed.
  case largestEigenvalue = "largest-eigenvalue"
  /// The Hessian's smallest eigenvalue, signed.
  case smallestEigenvalue = "smallest-eigenvalue"

  /// The name of its column in files.
  public var column: String { rawValue.replacing("-", with: "_") }

  /// Whether it takes the Hessian.
  var isEigenvalue: Bool { self == .largestEigenvalue || self == .smallestEigenvalue }
}
