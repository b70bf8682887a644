public import Records
internal import Statistics
public import Tensors

/// Internal covariate shift of every weight (Santurkar et al. 2018, Definition 2.1).
public struct CovariateShiftInstrument: Instrument {
  public static let name = "covariate-shift"
  public static let version = 1
  public static let meaning =
    "How far each weight's gradient moves when all earlier layers take their step (Santurkar et al. 2018, Definition 2.1)"
  public static let formulas = [
    "G_i = ∇_{W_i} L(W_1, …, W_k),  G′_i = ∇_{W_i} L(W_1 − η∇_{W_1}L, …, W_{i−1} − η∇_{W_{i−1}}L, W_i, …, W_k)",
    "distance = ‖G_i − G′_i‖_2,  cosine = ⟨G_i, G′_i⟩ / (‖G_i‖_2 ‖G′_i‖_2)",
  ]

  /// Whose step earlier layers take.
  public enum Step: String, SettingValue, CaseIterable {
    /// A plain one down the gradient.
    case plain
    /// The one that the run's optimizer takes next: with its momentum, decay and clipping.
    case optimizer
  }

  /// The learning rate of a plain step; the run's unless given.
  public var learningRate: Double?
  /// Whose step; a plain one unless given.
  public var by: Step?

  /// The shift by a plain step of `learningRate`, or by the step of a run's optimizer.
  public init(learningRate: Double? = nil, by: Step? = nil) { (self.learningRate, self.by) = (learningRate, by) }

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting(
      "learning_rate", .stepSize, "the learning rate η of the plain step that the earlier layers take", \.learningRate, .requiredInRequest,
      .positive),
    Setting("by", .name, "whose step the earlier layers take: a plain one, or the run's optimizer's next", \.by, .alongRun, usual: .plain),
  ]

  /// One weight.
  public struct Row: TableRow {
    /// Index of the layer.
    public var layer = 0
    /// Name of the weight.
    public var parameter = ""
    /// ‖G − G′‖.
    public var distance = Double.nan
    /// The cosine of G and G′.
    public var cosine = Double.nan
    /// ‖G‖.
    public var before = Double.nan
    /// ‖G′‖.
    public var after = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("layer", .name, "the index of the weight's layer, from 0", \.layer),
      Column("parameter", .name, "the weight, by PyTorch's name", \.parameter),
      Column("distance", .gradient, "‖G − G′‖₂", \.distance),
      Column("cosine", .one, "⟨G, G′⟩ / (‖G‖₂ ‖G′‖₂)", \.cosine),
      Column("before", .gradient, "‖G‖₂, the gradient before earlier layers moved", \.before),
      Column("after", .gradient, "‖G′‖₂, the gradient after they moved", \.after),
    ]
  }

  /// ‖G − G′‖, the definition's own measure.
  public static let distance = Metric<Self>(
    "covariate_shift_distance", .gradient, "‖G − G′‖₂, the mean over probes and all weights but the first"
  ) { later($0)[\.distance].finiteMean }
  /// ‖G − G′‖ / ‖G‖.
  public static let relativeDistance = Metric<Self>(
    "covariate_shift_relative", .one, "‖G − G′‖₂ / ‖G‖₂, the median over probes and all weights but the first"
  ) { later($0).entries.map { $0.row.distance / $0.row.before }.finiteMedian }
  /// The cosine of G and G′.
  public static let cosine = Metric<Self>(
    "covariate_shift_cosine", .one, "the cosine of G and G′, the mean over probes and all weights but the first"
  ) { later($0)[\.cosine].finiteMean }

  public static let metrics = [distance, relativeDistance, cosine]

  /// The first weight's shift is zero by definition.
  private static func later(_ record: Record<Self>) -> Record<Self> {
    let first = record.entries.first?.row.parameter
    return record.having { $0.parameter != first }
  }

  public var problem: SettingProblem? {
    if let problem = settingProblem { return problem }
    guard learningRate != nil, by == .optimizer else { return nil }
    return SettingProblem(place: ".learning_rate", found: "one beside the optimizer's step", expected: "none: the step has its own")
  }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let rate: Double
    if let learningRate { rate = learningRate } else { rate = try subject.run(for: self).learningRate }
    let layers = try subject.layers(for: self)
    var probe = CovariateShift<Scalar>(learningRate: rate)
    let shifts: [LayerShift]
    if by == .optimizer {
      guard let next = subject.nextParameters() else { throw InstrumentError.missing(instrument: Self.name, needed: "training run") }
      shifts = probe.measure(layers, at: subject.parameters, gradient: subject.gradient, moved: next)
    } else {
      shifts = probe.measure(layers, at: subject.parameters, gradient: subject.gradient)
    }
    return shifts.map { shift in
      var row = Row()
      (row.layer, row.parameter, row.distance) = (shift.layer, shift.parameter, shift.distance)
      (row.cosine, row.before, row.after) = (shift.cosine, shift.before, shift.after)
      return row
    }
  }

  public func notFinite(in rows: [Row]) -> [String] {
    let lost = rows.filter { !$0.after.isFinite }.map(\.parameter)
    return lost.isEmpty ? [] : ["gradient after the step of \(lost.joined(separator: ", "))"]
  }

  public func answer(_ rows: [Row]) -> JSONValue {
    [
      "learning_rate": learningRate.map { .number($0) } ?? .null,
      "layers": .array(
        rows.map {
          [
            "parameter": .string($0.parameter), "distance": .number($0.distance), "cosine": .number($0.cosine),
            "before": .number($0.before), "after": .number($0.after),
          ]
        }),
    ]
  }
}
