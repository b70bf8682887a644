internal import Datasets
public import Landscape
internal import Networks
internal import Records
public import Tensors

/// Loss and accuracy along curves between two networks: straight lines (Goodfellow et al. 2015; Frankle et al. 2020), and curves that were fitted so that the
/// loss stays low on them (Garipov et al. 2018).
public struct PathInstrument: Instrument {
  public static let name = "path"
  public static let version = 1
  public static let meaning =
    "Loss and accuracy on curves from θ to another point: straight ones, and ones fitted to keep the loss low (Garipov et al. 2018)"
  public static let formulas = ["barrier = max_t L(θ(t)) − (L(θ(0)) + L(θ(1))) / 2"]
  public static let isMeasuredAlongRun = false

  /// Where a path leads.
  public enum Target: String, CaseIterable, SettingValue {
    /// To another network: a case's `other.safetensors`, a run's partner.
    case other
    /// To where the run started.
    case start
    /// To initial parameters that another seed would have drawn.
    case fresh
  }

  /// Where the paths lead; to the other network unless given.
  public var targets: [Target]?
  /// The curves to each; a straight line unless given.
  public var curves: [CurveFamily]?
  /// What normalizations work with, one after the other; the batch's statistics unless given. Running statistics are mixed linearly from both ends.
  public var normalizations: [SurfaceStatistics]?
  /// Points of t from 0 to 1, evenly spaced; 61 unless given, as Garipov et al. take them.
  public var points: Int?
  /// Inner points of a fitted curve; 1 unless given, as Garipov et al. take it.
  public var bends: Int?
  /// Steps of fitting; 1000 unless given.
  public var fittingSteps: Int?
  /// The learning rate of fitting; 0.05 unless given.
  public var fittingRate: Double?
  /// The training examples, and the test examples, that losses are taken over in a run, the first of each split; 2000 unless given.
  public var examples: Int?

  /// The paths to every target along every curve, under every kind of statistics.
  public init(
    targets: [Target]? = nil, curves: [CurveFamily]? = nil, normalizations: [SurfaceStatistics]? = nil, points: Int? = nil,
    bends: Int? = nil,
    fittingSteps: Int? = nil, fittingRate: Double? = nil, examples: Int? = nil
  ) {
    (self.targets, self.curves, self.normalizations, self.points) = (targets, curves, normalizations, points)
    (self.bends, self.fittingSteps, self.fittingRate, self.examples) = (bends, fittingSteps, fittingRate, examples)
  }

