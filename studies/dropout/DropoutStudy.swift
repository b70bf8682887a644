import ArgumentParser
import Datasets
import Instruments
import Networks
import Records
import Statistics
import Reports
import Runs
import Training

/// Whether batch normalization needs dropout, and weight decay (Ioffe & Szegedy 2015, sections 3.4 and 4.2.1): test accuracy over both, with and without it.
@main
struct DropoutStudy: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "dropout",
    abstract: "Test accuracy over dropout rates, and over weight decay, with and without batch normalization.",
    discussion: """
      A perceptron of two wide hidden layers on the first 1000 images of Fashion-MNIST, so few that it learns them by heart. Decay λ adds λθ to the gradient.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "dropout", library: library, setting: Self.setting) {
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
    let steps = options.scaled(quick: 60, default: 1000, paper: 10_000)
    let width = quick ? 32 : 512
    let configuration = RunConfiguration(
      model: .mlp(hidden: [width, width], activation: .relu), variant: .none,
      dataset: try library.images(scaling: .standardized, side: nil, examples: 1000), initializer: .glorotUniform,
      optimizer: .sgd(), learningRate: 0.1, batchSize: 128, steps: steps, seed: 0, precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, steps / 100))),
        Measurement(EvaluationInstrument(), .every(max(1, steps / 20))),
      ])
    let models = [0, 0.05, 0.1, 0.2, 0.35, 0.5].map { Model.mlp(hidden: [width, width], activation: .relu, dropout: $0) }
    let decays = quick ? [1e-2] : [3e-4, 1e-3, 3e-3, 1e-2, 3e-2]
    return
      ([configuration].varying(\.model, over: models)
      + [configuration].varying(\.optimizer, over: decays.map { .sgd(weightDecay: $0) }))
      .varying(\.variant, over: [.none, .batch]).varying(\.seed, over: options.seeds(quick ? 2 : 12))
  }

  static func setting(_ configuration: RunConfiguration) -> String {
    let decay = decay(configuration)
    return decay > 0 ? "decay \(decay)" : "dropout \(rate(configuration))"
  }

  static func decay(_ configuration: RunConfiguration) -> Double { configuration.optimizer.weightDecay }

  static func rate(_ configuration: RunConfiguration) -> Double {
    guard case .mlp(_, _, let dropout, _) = configuration.model else { return 0 }
    return dropout
  }

  /// The runs whose decay, or whose dropout, is the only remedy: a sweep from none on.
  private static func sweep(_ runs: [StoredRun], without other: (RunConfiguration) -> Double) -> [StoredRun] {
    runs.having { other($0) == 0 }
  }

  /// What the best strength of a remedy brings over none. The best is chosen over all seeds together: chosen seed by seed it would be better by luck.
  private static func gains(_ prefix: String, _ runs: [StoredRun], _ strength: @escaping (RunConfiguration) -> Double) throws -> [Effect] {
    func mean(_ variant: Variant, _ value: Double) throws -> Double {
      try runs.having { $0.variant == variant && strength($0) == value }.map { try $0.metric(EvaluationInstrument.finalAccuracy) }
        .finiteMean
    }
    let strengths = Set(runs.map { strength($0.configuration) }).subtracting([0]).sorted()
    func gain(_ seed: SeedRuns, _ variant: Variant) throws -> Double {
      guard let best = try strengths.max(by: { try mean(variant, $0) < mean(variant, $1) }) else { return .nan }
      return try seed.metric(EvaluationInstrument.finalAccuracy, variant) { strength($0) == best }
        - seed.metric(EvaluationInstrument.finalAccuracy, variant) { strength($0) == 0 }
    }
    return [
      try Effect("\(prefix)_none", .value, runs.having(.none)) { try gain($0, .none) },
      try Effect("\(prefix)_batch", .value, runs.having(.batch)) { try gain($0, .batch) },
      try Effect("\(prefix)_difference", .value, runs) { try gain($0, .none) - gain($0, .batch) },
    ]
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    try gains("gain", sweep(runs, without: decay), rate) + gains("decay_gain", sweep(runs, without: rate), decay) + [
      try .difference(
        "test_accuracy_without", runs.having { rate($0) == 0 && decay($0) == 0 }, EvaluationInstrument.finalAccuracy, of: .batch)
    ]
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    func figure(_ name: String, _ xLabel: String, _ runs: [StoredRun], _ strength: @escaping (RunConfiguration) -> Double) throws -> Figure
    {
      // Strengths lie too unevenly for an axis of their own.
      let strengths = Set(runs.map { strength($0.configuration) }).sorted()
      let x: (RunConfiguration) -> Double = { Double(strengths.firstIndex(of: strength($0)) ?? 0) }
      func panel<I: Instrument>(_ metric: Metric<I>, _ title: String) throws -> ChartFigure.Panel {
        ChartFigure.Panel(
          title: title, xLabel: xLabel, categories: strengths.map { "\($0)" },
          series: try runs.byVariant.map { try ChartSeries($0.runs, x: x, metric) })
      }
      return ChartFigure.make(
        name: name,
        panels: [
          try panel(EvaluationInstrument.finalAccuracy, "test accuracy"), try panel(TrainingInstrument.lateAccuracy, "training accuracy"),
          try panel(EvaluationInstrument.finalLoss, "test loss"),
        ], columns: 3)
    }
    return [
      try figure("figure-dropout", "dropout", sweep(runs, without: decay), rate),
      try figure("figure-decay", "weight decay", sweep(runs, without: rate), decay),
    ]
  }
}
