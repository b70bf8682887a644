import ArgumentParser
import Datasets
import Instruments
import Networks
import Records
import Statistics
import Reports
import Runs
import Training

/// Whether batch normalization needs dropout (Ioffe & Szegedy 2015, sections 3.4 and 4.2.1): test accuracy over dropout rates with and without it.
@main
struct DropoutStudy: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "dropout",
    abstract: "Test accuracy over dropout rates with and without batch normalization.",
    discussion: "A perceptron of two hidden layers on the first 5000 images of Fashion-MNIST, so few that it learns them by heart.",
    version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "dropout", library: library, setting: { "dropout \(Self.rate($0))" }) {
      try Self.grid($0, library)
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(TrainingInstrument.lateAccuracy, title: "training accuracy", isShare: true),
        SummaryColumn(EvaluationInstrument.finalLoss, title: "test loss"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ library: DatasetLibrary) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    let steps = options.scaled(quick: 60, default: 2000, paper: 20_000)
    let width = quick ? 32 : 256
    let configuration = RunConfiguration(
      model: .mlp(hidden: [width, width], activation: .relu), variant: .none,
      dataset: try library.images(scaling: .standardized, side: nil, examples: quick ? 1000 : 5000), initializer: .glorotUniform,
      optimizer: .sgd(), learningRate: 0.1, batchSize: 128, steps: steps, seed: 0, precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, steps / 100))),
        Measurement(EvaluationInstrument(), .every(max(1, steps / 20))),
      ])
    let models = [0, 0.1, 0.2, 0.35, 0.5].map { Model.mlp(hidden: [width, width], activation: .relu, dropout: $0) }
    return [configuration].varying(\.model, over: models).varying(\.variant, over: [.none, .batch])
      .varying(\.seed, over: options.seeds(quick ? 2 : 12))
  }

  static func rate(_ configuration: RunConfiguration) -> Double {
    guard case .mlp(_, _, let dropout, _) = configuration.model else { return 0 }
    return dropout
  }

  /// What the best of the rates brings over none. The best is chosen over all seeds together: chosen seed by seed it would be better by luck.
  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    func mean(_ variant: Variant, _ rate: Double) throws -> Double {
      try runs.having { $0.variant == variant && Self.rate($0) == rate }.map { try $0.metric(EvaluationInstrument.finalAccuracy) }
        .finiteMean
    }
    let rates = Set(runs.map { rate($0.configuration) }).subtracting([0]).sorted()
    func gain(_ seed: SeedRuns, _ variant: Variant) throws -> Double {
      guard let best = try rates.max(by: { try mean(variant, $0) < mean(variant, $1) }) else { return .nan }
      return try seed.metric(EvaluationInstrument.finalAccuracy, variant) { rate($0) == best }
        - seed.metric(EvaluationInstrument.finalAccuracy, variant) { rate($0) == 0 }
    }
    return [
      try Effect("gain_none", .value, runs.having(.none)) { try gain($0, .none) },
      try Effect("gain_batch", .value, runs.having(.batch)) { try gain($0, .batch) },
      try Effect("gain_difference", .value, runs) { try gain($0, .none) - gain($0, .batch) },
      try .difference("test_accuracy_without", runs.having { rate($0) == 0 }, EvaluationInstrument.finalAccuracy, of: .batch),
    ]
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    func panel<I: Instrument>(_ metric: Metric<I>, _ title: String) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title, xLabel: "dropout",
        series: try runs.byVariant.map { try ChartSeries($0.runs, x: rate, metric) })
    }
    return [
      ChartFigure.make(
        name: "figure-dropout",
        panels: [
          try panel(EvaluationInstrument.finalAccuracy, "test accuracy"), try panel(TrainingInstrument.lateAccuracy, "training accuracy"),
          try panel(EvaluationInstrument.finalLoss, "test loss"),
        ], columns: 3)
    ]
  }
}
