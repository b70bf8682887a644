internal import Landscape
internal import Statistics
public import Tensors

/// The landscape along the gradient and along a random direction at the same distances in θ: what is left of the bands of `LineInstrument` where a network with a larger
/// gradient, or larger weights, does not go further for it.
public struct DistanceLineInstrument: Instrument {
  public static let name = "distance-line"
  public static let version = 1
  public static let meaning =
    "The landscape at given distances down the gradient and down a random direction (Santurkar et al. 2018, section 3.2, at equal distance in place of equal step size)"

  /// ‖θ′ − θ‖ of the points: as far as steps of 0.05 to 0.4 lead down a gradient of length 1, unless given.
  public var distances = [0.05, 0.1, 0.2, 0.4]

  /// A look at points so far away.
  public init(distances: [Double]) { self.distances = distances }

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("distances", .parameters, "the distances ‖θ′ − θ‖₂ of the points", \.distances, .requiredInRequest, .positive)
  ]

  /// Where a line leads.
  public enum Course: String, CaseIterable, Sendable {
    /// Down the gradient.
    case gradient
    /// Down a direction of independent normal deviates, another at every look.
    case random
  }

  /// One line.
  public struct Row: TableRow {
    /// Where it leads.
    public var course = ""
    /// L(θ).
    public var loss = Double.nan
    /// The largest less the smallest loss over the distances.
    public var lossBand = Double.nan
    /// The largest less the smallest ‖∇L(θ′) − ∇L(θ)‖ over the distances.
    public var gradientBand = Double.nan
    /// The largest ‖∇L(θ′) − ∇L(θ)‖/‖θ′ − θ‖ over the distances.
    public var effectiveSmoothness = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("course", .name, "gradient: down ∇L(θ); random: down a direction of normal deviates, another at every look", \.course),
      Column("loss", .loss, "L(θ) on the step's batch", \.loss),
      Column("loss_band", .loss, "the largest less the smallest L(θ′) over the distances", \.lossBand),
      Column("gradient_band", .gradient, "the largest less the smallest ‖∇L(θ′) − ∇L(θ)‖₂ over the distances", \.gradientBand),
      Column(
        "effective_smoothness", .curvature, "the largest ‖∇L(θ′) − ∇L(θ)‖₂ / ‖θ′ − θ‖₂ over the distances", \.effectiveSmoothness),
    ]
  }

  private static func metric(
    _ name: String, _ unit: Unit, _ words: String, _ course: Course, _ sum: @escaping @Sendable (Record<Self>) -> Double
  ) -> Metric<Self> {
    Metric(
      "\(name)_\(course == .gradient ? "by_distance" : "random")", unit,
      "\(words), down \(course == .gradient ? "the gradient" : "random directions")"
    ) {
      sum($0.having { $0.course == course.rawValue })
    }
  }

  /// The mean width of the loss band.
  public static func lossBandWidth(_ course: Course) -> Metric<Self> {
    metric("loss_band_width", .loss, "the loss band over the distances, the mean over all probes", course) { $0[\.lossBand].finiteMean }
  }
  /// The mean width of the gradient band.
  public static func gradientBandWidth(_ course: Course) -> Metric<Self> {
    metric("gradient_band_width", .gradient, "the gradient band over the distances, the mean over all probes", course) {
      $0[\.gradientBand].finiteMean
    }
  }
  /// The median β.
  public static func effectiveSmoothness(_ course: Course) -> Metric<Self> {
    metric("effective_smoothness", .curvature, "β over the distances, the median over all probes", course) {
      $0[\.effectiveSmoothness].finiteMedian
    }
  }

  public static let metrics = Course.allCases.flatMap { [lossBandWidth($0), gradientBandWidth($0), effectiveSmoothness($0)] }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let (objective, theta, gradient) = (subject.objective, subject.parameters, subject.gradient)
    // Down a direction a step size leads as far as down the gradient.
    var line = GradientLine<Scalar>(stepSizes: distances.map { $0 / gradient.norm })
    return try Course.allCases.map { course in
      // Beyond the streams of planes' directions.
      let direction: [Scalar]? =
        course == .gradient
        ? nil : RandomDirection.normals(theta.count, seed: subject.run?.seed ?? 0, index: 1 << 33 + (subject.run?.step ?? 0), part: 0)
      let profile = try line.measure(objective, at: theta, loss: subject.value.loss, gradient: gradient, along: direction)
      var row = Row()
      (row.course, row.loss, row.lossBand) = (course.rawValue, profile.loss, profile.lossMaximum - profile.lossMinimum)
      row.gradientBand = profile.gradientDistanceMaximum - profile.gradientDistanceMinimum
      row.effectiveSmoothness = profile.effectiveSmoothness
      return row
    }
  }

  public func notFinite(in rows: [Row]) -> [String] {
    let lost = rows.filter { !$0.lossBand.isFinite || !$0.effectiveSmoothness.isFinite }.map(\.course)
    return lost.isEmpty ? [] : ["loss and gradient down \(lost.joined(separator: ", "))"]
  }
}
