import ArgumentParser
import Datasets
import Networks
import Records
import Studies
import Training

/// The Keras notebook on batch normalization and Fashion-MNIST that many have learnt from, with error bars: training with and without batch
/// normalization, three ways of normalizing the test set, and what the first normalization makes of it.
@main
struct Notebook: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract:
      "The Keras Fashion-MNIST notebook: 784-1024-1024-10 with and without batch normalization, and its inspection of the first one.",
    discussion: """
      ReLU, Adam and batch normalization with Keras's defaults (ε = 1e-7 and 1e-3, momentum 0.99), batches of 128, 20 epochs, pixels from 0 to 1. \
      After training, test accuracy with moving averages, with population statistics (Ioffe & Szegedy 2015, Algorithm 2) and with each batch's own; \
      then the first batch normalization over the test set in evaluation mode, whose (output − β)/γ has means and standard deviations near 0 and 1 as far \
      as its moving statistics are the test set's.
      """)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let quick = options.scale == .quick
    let dataset = try library.images(scaling: .unit, side: nil, examples: quick ? 2560 : nil)
    let epoch = try library.dataset(dataset, seed: 0).count(.training) / 128
    let steps = (quick ? 2 : 20) * epoch
    let configuration = RunConfiguration(
      model: .mlp(hidden: quick ? [32, 32] : [1024, 1024], activation: .relu), variant: .none, dataset: dataset, normalization: .keras,
      initializer: .glorotUniform, optimizer: .adam(epsilon: 1e-7), learningRate: 1e-3, batchSize: 128, steps: steps, seed: 0,
      precision: .float32,
      measurements: MeasurementPlan(
        instruments: [.statistics, .inspection], recordEvery: max(1, epoch / 20), evaluateEvery: epoch, probeEvery: epoch,
        activationsEvery: epoch, stepSizeMultiples: []))
    let grid = [configuration].varying(\.variant, over: [.none, .batch]).varying(
      \.seed, over: options.seeds(options.scaled(quick: 3, default: 12, paper: 12)))
    let study = try options.study(named: "notebook", grid, library: library)
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn("test_accuracy_final", title: "test accuracy", isShare: true),
        SummaryColumn("test_accuracy_population", title: "by population", isShare: true),
        SummaryColumn("test_accuracy_batch", title: "by batch", isShare: true),
        SummaryColumn("training_accuracy_late", title: "training accuracy", isShare: true),
        SummaryColumn("normalized_mean", title: "mean of means"), SummaryColumn("normalized_deviation", title: "mean of deviations"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    let batch = runs.having(.batch)
    return [
      try .difference("test_accuracy", runs, "test_accuracy_final", of: .batch),
      try Effect("first_epoch_test_accuracy", .value, runs) { try firstEpoch($0.run(.batch)) - firstEpoch($0.run(.none)) },
      try Effect("population_against_moving", .value, batch) {
        $0.metric("test_accuracy_population", .batch) - $0.metric("test_accuracy_moving", .batch)
      },
      try Effect("batch_against_moving", .value, batch) {
        $0.metric("test_accuracy_batch", .batch) - $0.metric("test_accuracy_moving", .batch)
      },
      try .value("normalized_mean", runs, "normalized_mean", of: .batch),
      try .value("normalized_deviation", runs, "normalized_deviation", of: .batch),
    ]
  }

  private static func firstEpoch(_ run: StoredRun?) throws -> Double {
    try run?.table("evaluation.csv")?.numbers("test_accuracy")?.first ?? .nan
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let groups = runs.byVariant.map(\.runs)
    func panel(_ title: String, _ file: String, _ column: String) throws -> ChartFigure.Panel {
      ChartFigure.Panel(title: title, series: try groups.map { try ChartSeries($0, file: file, column: column) })
    }
    return [
      ChartFigure.make(
        name: "figure-training",
        panels: [
          try panel("test accuracy after each epoch", "evaluation.csv", "test_accuracy"),
          try panel("test loss", "evaluation.csv", "test_loss"),
          try panel("training accuracy", "training.csv", "accuracy"), try panel("training loss", "training.csv", "loss"),
        ]),
      try inspection(runs.having(.batch)),
    ]
  }

  /// The first batch normalization's units, from the first seed: moments over the test set against 0 and 1.
  private static func inspection(_ runs: [StoredRun]) throws -> Figure {
    let table = try runs.first?.table("inspection.csv")
    func histogram(_ column: String, _ title: String) -> ChartFigure.Panel {
      let values = (table?.numbers(column) ?? []).filter(\.isFinite)
      let (low, high) = (values.min() ?? 0, values.max() ?? 1)
      let width = max(high - low, 1e-9) / 40
      var counts = [Double](repeating: 0, count: 40)
      for value in values { counts[min(39, Int((value - low) / width))] += 1 }
      return ChartFigure.Panel(
        title: title, xLabel: "value", yRange: 0...(counts.max() ?? 1) * 1.05 + 1e-9,
        series: [
          ChartSeries(
            title: "units", color: "#0072B2",
            points: counts.enumerated().map { .init(x: low + (Double($0) + 0.5) * width, y: $1) })
        ])
    }
    return ChartFigure.make(
      name: "figure-inspection",
      panels: [
        histogram("normalized_mean", "mean of (output − β)/γ, test set"),
        histogram("normalized_deviation", "standard deviation of (output − β)/γ"),
        histogram("gamma", "γ"), histogram("beta", "β"),
      ])
  }
}
