import ArgumentParser
import Datasets
import Instruments
import Networks
import Records
import Reports
import Runs
import Training

/// Ioffe & Szegedy's (2015, section 4.1, Figure 1) experiment: three layers of 100 sigmoids, with batch normalization and without, with its γ and β and
/// without; tanh and ReLU beside them.
@main
struct Sigmoid: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "sigmoid",
    abstract: "Three layers of 100 sigmoids with and without batch normalization, as in its first paper, on Fashion-MNIST.",
    discussion: """
      Batches of 60, weights from N(0, 2/fan-in), plain descent at 0.5, pixels from 0 to 1; the paper tells neither rate nor deviation. Linearity is the \
      squared correlation of a sigmoid's output with its input over the batch, as the mean over units: 1 where it is not used as a nonlinearity. \
      Percentiles are those of one unit of the last hidden layer, over the batch.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "sigmoid", library: library, setting: Self.setting) { try Self.grid($0, library) }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(LinearityInstrument.finalLinearity, title: "linearity"),
        SummaryColumn(LinearityInstrument.medianDrift, title: "drift of the median"),
        SummaryColumn(LinearityInstrument.percentileWidth, title: "p85 − p15"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ library: DatasetLibrary) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    let steps = options.scaled(quick: 100, default: 10_000, paper: 50_000)
    let sigmoid = RunConfiguration(
      model: .mlp(hidden: [100, 100, 100], activation: .sigmoid), variant: .none,
      dataset: try library.images(scaling: .unit, side: nil), initializer: .heNormal, optimizer: .sgd(), learningRate: 0.5,
      batchSize: 60, steps: steps, seed: 0, precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, steps / 200))),
        Measurement(EvaluationInstrument(), .every(max(1, steps / (quick ? 4 : 100)))),
        Measurement(LinearityInstrument(), .every(max(1, steps / (quick ? 10 : 50)))),
        Measurement(ActivationInstrument(), .every(max(1, steps / (quick ? 10 : 50)))),
      ])
    return [sigmoid].varying(\.model, over: activations.map { .mlp(hidden: [100, 100, 100], activation: $0) }).flatMap { affine in
      var bare = affine
      bare.variant = .batch
      bare.normalization.affine = false
      return [affine].varying(\.variant, over: [.none, .batch]) + [bare]
    }.varying(\.seed, over: options.seeds(quick ? 2 : 12))
  }

  /// Sigmoids are the paper's; the others are beside them.
  private static let activations = [Activation.sigmoid, .tanh, .relu]

  static func setting(_ configuration: RunConfiguration) -> String {
    (activation(configuration)?.rawValue ?? "") + (configuration.normalization.affine ? "" : ", no γ and β")
  }

  private static func activation(_ configuration: RunConfiguration) -> Activation? {
    guard case .mlp(_, let activation, _, _) = configuration.model else { return nil }
    return activation
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    try activations.flatMap { activation in
      try effects(runs.having { Self.activation($0) == activation }, activation == .sigmoid ? "" : "_\(activation.rawValue)")
    }
  }

  private static func effects(_ runs: [StoredRun], _ suffix: String) throws -> [Effect] {
    let affine: (RunConfiguration) -> Bool = { $0.normalization.affine }
    let bare: (RunConfiguration) -> Bool = { !$0.normalization.affine }
    let (pairs, batches) = (runs.having(affine), runs.having(.batch))
    return [
      try .difference("test_accuracy\(suffix)", pairs, EvaluationInstrument.finalAccuracy, of: .batch),
      try Effect("steps_to_accuracy\(suffix)", .ratio, pairs) {
        // Where the plain network never comes to the accuracy, it needs all steps at least.
        guard let plain = $0.run(.none), let batch = try $0.run(.batch).flatMap(speed) else { return nil }
        return (try speed(plain) ?? Double(plain.configuration.steps)) / batch
      },
      try .ratio("median_drift\(suffix)", pairs, LinearityInstrument.medianDrift, of: .batch),
      try Effect("linearity_without_affine\(suffix)", .value, batches) {
        try $0.metric(LinearityInstrument.finalLinearity, .batch, where: bare)
      },
      try Effect("linearity_difference\(suffix)", .value, batches) {
        try $0.metric(LinearityInstrument.finalLinearity, .batch, where: bare)
          - $0.metric(LinearityInstrument.finalLinearity, .batch, where: affine)
      },
      try Effect("affine_test_accuracy\(suffix)", .value, batches) {
        try $0.metric(EvaluationInstrument.finalAccuracy, .batch, where: affine)
          - $0.metric(EvaluationInstrument.finalAccuracy, .batch, where: bare)
      },
    ]
  }

  private static func speed(_ run: StoredRun) throws -> Double? {
    try run.firstStep(EvaluationInstrument.self, \.accuracy, window: 1, reaching: 0.8)
  }

  /// The runs of one variant with one activation, which are one curve.
  private struct Group {
    let title: String
    let activation: Activation
    let color: String
    let runs: [StoredRun]
    /// Whether γ and β stay as they are.
    let isBare: Bool
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let groups = activations.flatMap { activation in
      [false, true].flatMap { isBare in
        runs.having { Self.activation($0) == activation && $0.normalization.affine != isBare }.byVariant.map { variant, own in
          Group(
            title: "\(variant.title)\(isBare ? ", no γ and β" : "")", activation: activation, color: variant.color, runs: own,
            isBare: isBare)
        }
      }
    }
    let sigmoids = groups.filter { $0.activation == .sigmoid }
    // Normalizations lie between the layers: the last nonlinearity is not the same layer everywhere.
    func last(_ runs: [StoredRun]) throws -> Int? {
      try runs.compactMap { try $0.record(of: LinearityInstrument.self).entries.map(\.row.layer).max() }.max()
    }
    let percentiles = try sigmoids.map { group in
      let layer = try last(group.runs)
      return ChartFigure.Panel(
        title: "input of one sigmoid: \(group.title)", yRange: -4...4,
        series: try [\LinearityInstrument.Row.p15, \.p50, \.p85].enumerated().map { place, column in
          try ChartSeries(
            group.runs.prefix(1).map(\.self), LinearityInstrument.self, column, title: LinearityInstrument.Row.columnName(column),
            color: Palette.color(place), isDashed: column != \.p50
          ) { $0.layer == layer }
        })
    }
    // A colour is a variant's: what it is trained with is told apart by panels and dashes.
    let linearity = try activations.map { activation in
      ChartFigure.Panel(
        title: "linearity of the last nonlinearity, \(activation.name)",
        series: try groups.filter { $0.activation == activation }.map { group in
          let layer = try last(group.runs)
          return try ChartSeries(
            group.runs, LinearityInstrument.self, \.linearity, title: group.title, color: group.color, isDashed: group.isBare
          ) { $0.layer == layer }
        })
    }
    func curves<I: Instrument>(
      _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, _ title: String, _ activation: Activation
    ) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: "\(title), \(activation.name)",
        series: try groups.filter { $0.activation == activation }.map {
          try ChartSeries($0.runs, instrument, column, title: $0.title, color: $0.color, isDashed: $0.isBare)
        })
    }
    return [
      ChartFigure.make(
        name: "figure-accuracy",
        panels: try activations.flatMap {
          [
            try curves(EvaluationInstrument.self, \.accuracy, "test accuracy", $0),
            try curves(TrainingInstrument.self, \.loss, "training loss", $0),
          ]
        }),
      ChartFigure.make(name: "figure-percentiles", panels: percentiles, columns: 3),
      ChartFigure.make(name: "figure-linearity", panels: linearity, columns: 3),
    ]
  }
}
