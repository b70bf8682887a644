internal import Statistics
public import Tensors

/// Internal covariate shift as Ioffe & Szegedy (2015, section 2) define it: by a plain gradient step, and since the start of training.
public struct DistributionShiftInstrument: Instrument {
  public static let name = "distribution-shift"
  public static let version = 1
  public static let needsRun = true
  public static let meaning =
    "How far the distribution of each weight's inputs moves, by one plain step and since the start (Ioffe & Szegedy 2015, section 2)"
  public static let formulas = [
    "D = sup_x |F(x) − F′(x)|,  F and F′ the distributions of one unit over the batch",
    "W = ∫ |F(x) − F′(x)| dx",
  ]

  /// One weight, over one span.
  public struct Row: TableRow {
    /// The weight's number among weights.
    public var weight = 0
    /// From where: `step` or `start`.
    public var since = ""
    /// sup |F − F′|.
    public var kolmogorovSmirnov = Double.nan
    /// ∫ |F − F′|.
    public var wasserstein = Double.nan
    /// |mean − mean′|.
    public var meanDrift = Double.nan
    /// |variance − variance′|.
    public var varianceDrift = Double.nan
    /// The standard deviation at the first point.
    public var deviation = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("weight", .name, "the weight whose inputs these are, by its number among weights, from 0", \.weight),
      Column("since", .name, "step: by one plain gradient step; start: since the start of training", \.since),
      Column(
        "kolmogorov_smirnov", .one, "sup |F − F′| of a unit's distribution over the batch, the mean over units", \.kolmogorovSmirnov),
      Column("wasserstein", .activation, "∫ |F − F′|, the mean over units", \.wasserstein),
      Column("mean_drift", .activation, "|mean − mean′|, the mean over units", \.meanDrift),
      Column("variance_drift", .activationSquared, "|variance − variance′|, the mean over units", \.varianceDrift),
      Column("deviation", .activation, "the standard deviation at the first point, the mean over units", \.deviation),
    ]
  }

  /// The Kolmogorov–Smirnov distance by a step.
  public static let step = Metric<Self>(
    "distribution_shift_step", .one, "the Kolmogorov–Smirnov distance by one plain step, the mean over steps and weights"
  ) { $0.having { $0.since == "step" }[\.kolmogorovSmirnov].finiteMean }
  /// The same since the start.
  public static let start = Metric<Self>(
    "distribution_shift_start", .one, "the Kolmogorov–Smirnov distance since the start of training, the mean over steps and weights"
  ) { $0.having { $0.since == "start" }[\.kolmogorovSmirnov].finiteMean }
  /// The Wasserstein distance by a step, in standard deviations.
  public static let wassersteinStep = Metric<Self>(
    "wasserstein_step", .one, "the Wasserstein distance by one plain step in standard deviations, the mean over steps and weights"
  ) { $0.having { $0.since == "step" }.entries.map { $0.row.wasserstein / $0.row.deviation }.finiteMean }
  /// The mean's drift by a step.
  public static let meanDriftStep = Metric<Self>(
    "mean_drift_step", .activation, "|mean − mean′| by one plain step, the mean over steps and weights"
  ) { $0.having { $0.since == "step" }[\.meanDrift].finiteMean }
  /// The variance's drift by a step.
  public static let varianceDriftStep = Metric<Self>(
    "variance_drift_step", .activationSquared, "|variance − variance′| by one plain step, the mean over steps and weights"
  ) { $0.having { $0.since == "step" }[\.varianceDrift].finiteMean }

  public static let metrics = [step, start, wassersteinStep, meanDriftStep, varianceDriftStep]

  /// The shift of every weight's inputs but the first's.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let (layers, run) = (try subject.layers(for: self), try subject.run(for: self))
    var moved = subject.parameters
    moved.assign(subject.parameters, plus: -run.learningRate, times: subject.gradient)
    let probe = DistributionShift<Scalar>()
    func rows(_ since: String, _ first: [DistributionShift<Scalar>.Inputs], _ second: [DistributionShift<Scalar>.Inputs]) -> [Row] {
      probe.shifts(from: first, to: second).map { shift in
        var row = Row()
        (row.weight, row.since) = (shift.weight, since)
        (row.kolmogorovSmirnov, row.wasserstein) = (shift.kolmogorovSmirnov, shift.wasserstein)
        (row.meanDrift, row.varianceDrift, row.deviation) = (shift.meanDrift, shift.varianceDrift, shift.deviation)
        return row
      }
    }
    let now = probe.inputs(layers, at: (subject.parameters, run.step))
    return rows("step", now, probe.inputs(layers, at: (moved, run.step + 1)))
      + rows("start", probe.inputs(layers, at: (run.start, 0)), now)
  }
}
