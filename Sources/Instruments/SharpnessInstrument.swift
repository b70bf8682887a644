internal import Landscape
internal import Networks
internal import Records
public import Tensors

/// How far the loss rises by one step up its gradient, of a given length (Foret et al. 2021) or of a length relative to the weights (Kwon et al. 2021), and the
/// curvature that it rises along.
public struct SharpnessInstrument: Instrument {
  public static let name = "sharpness"
  public static let version = 1
  public static let meaning =
    "The loss's rise by one step up its gradient: SAM's (Foret et al. 2021), ASAM's (Kwon et al. 2021), and the curvature gᵀHg/gᵀg there"
  public static let formulas = ["L(θ + ρg/‖g‖_2) − L(θ)", "L(θ + ρT^2g/‖Tg‖_2) − L(θ),  T = diag(|θ| + η)"]

  /// The length ρ of SAM's step.
  public var radius = 0.05
  /// The length ρ_a of ASAM's, in T's units.
  public var adaptiveRadius = 0.5
  /// What is added to |θ| in T = diag(|θ| + η), which weights of zero would otherwise hold still; 0.01 unless given, as ASAM's authors take it.
  public var shift: Double?

  static let defaultShift = 0.01

  /// The rises by steps of these lengths: 0.05 and 0.5 are those that SAM's and ASAM's authors train small images with.
  public init(radius: Double = 0.05, adaptiveRadius: Double = 0.5, shift: Double? = nil) {
    (self.radius, self.adaptiveRadius, self.shift) = (radius, adaptiveRadius, shift)
  }

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("rho", .parameters, "the length ρ of SAM's step", \.radius, .requiredInRequest, .positive),
    Setting(
      "adaptive_rho", .one, "the length ρ_a of ASAM's step, in units of the weights", \.adaptiveRadius, .requiredInRequest, .positive),
    Setting("eta", .parameters, "what is added to |θ| in ASAM's T", \.shift, .optional, .fromZero, usual: defaultShift),
  ]

  /// One probe.
  public struct Row: TableRow {
    /// L(θ + ρg/‖g‖) − L(θ).
    public var ascent = Double.nan
    /// L(θ + ρ_a T²g/‖Tg‖) − L(θ).
    public var adaptiveAscent = Double.nan
    /// gᵀHg/gᵀg.
    public var gradientCurvature = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("sam", .loss, "L(θ + ρg/‖g‖₂) − L(θ)", \.ascent),
      Column(
        "asam", .loss, "L(θ + ρT²g/‖Tg‖₂) − L(θ), T = diag(|θ| + η) for tensors of two dimensions or more, 1 for others", \.adaptiveAscent),
      Column("gradient_curvature", .curvature, "gᵀHg / gᵀg", \.gradientCurvature),
    ]
  }

  /// SAM's sharpness at the end.
  public static let finalAscent = Metric<Self>("sam_sharpness_final", .loss, "L(θ + ρg/‖g‖₂) − L(θ) at the last look") {
    $0.entries.last?.row.ascent ?? .nan
  }
  /// ASAM's at the end.
  public static let finalAdaptiveAscent = Metric<Self>("asam_sharpness_final", .loss, "L(θ + ρT²g/‖Tg‖₂) − L(θ) at the last look") {
    $0.entries.last?.row.adaptiveAscent ?? .nan
  }

  public static let metrics = [finalAscent, finalAdaptiveAscent]

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let objective = try subject.curvature(for: self)
    let (parameters, gradient, loss) = (subject.parameters, subject.gradient, subject.value.loss)
    var row = Row()
    row.ascent = AscentSharpness.rise(objective, at: parameters, loss: loss, gradient: gradient, radius: radius)
    row.adaptiveAscent = AscentSharpness.rise(
      objective, at: parameters, loss: loss, gradient: gradient, radius: adaptiveRadius, scales: scales(subject))
    row.gradientCurvature = GradientCurvature.measure(objective, at: parameters, gradient: gradient).sharpness
    return [row]
  }

  /// T's diagonal. A function without layers has no tensors of one dimension to leave out.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private func scales<Scalar: Real>(_ subject: Subject<Scalar>) -> [Scalar] {
    let entries = subject.layout?.entries.filter(\.isWeightMatrix).map(\.range)
    var scales = [Scalar](repeating: 1, count: subject.parameters.count)
    let shift = Scalar(shift ?? Self.defaultShift)
    subject.parameters.withUnsafeBufferPointer { parameters in
      for range in entries ?? [parameters.indices] {
        for i in range { scales[i] = abs(parameters[i]) + shift }
      }
    }
    return scales
  }

  public func notFinite(in rows: [Row]) -> [String] {
    rows.flatMap { row in Row.columns.filter { !((($0.field(row) as? Double) ?? 0).isFinite) }.map(\.name) }
  }
}
