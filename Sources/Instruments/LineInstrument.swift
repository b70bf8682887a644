public import Landscape
public import Records
internal import Statistics
public import Tensors

/// The landscape along the gradient: loss, gradient predictiveness and effective smoothness over step sizes (Santurkar et al. 2018, section 3.2, Figures 4
/// and 10 to 13).
public struct LineInstrument: Instrument {
  public static let name = "line"
  public static let version = 1
  public static let meaning =
    "The landscape along the raw gradient, by step size and as bands over all of them (Santurkar et al. 2018, section 3.2 and A.2.2)"
  public static let formulas = [
    "band = max_{η} L(θ − ηg) − min_{η} L(θ − ηg),  g = ∇L(θ)",
    "predictiveness = ‖∇L(θ − ηg) − g‖_2",
    "β = max_{η} ‖∇L(θ − ηg) − g‖_2 / (|η| ‖g‖_2)",
  ]
  public static let fileName = "landscape"
  public static let detailFileName: String? = "line"

  /// What the steps count.
  public enum StepUnit: String, CaseIterable, SettingValue {
    /// They are step sizes η themselves.
    case absolute
    /// They are multiples of the run's learning rate.
    case learningRate = "learning_rate"
  }

  /// Where a line leads.
  public enum Course: String, CaseIterable, SettingValue {
    /// Down the gradient g: θ − ηg.
    case gradient
    /// Down a given direction v, as far as down the gradient: θ − η‖g‖v/‖v‖.
    case direction
  }

  /// The steps, in `unit`.
  public var steps = [Double]()
  /// What they count; step sizes themselves unless given.
  public var unit: StepUnit?
  /// Where the line leads; down the gradient unless given.
  public var along: Course?
  /// What normalizations work with, in g too; the batch's statistics unless given.
  public var normalization: StatisticsSource?

  /// A line of steps.
  public init(steps: [Double], unit: StepUnit? = nil, along: Course? = nil, normalization: StatisticsSource? = nil) {
    self.steps = steps
    self.unit = unit
    self.along = along
    self.normalization = normalization
  }

  public var directions: [String] { along == .direction ? ["direction"] : [] }

