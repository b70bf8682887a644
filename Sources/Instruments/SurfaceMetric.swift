/// What is measured at every point of a line or a plane.
public enum SurfaceMetric: String, Codable, CaseIterable, Sendable {
  /// L.
  case loss
  /// The share of right answers.
  case accuracy
  /// ‖∇L‖.
  case gradientNorm = "gradient-norm"
  /// The Hessian's largest eigenvalue, signed, to `eigenvalueTolerance`.
  case largestEigenvalue = "largest-eigenvalue"
  /// The Hessian's smallest eigenvalue, signed, likewise.
  case smallestEigenvalue = "smallest-eigenvalue"
  /// The rise by SAM's step up the gradient (`SharpnessInstrument`).
  case ascent = "sam"
  /// The rise by ASAM's (`SharpnessInstrument`).
  case adaptiveAscent = "asam"
  /// gᵀHg / gᵀg (`SharpnessInstrument`).
  case gradientCurvature = "gradient-curvature"
  /// The mean rise in random filter-normalized directions (`FilterFlatnessInstrument`).
  case filterFlatness = "filter-flatness"
  /// The largest rise in a small box (`KeskarSharpnessInstrument`).
  case keskarSharpness = "keskar-sharpness"

  /// The name of its column in files.
  public var column: String { rawValue.replacing("-", with: "_") }

  /// The residual at which Lanczos's method stops, of the largest magnitude, unless 100 products come before it: what no colour shows.
  public static let eigenvalueTolerance = 1e-4

  /// Whether it takes the Hessian.
  var isEigenvalue: Bool { self == .largestEigenvalue || self == .smallestEigenvalue }

  /// Whether it takes the gradient.
  var needsGradient: Bool { self == .gradientNorm || isFlatness }

  /// Whether an instrument measures it from the gradient.
  var isFlatness: Bool { isSharpness || self == .filterFlatness || self == .keskarSharpness }

  /// Whether it is one of the step up the gradient.
  var isSharpness: Bool { [.ascent, .adaptiveAscent, .gradientCurvature].contains(self) }
}
