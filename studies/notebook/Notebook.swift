import ArgumentParser
import Datasets
import Instruments
import Networks
import Records
import Reports
import Runs
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
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "notebook", library: library) { try Self.grid($0, library) }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(StatisticsInstrument.populationAccuracy, title: "by population", isShare: true),
        SummaryColumn(StatisticsInstrument.batchAccuracy, title: "by batch", isShare: true),
        SummaryColumn(TrainingInstrument.lateAccuracy, title: "training accuracy", isShare: true),
        SummaryColumn(InspectionInstrument.normalizedMean, title: "mean of means"),
        SummaryColumn(InspectionInstrument.normalizedDeviation, title: "mean of deviations"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ library: DatasetLibrary) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    let dataset = try library.images(scaling: .unit, side: nil, examples: quick ? 2560 : nil)
    let epoch = try library.dataset(dataset, seed: 0).count(.training) / 128
    let steps = (quick ? 2 : 20) * epoch
    let configuration = RunConfiguration(
      model: .mlp(hidden: quick ? [32, 32] : [1024, 1024], activation: .relu), variant: .none, dataset: dataset, normalization: .keras,
      initializer: .glorotUniform, optimizer: .adam(epsilon: 1e-7), learningRate: 1e-3, batchSize: 128, steps: steps, seed: 0,
      precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, epoch / 20))),
        Measurement(EvaluationInstrument(), .every(epoch)),
        Measurement(StatisticsInstrument(), .end),
        Measurement(InspectionInstrument(), .end),
      ])
    return [configuration].varying(\.variant, over: [.none, .batch]).varying(
      \.seed, over: options.seeds(options.scaled(quick: 3, default: 12, paper: 12)))
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    let batch = runs.having(.batch)
    let means = try [
      InspectionInstrument.meanScale, InspectionInstrument.meanShift, InspectionInstrument.meanMovingMean,
      InspectionInstrument.meanMovingVariance,
    ].map { try Effect.value($0.name, runs, $0, of: .batch) }
    return [
      try .difference("test_accuracy", runs, EvaluationInstrument.finalAccuracy, of: .batch),
      try Effect("first_epoch_test_accuracy", .value, runs) { try firstEpoch($0.run(.batch)) - firstEpoch($0.run(.none)) },
      try Effect("population_against_moving", .value, batch) {
        try $0.metric(StatisticsInstrument.populationAccuracy, .batch) - $0.metric(StatisticsInstrument.movingAccuracy, .batch)
      },
      try Effect("batch_against_moving", .value, batch) {
        try $0.metric(StatisticsInstrument.batchAccuracy, .batch) - $0.metric(StatisticsInstrument.movingAccuracy, .batch)
      },
      try .value("normalized_mean", runs, InspectionInstrument.normalizedMean, of: .batch),
      try .value("normalized_deviation", runs, InspectionInstrument.normalizedDeviation, of: .batch),
    ] + means
  }

  private static func firstEpoch(_ run: StoredRun?) throws -> Double {
    try run?.record(of: EvaluationInstrument.self).entries.first?.row.accuracy ?? .nan
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let groups = runs.byVariant.map(\.runs)
    func panel<I: Instrument>(_ title: String, _ instrument: I.Type, _ column: KeyPath<I.Row, Double>) throws -> ChartFigure.Panel {
      ChartFigure.Panel(title: title, series: try groups.map { try ChartSeries($0, instrument, column) })
    }
    return [
      ChartFigure.make(
        name: "figure-training",
        panels: [
          try panel("test accuracy after each epoch", EvaluationInstrument.self, \.accuracy),
          try panel("test loss", EvaluationInstrument.self, \.loss),
          try panel("training accuracy", TrainingInstrument.self, \.accuracy), try panel("training loss", TrainingInstrument.self, \.loss),
        ]),
      try inspection(runs.having(.batch)),
    ]
  }

  /// The first batch normalization's units, from the first seed: moments over the test set against 0 and 1, γ, β and the moving statistics.
  private static func inspection(_ runs: [StoredRun]) throws -> Figure {
    let record = try runs.first?.record(of: InspectionInstrument.self)
    func histogram(_ column: KeyPath<InspectionInstrument.Row, Double>, _ title: String) -> ChartFigure.Panel {
      let values = record?[column].finite ?? []
      let (low, high) = (values.min() ?? 0, values.max() ?? 1)
      let width = max(high - low, 1e-9) / 40
      var counts = [Double](repeating: 0, count: 40)
      for value in values { counts[min(39, Int((value - low) / width))] += 1 }
      return ChartFigure.Panel(
        title: title, xLabel: "value", yLabel: "units", yRange: 0...(counts.max() ?? 1) * 1.05 + 1e-9,
        series: [
          ChartSeries(
            title: "units", color: Variant.batch.color,
            points: counts.enumerated().map { .init(x: low + (Double($0) + 0.5) * width, y: $1) })
        ])
    }
    return ChartFigure.make(
      name: "figure-inspection",
      panels: [
        histogram(\.normalizedMean, "mean of (output − β)/γ, test set"),
        histogram(\.normalizedDeviation, "standard deviation of (output − β)/γ"),
        histogram(\.gamma, "γ"), histogram(\.beta, "β"), histogram(\.movingMean, "moving mean"),
        histogram(\.movingVariance, "moving variance"),
      ])
  }
}
