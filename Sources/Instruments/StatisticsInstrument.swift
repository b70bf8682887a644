internal import Datasets
internal import Networks
internal import Statistics
public import Tensors

/// The test split by three kinds of normalization statistics: moving averages, population statistics (Ioffe & Szegedy 2015, Algorithm 2) and each test
/// batch's own.
public struct StatisticsInstrument: Instrument {
  public static let name = "statistics"
  public static let version = 1
  public static let needsRun = true
  public static let meaning =
    "Loss and accuracy on the test split with moving averages, population statistics (Ioffe & Szegedy 2015, Algorithm 2) and each batch's own"

  /// One kind of statistics.
  public struct Row: TableRow {
    /// `moving`, `population` or `batch`.
    public var statistics = ""
    /// The test loss.
    public var loss = Double.nan
    /// The test accuracy.
    public var accuracy = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column(
        "statistics", .name, "moving: exponential averages; population: over all training batches; batch: each test batch's own",
        \.statistics),
      Column("test_loss", .loss, "the loss over the test split", \.loss),
      Column("test_accuracy", .fraction, "the share of the test split that is classified correctly", \.accuracy),
    ]
  }

  private static func accuracy(_ statistics: String, _ words: String) -> Metric<Self> {
    Metric("test_accuracy_\(statistics)", .fraction, "the test accuracy after the last step with \(words)") { record in
      record.entries.last { $0.row.statistics == statistics }?.row.accuracy ?? .nan
    }
  }

  /// With moving averages.
  public static let movingAccuracy = accuracy("moving", "moving averages")
  /// With population statistics.
  public static let populationAccuracy = accuracy("population", "population statistics")
  /// With each batch's own.
  public static let batchAccuracy = accuracy("batch", "each test batch's own statistics")

  public static let metrics = [movingAccuracy, populationAccuracy, batchAccuracy]

  /// All three.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let (layers, run) = (try subject.layers(for: self), try subject.run(for: self))
    guard layers.network.state.count > 0 else { return [] }
    let population = PopulationStatistics.measure(
      network: layers.network, loss: layers.loss, dataset: run.dataset, parameters: subject.parameters, batchSize: run.batchSize,
      batches: run.dataset.count(.training) / run.batchSize, seed: run.seed, team: layers.team)
    let evaluator = Evaluator<Scalar>(
      network: layers.network, loss: layers.loss, dataset: run.dataset, batchSize: run.batchSize, team: layers.team)
    // Without a state, evaluation takes the batch's own statistics.
    return [("moving", subject.state), ("population", population), ("batch", [])].map { name, state in
      let value = evaluator.evaluate(.test, parameters: subject.parameters, state: state)
      var row = Row()
      (row.statistics, row.loss, row.accuracy) = (name, value.loss, value.accuracy)
      return row
    }
  }
}