  /// No steps.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("steps", .stepSize, "the step sizes η along the raw gradient, not 0; negative ones lead up", \.steps, .required, .nonZero),
    Setting("unit", .name, "whether steps are step sizes or multiples of the learning rate", \.unit, .alongRun, usual: .absolute),
    Setting(
      "along", .name, "where the line leads: down the gradient, or as far down direction.safetensors", \.along, .inRequest, usual: .gradient
    ),
    Setting("normalization", .name, "what normalizations work with, in the gradient too", \.normalization, usual: .batch),
  ]

  /// The bands of one probe.
  public struct Row: TableRow {
    /// The whole probe; nil for a row read from a file.
    public var profile: LineProfile?
    /// L(θ).
    public var loss = Double.nan
    /// The smallest loss over the step sizes.
    public var lossMinimum = Double.nan
    /// The largest.
    public var lossMaximum = Double.nan
    /// The smallest ‖∇L(θ − ηg) − g‖ over the step sizes.
    public var gradientDistanceMinimum = Double.nan
    /// The largest.
    public var gradientDistanceMaximum = Double.nan
    /// The width of the band of losses: the largest less the smallest over the step sizes.
    public var lossBand: Double { lossMaximum - lossMinimum }
    /// The width of the band of gradient distances.
    public var gradientBand: Double { gradientDistanceMaximum - gradientDistanceMinimum }
    /// β.
    public var effectiveSmoothness = Double.nan
    /// ‖g‖.
    public var gradientNorm = Double.nan

    /// No values.
    public init() {}

    init(_ profile: LineProfile) {
      self.profile = profile
      (loss, gradientNorm, effectiveSmoothness) = (profile.loss, profile.gradientNorm, profile.effectiveSmoothness)
      (lossMinimum, lossMaximum) = (profile.lossMinimum, profile.lossMaximum)
      (gradientDistanceMinimum, gradientDistanceMaximum) = (profile.gradientDistanceMinimum, profile.gradientDistanceMaximum)
    }

    public static let columns: [Column<Row>] = [
      Column("loss", .loss, "L(θ) on the step's batch", \.loss),
      Column("loss_minimum", .loss, "the smallest L(θ − ηg) over the step sizes η", \.lossMinimum),
      Column("loss_maximum", .loss, "the largest L(θ − ηg) over the step sizes", \.lossMaximum),
      Column(
        "gradient_distance_minimum", .gradient, "the smallest ‖∇L(θ − ηg) − g‖₂ over the step sizes", \.gradientDistanceMinimum),
      Column("gradient_distance_maximum", .gradient, "the largest ‖∇L(θ − ηg) − g‖₂ over the step sizes", \.gradientDistanceMaximum),
      Column(
        "effective_smoothness", .curvature, "β, the largest ‖∇L(θ − ηg) − g‖₂ / (|η| ‖g‖₂) over the step sizes", \.effectiveSmoothness),
      Column("gradient_norm", .gradient, "‖g‖₂", \.gradientNorm),
    ]
  }

  /// One step size of a probe.
  public struct Detail: TableRow {
    /// η.
    public var stepSize = Double.nan
    /// L(θ − ηg).
    public var loss = Double.nan
    /// ‖∇L(θ − ηg) − g‖.
    public var gradientDistance = Double.nan
    /// That over |η| ‖g‖.
    public var smoothness = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Detail>] = [
      Column("step_size", .stepSize, "the step size η along the raw gradient, whatever the step of training", \.stepSize),
      Column("loss", .loss, "L(θ − ηg)", \.loss),
      Column("gradient_distance", .gradient, "‖∇L(θ − ηg) − g‖₂: gradient predictiveness", \.gradientDistance),
      Column("smoothness", .curvature, "‖∇L(θ − ηg) − g‖₂ / (|η| ‖g‖₂)", \.smoothness),
    ]
  }

  public static func details(of row: Row) -> [Detail] {
    (row.profile?.points ?? []).map { point in
      var detail = Detail()
      (detail.stepSize, detail.loss) = (point.stepSize, point.loss)
      (detail.gradientDistance, detail.smoothness) = (point.gradientDistance, point.smoothness)
      return detail
    }
  }

  /// The mean width of the loss band.
  public static let lossBandWidth = Metric<Self>(
    "loss_band_width", .loss, "largest less smallest loss over the step sizes, the mean over all probes (Figure 4a)"
  ) { record in record.entries.map(\.row.lossBand).finiteMean }
  /// The mean width of the gradient band.
  public static let gradientBandWidth = Metric<Self>(
    "gradient_band_width", .gradient, "largest less smallest gradient distance over the step sizes, the mean over all probes (Figure 4b)"
  ) { record in record.entries.map(\.row.gradientBand).finiteMean }
  /// The mean of the largest gradient distance.
  public static let gradientDistanceMaximum = Metric<Self>(
    "gradient_distance_maximum", .gradient, "the largest gradient distance over the step sizes, the mean over all probes"
  ) { $0[\.gradientDistanceMaximum].finiteMean }
  /// The median β: its tail is heavy.
  public static let effectiveSmoothness = Metric<Self>(
    "effective_smoothness", .curvature, "β, the median over all probes (Figure 4c)"
  ) { $0[\.effectiveSmoothness].finiteMedian }
  /// β at the first probe.
  public static let effectiveSmoothnessStart = Metric<Self>("effective_smoothness_start", .curvature, "β at step 0") {
    $0.entries.first?.row.effectiveSmoothness ?? .nan
  }
  /// The largest β.
  public static let effectiveSmoothnessMaximum = Metric<Self>("effective_smoothness_maximum", .curvature, "the largest β of all probes") {
    $0[\.effectiveSmoothness].finiteMaximum
  }
  /// β × rate once training has settled: smoothness falls from its value at the start to the level it keeps.
  public static let smoothnessTimesLearningRate = Metric<Self>(
    "smoothness_times_learning_rate", .one, "β times the learning rate, the median over probes after the first tenth of the steps"
  ) { $0[.after(1, of: 10)].timesRateFactor(\.effectiveSmoothness).finiteMedian * $0.learningRate }

  /// A third of the run: what a landscape is like changes as training goes on.
  public enum Third: Int, CaseIterable, Sendable {
    /// The first, second and last third of all steps.
    case first = 1, second, last

    /// The word in names.
    public var name: String { ["first", "second", "last"][rawValue - 1] }

    fileprivate var phase: Phase { .part(rawValue, of: 3) }
  }

  /// The mean width of the loss band over a third of the run.
  public static func lossBandWidth(_ third: Third) -> Metric<Self> {
    Metric("loss_band_width_\(third.name)_third", .loss, "the loss band, the mean over the probes of the \(third.name) third of the steps")
    {
      $0[third.phase].entries.map(\.row.lossBand).finiteMean
    }
  }
  /// The mean width of the gradient band over a third of the run.
  public static func gradientBandWidth(_ third: Third) -> Metric<Self> {
    Metric(
      "gradient_band_width_\(third.name)_third", .gradient,
      "the gradient band, the mean over the probes of the \(third.name) third of the steps"
    ) { $0[third.phase].entries.map(\.row.gradientBand).finiteMean }
  }
  /// The median β over a third of the run.
  public static func effectiveSmoothness(_ third: Third) -> Metric<Self> {
    Metric(
      "effective_smoothness_\(third.name)_third", .curvature, "β, the median over the probes of the \(third.name) third of the steps"
    ) { $0[third.phase][\.effectiveSmoothness].finiteMedian }
  }

  public static let metrics =
    [
      lossBandWidth, gradientBandWidth, gradientDistanceMaximum, effectiveSmoothness, effectiveSmoothnessStart, effectiveSmoothnessMaximum,
      smoothnessTimesLearningRate,
    ] + Third.allCases.flatMap { [lossBandWidth($0), gradientBandWidth($0), effectiveSmoothness($0)] }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    var factor = 1.0
    if unit == .learningRate { factor = try subject.run(for: self).learningRate }
    var line = GradientLine<Scalar>(stepSizes: steps.map { $0 * factor })
    let objective = try subject.objective(normalization ?? .batch, for: self)
    var (loss, gradient) = (subject.value.loss, subject.gradient)
    if normalization == .running { loss = objective.valueAndGradient(at: subject.parameters, gradient: &gradient) }
    let direction = along == .direction ? try subject.direction("direction", for: self) : nil
    return [Row(try line.measure(objective, at: subject.parameters, loss: loss, gradient: gradient, along: direction))]
  }

  public func notFinite(in rows: [Row]) -> [String] {
    let points = rows.first?.profile?.points ?? []
    let lost = points.filter { !$0.loss.isFinite || !$0.gradientDistance.isFinite }.map(\.stepSize)
    return lost.isEmpty ? [] : ["loss and gradient at steps \(lost)"]
  }

  /// The points by column, and the bands, with the words of the request; the loss and the gradient's norm are in every answer already.
  public func answer(_ rows: [Row]) -> JSONValue {
    guard let profile = rows.first?.profile else { return .null }
    var answer: [String: JSONValue] = [
      "steps": .numbers(profile.points.map(\.stepSize)), "loss": .numbers(profile.points.map(\.loss)),
      "gradient_distance": .numbers(profile.points.map(\.gradientDistance)),
      "smoothness": .numbers(profile.points.map(\.smoothness)), "loss_minimum": .number(profile.lossMinimum),
      "loss_maximum": .number(profile.lossMaximum), "gradient_distance_minimum": .number(profile.gradientDistanceMinimum),
      "gradient_distance_maximum": .number(profile.gradientDistanceMaximum),
      "effective_smoothness": .number(profile.effectiveSmoothness),
    ]
    if let along { answer["along"] = .string(along.rawValue) }
    if let normalization { answer["normalization"] = .string(normalization.rawValue) }
    return .object(answer)
  }
}
