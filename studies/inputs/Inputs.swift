import ArgumentParser
import Datasets
import Instruments
import Networks
import Records
import Reports
import Runs
import Training

/// Inputs as they are, centred, standardised and whitened (LeCun, Bottou, Orr & Müller 1998, section 4.3, which batch normalization starts from: Ioffe &
/// Szegedy 2015, section 3).
@main
struct Inputs: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "inputs",
    abstract: "Steps to a given loss with raw, centred, standardised and whitened inputs.",
    discussion: """
      A plain perceptron of two hidden layers, and one with batch normalization, over a grid of learning rates; each kind of input is judged at its own \
      best rate. Variances have a hundredth of their mean added before anything is divided by them, in standardisation and in whitening alike.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  /// The training loss whose first step counts, as the mean of ten rows.
  static let target = 0.5

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "inputs", library: library, setting: { "\(Self.transform($0).rawValue), rate \($0.learningRate)" })
    { try Self.grid($0, library) }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ library: DatasetLibrary) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    let steps = options.scaled(quick: 60, default: 500, paper: 5000)
    let datasets = try InputTransform.allCases.map {
      try library.images(scaling: .unit, side: nil, transform: $0, examples: quick ? 1000 : 20_000)
    }
    let configuration = RunConfiguration(
      model: .mlp(hidden: quick ? [32, 32] : [100, 100], activation: .tanh), variant: .none, dataset: datasets[0],
      initializer: .glorotUniform, optimizer: .sgd(), learningRate: 0.1, batchSize: 128, steps: steps, seed: 0, precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, steps / 250))),
        Measurement(EvaluationInstrument(), .every(steps)),
      ])
    return [configuration].varying(\.dataset, over: datasets)
      .varying(\.learningRate, over: quick ? [0.1] : [0.01, 0.03, 0.1, 0.3, 1]).varying(\.variant, over: [.none, .batch])
      .varying(\.seed, over: options.seeds(quick ? 2 : 12))
  }

  static func transform(_ configuration: RunConfiguration) -> InputTransform {
    guard case .fashion(_, _, let transform, _, _) = configuration.dataset else { return .raw }
    return transform
  }

  private static func speed(_ run: StoredRun) throws -> Double? {
    try run.firstStep(TrainingInstrument.self, \.loss, window: 10, reaching: target, fromAbove: true).map { max(1, $0) }
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    func gain(_ name: String, from slow: InputTransform, to fast: InputTransform, _ variant: Variant = .none) throws -> Effect {
      let own = runs.having { $0.variant == variant && [slow, fast].contains(transform($0)) }
      let best = try [slow, fast].map { kind in try own.having { transform($0) == kind }.bestRate(to: speed) }
      return try Effect(name, .ratio, own) { seed in
        let steps = try zip([slow, fast], best).map { kind, rate in
          try seed.run(variant) { transform($0) == kind && $0.learningRate == rate }.flatMap(speed) ?? .nan
        }
        return steps[0] / steps[1]
      }
    }
    return [
      try gain("centering", from: .raw, to: .centered), try gain("standardizing", from: .centered, to: .standardized),
      try gain("standardizing_over_raw", from: .raw, to: .standardized), try gain("whitening", from: .standardized, to: .whitened),
      try gain("standardizing_over_raw_batch", from: .raw, to: .standardized, .batch),
    ]
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    func panels(_ variant: Variant) throws -> [ChartFigure.Panel] {
      let own = runs.having(variant)
      let series = try InputTransform.allCases.enumerated().map { index, transform in
        try ChartSeries(
          own.having { Self.transform($0) == transform }, x: \.learningRate, title: transform.rawValue, color: Palette.color(index)
        ) { try speed($0) ?? .nan }
      }
      let curves = try InputTransform.allCases.enumerated().map { index, transform in
        let group = own.having { Self.transform($0) == transform }
        let best = try group.bestRate(to: speed)
        return try ChartSeries(
          group.having { $0.learningRate == best }, TrainingInstrument.self, \.loss,
          title: "\(transform.rawValue), \(best.map { String(format: "%g", $0) } ?? "none")", color: Palette.color(index))
      }
      return [
        ChartFigure.Panel(
          title: "\(variant.title): steps to a loss of \(target)", xLabel: "learning rate", unit: .steps, isLogarithmicX: true,
          series: series),
        ChartFigure.Panel(title: "\(variant.title): training loss at its fastest rate", series: curves),
      ]
    }
    return [ChartFigure.make(name: "figure-inputs", panels: try panels(.none) + panels(.batch))]
  }
}
