internal import Datasets
internal import Landscape
internal import Networks
internal import Records
internal import Statistics
public import Tensors

/// The curvature that small batches see along their own gradients: the expectation of a ratio, over batches.
public struct BatchSharpnessInstrument: Instrument {
  public static let name = "batch-sharpness"
  public static let version = 1
  public static let meaning =
    "Batch sharpness E[gᵀHg/gᵀg] over small batches, g and H each batch's own (Andreyev & Beneventano 2024): a mean of ratios, with the ratio of means beside it"
  public static let formulas = ["E_B[g_BᵀH_Bg_B / g_Bᵀg_B]"]

  /// Examples of a small batch: the run's own number unless given, and 16 without a run.
  public var examples: Int?
  /// How many of them, drawn independently along a run; 32 unless given. Without a run it is the subject's own batch that is cut, as far as it goes.
  public var batches: Int?

  /// Small batches.
  public init(examples: Int? = nil, batches: Int? = nil) { (self.examples, self.batches) = (examples, batches) }

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting(
      "examples", .count, "examples of a small batch; unless given the run's own number, and 16 without a run", \.examples, .optional,
      .positive),
    Setting(
      "batches", .count, "small batches; unless given 32 along a run, and without one as many as the batch can be cut into", \.batches,
      .optional,
      .positive),
  ]

  /// The mean over batches.
  public struct Row: TableRow {
    /// The mean of gᵀHg/gᵀg.
    public var sharpness = Double.nan
    /// Its standard error.
    public var standardError = Double.nan
    /// The mean of gᵀHg over the mean of gᵀg.
    public var ratioOfMeans = Double.nan
    /// How many batches had a gradient other than zero.
    public var batches = 0

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("sharpness", .curvature, "the mean over small batches of gᵀHg / gᵀg, g and H each batch's own", \.sharpness),
      Column("standard_error", .curvature, "its standard error over batches", \.standardError),
      Column("ratio_of_means", .curvature, "the mean of gᵀHg over the mean of gᵀg: another number", \.ratioOfMeans),
      Column("batches", .count, "the batches that have a gradient other than zero", \.batches),
    ]
  }

  /// η times batch sharpness late in a run.
  public static let lateTimesRate = Metric<Self>(
    "batch_sharpness_times_rate_late", .one,
    "batch sharpness over small batches times the learning rate, the median after two thirds of the steps: 2 at the stochastic edge of stability"
  ) { $0[.after(2, of: 3)].timesRateFactor(\.sharpness).finiteMedian * $0.learningRate }

  public static let metrics = [lateTimesRate]

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let layers = try subject.layers(for: self)
    let available = subject.run?.dataset.count(.training) ?? layers.batch.samples
    let size = examples ?? min(subject.run?.batchSize ?? 16, available)
    guard size <= available else {
      throw InstrumentError.invalidSetting(
        name: "batch_sharpness.examples", found: "\(size)", expected: "at most the \(available) there are")
    }
    let batch = Batch<Scalar>(capacity: size, inputShape: layers.batch.inputShape, outputs: layers.batch.outputs)
    let objective = NetworkObjective(network: layers.network, loss: layers.loss, batch: batch, pass: layers.pass, team: layers.team)
    var indices = (0..<Int32(available)).map(\.self)
    // Beyond all epochs, so that no look sees the order of training.
    let stream = RandomStream(seed: subject.run?.seed ?? 0, purpose: .dataOrder, index: 1 << 32 + (subject.run?.step ?? 0))
    let count = subject.run == nil ? min(batches ?? .max, available / size) : batches ?? 32
    let sharpness = RunningMoments()
    var (curvature, square) = (0.0, 0.0)
    var gradient = subject.parameters
    for index in 0..<count {
      if let run = subject.run {
        stream.shuffle(&indices)
        indices.withUnsafeBufferPointer { run.dataset.fill(batch, from: .training, at: UnsafeBufferPointer(rebasing: $0[..<size])) }
      } else {
        batch.fill(from: layers.batch, index * size..<(index + 1) * size)
      }
      _ = objective.evaluate(at: subject.parameters, gradient: &gradient)
      let own = gradient.dot(gradient)
      let ratio = GradientCurvature.measure(objective, at: subject.parameters, gradient: gradient).sharpness
      if ratio.isFinite {
        sharpness.add(ratio)
        curvature += ratio * own
        square += own
      }
      progress(Double(index + 1) / Double(count))
    }
    guard sharpness.count > 0 else { return [] }
    var row = Row()
    (row.sharpness, row.ratioOfMeans, row.batches) = (sharpness.mean, curvature / square, sharpness.count)
    row.standardError = sharpness.count > 1 ? sharpness.standardDeviation / Double(sharpness.count).squareRoot() : .nan
    return [row]
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.isEmpty ? ["every batch's gradient or Hessian"] : [] }
}