  private static let (usualTargets, usualCurves, usualNormalizations) = ([Target.other], [CurveFamily.line], [SurfaceStatistics.batch])
  private static let (usualPoints, usualBends, usualExamples, usualFittingSteps, usualFittingRate) = (61, 1, 2000, 1000, 0.05)

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting(
      "targets", .name, "where the paths lead: other is other.safetensors, start and fresh are a run's", \.targets, .optional, .someOf(),
      usual: usualTargets),
    Setting("curves", .name, "the curves to each", \.curves, .optional, .someOf(), usual: usualCurves),
    Setting(
      "normalizations", .name, "what normalizations work with, one after the other", \.normalizations, .optional, .someOf(),
      usual: usualNormalizations),
    Setting("points", .count, "points of t from 0 to 1, evenly spaced", \.points, .optional, .within(2...100_000), usual: usualPoints),
    Setting("bends", .count, "inner points of a fitted curve", \.bends, .optional, .within(1...100), usual: usualBends),
    Setting(
      "examples", .count, "along a run, the first examples of each split that losses are taken over", \.examples, .optional,
      .within(1...10_000_000),
      usual: usualExamples),
    Setting(
      "fitting_steps", .count, "steps of fitting a curve", \.fittingSteps, .optional, .within(1...10_000_000), usual: usualFittingSteps),
    Setting("fitting_rate", .stepSize, "the learning rate of fitting", \.fittingRate, .optional, .positive, usual: usualFittingRate),
  ]

  /// A point of a path.
  public struct Row: TableRow {
    /// Where the path leads.
    public var target = ""
    /// The family of its curve.
    public var curve = ""
    /// What normalizations work with.
    public var normalization = ""
    /// t.
    public var share = Double.nan
    /// L(θ(t)).
    public var loss = Double.nan
    /// The share of right answers there.
    public var accuracy = Double.nan
    /// The loss over test examples.
    public var testLoss = Double.nan
    /// The share of them that is classified correctly.
    public var testAccuracy = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("target", .name, "where the path leads: other, start or fresh", \.target),
      Column("curve", .name, "line, polygonal or bezier", \.curve),
      Column("normalization", .name, "what normalizations work with: batch, running or recomputed statistics", \.normalization),
      Column("share", .one, "t: 0 at θ, 1 at the other end", \.share),
      Column("loss", .loss, "L(θ(t)) over training examples, in a case over its batch", \.loss),
      Column("accuracy", .fraction, "the share of those that is classified correctly", \.accuracy),
      Column("test_loss", .loss, "L(θ(t)) over test examples; none in a case", \.testLoss),
      Column("test_accuracy", .fraction, "the share of those that is classified correctly; none in a case", \.testAccuracy),
    ]
  }

  public static let metrics: [Metric<Self>] =
    CurveFamily.allCases.flatMap { curve in
      SurfaceStatistics.allCases.flatMap { [barriers(curve, $0).loss, barriers(curve, $0).error] }
    } + [rise, startGap]

  /// How far the training loss and the share of wrong test examples rise on the way to the other network above the mean of their values at both ends (Frankle et
  /// al. 2020, section 2, of the error).
  public static func barriers(_ curve: CurveFamily, _ statistics: SurfaceStatistics) -> (loss: Metric<Self>, error: Metric<Self>) {
    let place = "on the \(curve.rawValue) to the other network above the mean of its ends, with \(statistics.rawValue) statistics"
    return (
      Metric("\(curve.rawValue)_loss_barrier_\(statistics.rawValue)", .loss, "the largest loss \(place)") {
        barrier($0, curve, statistics, \.loss)
      },
      Metric("\(curve.rawValue)_error_barrier_\(statistics.rawValue)", .fraction, "the largest share of wrong test examples \(place)") {
        barrier($0, curve, statistics) { 1 - $0.testAccuracy }
      }
    )
  }

  /// The largest rise on the straight way from the start to θ, in units of the loss at the start (Lucas et al. 2021 call a way without any monotonic).
  public static let rise = Metric<Self>(
    "start_rise", .one,
    "the largest rise of the loss on the line from the start to θ, over the loss at the start, with the batch's statistics"
  ) { record in
    let losses = path(record, .start, .line, .batch).map(\.loss)
    guard let first = losses.last, losses.allSatisfy(\.isFinite) else { return .nan }
    var (lowest, rise) = (first, 0.0)
    for loss in losses.reversed() {
      lowest = min(lowest, loss)
      rise = max(rise, loss - lowest)
    }
    return rise / first
  }

  /// How much the way from initial parameters of another seed differs from the run's own.
  public static let startGap = Metric<Self>(
    "fresh_gap", .one,
    "how much higher the loss is at most on the line to initial parameters of another seed than on that to the run's own, ends apart, over the loss at these"
  ) { record in
    let (own, fresh) = (path(record, .start, .line, .batch).map(\.loss), path(record, .fresh, .line, .batch).map(\.loss))
    guard let first = own.last, own.count == fresh.count else { return .nan }
    // At the far end two starts differ, and not two ways.
    let gaps = zip(own, fresh).dropLast().map { $1 - $0 }
    return !gaps.isEmpty && gaps.allSatisfy(\.isFinite) ? gaps.max()! / first : .nan
  }

  private static func path(_ record: Record<Self>, _ target: Target, _ curve: CurveFamily, _ statistics: SurfaceStatistics) -> [Row] {
    record.entries.map(\.row).filter {
      $0.target == target.rawValue && $0.curve == curve.rawValue && $0.normalization == statistics.rawValue
    }
  }

  private static func barrier(
    _ record: Record<Self>, _ curve: CurveFamily, _ statistics: SurfaceStatistics, _ value: (Row) -> Double
  ) -> Double {
    let values = path(record, .other, curve, statistics).map(value)
    guard let first = values.first, let last = values.last, values.allSatisfy(\.isFinite) else { return .nan }
    return values.max()! - (first + last) / 2
  }

  public var otherPoints: [String] { (targets ?? Self.usualTargets).map(\.rawValue) }
}

