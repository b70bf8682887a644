internal import Datasets
internal import Networks
internal import Statistics
public import Tensors

/// The first batch normalization over the whole test split in evaluation mode, unit by unit: γ, β, the moving statistics, and the moments of (output − β)/γ,
/// which are 0 and 1 where the moving statistics are the test split's own.
public struct InspectionInstrument: Instrument {
  public static let name = "inspection"
  public static let version = 1
  public static let needsRun = true
  public static let meaning =
    "The first batch normalization over the test split in evaluation mode: γ, β, moving statistics and the moments of (output − β)/γ by unit"
  public static let isMeasuredAlongRun = false

  /// One unit.
  public struct Row: TableRow {
    /// The unit.
    public var unit = 0
    /// γ.
    public var gamma = Double.nan
    /// β, the shift.
    public var beta = Double.nan
    /// The moving mean.
    public var movingMean = Double.nan
    /// The moving variance.
    public var movingVariance = Double.nan
    /// The mean of (output − β)/γ.
    public var normalizedMean = Double.nan
    /// The standard deviation of (output − β)/γ, with divisor n.
    public var normalizedDeviation = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("unit", .name, "the normalization's unit, from 0", \.unit),
      Column("gamma", .one, "γ", \.gamma),
      Column("beta", .activation, "the shift β", \.beta),
      Column("moving_mean", .activation, "the moving average of the batch's mean", \.movingMean),
      Column("moving_variance", .activationSquared, "the moving average of the batch's variance", \.movingVariance),
      Column("normalized_mean", .one, "the mean of (output − β)/γ over the test split", \.normalizedMean),
      Column(
        "normalized_deviation", .one, "the standard deviation of (output − β)/γ over the test split, with divisor n", \.normalizedDeviation),
    ]
  }

  /// The notebook's first number.
  public static let normalizedMean = Metric<Self>(
    "normalized_mean", .one, "the mean of (output − β)/γ over the test split, the mean over units"
  ) {
    $0[\.normalizedMean].finiteMean
  }
  /// Its second.
  public static let normalizedDeviation = Metric<Self>(
    "normalized_deviation", .one, "the standard deviation of (output − β)/γ over the test split, the mean over units"
  ) { $0[\.normalizedDeviation].finiteMean }

  /// γ.
  public static let meanScale = Metric<Self>("mean_gamma", .one, "γ, the mean over units") { $0[\.gamma].finiteMean }
  /// β.
  public static let meanShift = Metric<Self>("mean_beta", .activation, "β, the mean over units") { $0[\.beta].finiteMean }
  /// The moving mean.
  public static let meanMovingMean = Metric<Self>("mean_moving_mean", .activation, "the moving mean, the mean over units") {
    $0[\.movingMean].finiteMean
  }
  /// The moving variance.
  public static let meanMovingVariance = Metric<Self>(
    "mean_moving_variance", .activationSquared, "the moving variance, the mean over units"
  ) { $0[\.movingVariance].finiteMean }

  public static let metrics = [normalizedMean, normalizedDeviation, meanScale, meanShift, meanMovingMean, meanMovingVariance]

  /// Examples at a time.
  private static let batchSize = 250

  /// The first batch normalization that has γ and β.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let (layers, run) = (try subject.layers(for: self), try subject.run(for: self))
    let network = layers.network
    guard let layer = network.nodes.firstIndex(where: { ($0.layer as? BatchNormalization)?.affine == true }), !subject.state.isEmpty else {
      return []
    }
    func place(_ layout: TensorLayout, _ has: (TensorRole) -> Bool) -> Int? {
      layout.entries.first { $0.layer == layer && has($0.role) }?.range.lowerBound
    }
    guard let scale = place(network.parameters, \.isScale), let shift = place(network.parameters, { $0 == .shift }),
      let means = place(network.state, { $0 == .runningMean }), let spreads = place(network.state, { $0 == .runningSpread })
    else { return [] }
    let units = network.outputShape(ofLayer: layer).channels
    let moments = (0..<units).map { _ in RunningMoments() }
    forEachOutput(of: layer, layers, run.dataset, subject) { output in
      let count = output.count / units
      for unit in 0..<units {
        let (gamma, beta) = (Double(subject.parameters[scale + unit]), Double(subject.parameters[shift + unit]))
        let values = UnsafeBufferPointer(rebasing: output[unit * count..<(unit + 1) * count]).doubles
        for value in values { moments[unit].add((value - beta) / gamma) }
      }
    }
    return moments.enumerated().map { unit, moment in
      let count = Double(moment.count)
      var row = Row()
      (row.unit, row.gamma) = (unit, Double(subject.parameters[scale + unit]))
      row.beta = Double(subject.parameters[shift + unit])
      (row.movingMean, row.movingVariance) = (Double(subject.state[means + unit]), Double(subject.state[spreads + unit]))
      row.normalizedMean = moment.mean
      row.normalizedDeviation = moment.standardDeviation * ((count - 1) / count).squareRoot()
      return row
    }
  }

  private func forEachOutput<Scalar: Real>(
    of layer: Int, _ layers: some LayeredObjective<Scalar>, _ dataset: any Dataset, _ subject: Subject<Scalar>,
    _ body: (UnsafeBufferPointer<Scalar>) -> Void
  ) {
    let count = dataset.count(.test)
    let network = layers.network
    let batch = Batch<Scalar>(
      capacity: min(Self.batchSize, count), inputShape: network.inputShape, outputs: network.outputShape.count)
    let objective = NetworkObjective(
      network: network, loss: layers.loss, batch: batch, pass: Pass(mode: .evaluation, state: subject.state), team: layers.team)
    for start in stride(from: 0, to: count, by: batch.capacity) {
      let indices = (Int32(start)..<Int32(min(start + batch.capacity, count))).map(\.self)
      indices.withUnsafeBufferPointer { dataset.fill(batch, from: .test, at: $0) }
      objective.forEachActivation(at: subject.parameters) { index, _, output in if index == layer { body(output) } }
    }
  }
}