extension PathInstrument {
  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let layers = try subject.layers(for: self)
    let (targets, curves) = (targets ?? Self.usualTargets, curves ?? Self.usualCurves)
    let normalizations = normalizations ?? Self.usualNormalizations
    // Ends first: one that is missing is said before anything is fitted.
    let ends = try targets.map { try subject.point($0.rawValue, for: self) }
    let sets = examples(of: subject, layers)
    let total = Double(targets.count * curves.count)
    var rows = [Row]()
    for (target, end) in zip(targets, ends) {
      for curve in curves {
        var path = try ConnectingCurve(curve, from: subject.parameters, to: end.parameters, bends: bends ?? Self.usualBends)
        fit(&path, subject, layers)
        for statistics in normalizations {
          let (training, test) = sets(statistics)
          var (point, state) = (subject.parameters, subject.state)
          for share in shares {
            path.assign(share, to: &point)
            state.assign(share, from: subject.state, to: end.state)
            var row = Row()
            (row.target, row.curve, row.normalization) = (target.rawValue, curve.rawValue, statistics.rawValue)
            row.share = share
            let value = training.evaluate(at: point, state: state)
            (row.loss, row.accuracy) = (value.loss, value.accuracy)
            if let value = test?.evaluate(at: point, state: state) { (row.testLoss, row.testAccuracy) = (value.loss, value.accuracy) }
            rows.append(row)
          }
        }
        progress(Double(rows.count) / (total * Double(normalizations.count * shares.count)))
      }
    }
    return rows
  }

  private var shares: [Double] {
    let count = points ?? Self.usualPoints
    return (0..<count).map { Double($0) / Double(count - 1) }
  }

  /// Examples of a batch in evaluations: what bounds the memory.
  private static let batchSize = 250

  /// The losses over training and test examples under some kind of statistics; in a case over its batch alone.
  private func examples<Scalar: Real>(
    of subject: Subject<Scalar>, _ layers: any LayeredObjective<Scalar>
  ) -> (SurfaceStatistics) -> (training: SurfaceObjective<Scalar>, test: SurfaceObjective<Scalar>?) {
    func objective(
      _ batches: BatchSequence<Scalar>, _ statistics: SurfaceStatistics, estimated: BatchSequence<Scalar>? = nil
    ) -> SurfaceObjective<Scalar> {
      SurfaceObjective(
        network: layers.network, loss: layers.loss, batches: batches, statistics: statistics, state: subject.state,
        estimationBatches: estimated, team: layers.team)
    }
    guard let run = subject.run else {
      let batches = BatchSequence(layers.batch)
      return { (objective(batches, $0), nil) }
    }
    func first(_ split: Split) -> BatchSequence<Scalar> {
      let count = min(examples ?? Self.usualExamples, run.dataset.count(split))
      return BatchSequence(run.dataset, split, at: Array(0..<Int32(count)), batchSize: Self.batchSize)
    }
    let (training, test) = (first(.training), first(.test))
    return { (objective(training, $0), objective(test, $0, estimated: training)) }
  }

  /// Fits a curve in training mode: in a run to its own batches, in their order; in a case to its batch.
  private func fit<Scalar: Real>(
    _ path: inout ConnectingCurve<Scalar>, _ subject: Subject<Scalar>, _ layers: any LayeredObjective<Scalar>
  ) {
    let fit = CurveFit(steps: fittingSteps ?? Self.usualFittingSteps, learningRate: fittingRate ?? Self.usualFittingRate)
    guard let run = subject.run else {
      return path.fit(fit, seed: 0) { _, point, gradient in _ = layers.valueAndGradient(at: point, gradient: &gradient) }
    }
    let network = layers.network
    let batch = Batch<Scalar>(capacity: run.batchSize, inputShape: network.inputShape, outputs: network.outputShape.count)
    let objective = NetworkObjective(network: network, loss: layers.loss, batch: batch, team: layers.team)
    var order = DataOrder(count: run.dataset.count(.training), batchSize: run.batchSize, seed: run.seed)
    path.fit(fit, seed: run.seed) { step, point, gradient in
      order.withBatch(at: step) { run.dataset.fill(batch, from: .training, at: $0) }
      let pass = Pass<Scalar>(noise: NoiseSource(seed: run.seed, step: step))
      _ = objective.passing(pass).evaluate(at: point, gradient: &gradient)
    }
  }

  public func notFinite(in rows: [Row]) -> [String] {
    let lost = rows.count { !$0.loss.isFinite }
    return lost == 0 ? [] : ["loss at \(lost) of \(rows.count) points"]
  }
}
