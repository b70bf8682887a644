import ArgumentParser
import Datasets
import Instruments
import Networks
import Records
import Reports
import Runs
import Training

/// Ioffe & Szegedy's (2015, section 4.1, Figure 1) experiment: three layers of 100 sigmoids, with batch normalization and without, with its γ and β and
/// without; ReLU beside it.
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
        Measurement(EvaluationInstrument(), .every(max(1, steps / (quick ? 4 : 20)))),
        Measurement(LinearityInstrument(), .every(max(1, steps / (quick ? 10 : 50)))),
        Measurement(ActivationInstrument(), .every(max(1, steps / (quick ? 10 : 50)))),
      ])
    var relu = sigmoid
    relu.model = .mlp(hidden: [100, 100, 100], activation: .relu)
    var bare = sigmoid
    bare.variant = .batch
    bare.normalization.affine = false
    return ([sigmoid, relu].varying(\.variant, over: [.none, .batch]) + [bare]).varying(\.seed, over: options.seeds(quick ? 2 : 12))
  }

  static func setting(_ configuration: RunConfiguration) -> String {
    guard case .mlp(_, let activation, _, _) = configuration.model else { return "" }
    return activation.rawValue + (configuration.normalization.affine ? "" : ", no γ and β")
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    let sigmoids = runs.having { setting($0) == "sigmoid" }
    let batches = runs.having { $0.variant == .batch && setting($0) != "relu" }
    let affine: (RunConfiguration) -> Bool = { $0.normalization.affine }
    let bare: (RunConfiguration) -> Bool = { !$0.normalization.affine }
    return [
      try .difference("test_accuracy", sigmoids, EvaluationInstrument.finalAccuracy, of: .batch),
      try Effect("steps_to_accuracy", .ratio, sigmoids) {
        // Where the plain network never comes to the accuracy, it needs all steps at least.
        guard let plain = $0.run(.none), let batch = try $0.run(.batch).flatMap(speed) else { return nil }
        return (try speed(plain) ?? Double(plain.configuration.steps)) / batch
      },
      try .ratio("median_drift", sigmoids, LinearityInstrument.medianDrift, of: .batch),
      try Effect("linearity_without_affine", .value, batches) { try $0.metric(LinearityInstrument.finalLinearity, .batch, where: bare) },
      try Effect("linearity_difference", .value, batches) {
        try $0.metric(LinearityInstrument.finalLinearity, .batch, where: bare)
          - $0.metric(LinearityInstrument.finalLinearity, .batch, where: affine)
      },
      try Effect("affine_test_accuracy", .value, batches) {
        try $0.metric(EvaluationInstrument.finalAccuracy, .batch, where: affine)
          - $0.metric(EvaluationInstrument.finalAccuracy, .batch, where: bare)
      },
    ]
  }

  private static func speed(_ run: StoredRun) throws -> Double? {
    try run.firstStep(EvaluationInstrument.self, \.accuracy, window: 1, reaching: 0.8)
  }

  /// The runs of one variant in one setting, which are one curve.
  private struct Group {
    let title: String
    let setting: String
    let color: String
    let runs: [StoredRun]
    /// Whether γ and β stay as they are.
    var isBare: Bool { setting == "sigmoid, no γ and β" }
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let settings = ["sigmoid", "sigmoid, no γ and β", "relu"]
    var groups = [Group]()
    for setting in settings {
      for (variant, own) in runs.having({ Self.setting($0) == setting }).byVariant {
        groups.append(Group(title: "\(variant.title), \(setting)", setting: setting, color: variant.color, runs: own))
      }
    }
    // Normalizations lie between the layers: the last nonlinearity is not the same layer everywhere.
    func last(_ runs: [StoredRun]) throws -> Int? {
      try runs.compactMap { try $0.record(of: LinearityInstrument.self).entries.map(\.row.layer).max() }.max()
    }
    let percentiles = try groups.prefix(3).map { group in
      let layer = try last(group.runs)
      return ChartFigure.Panel(
        title: "input of one unit: \(group.title)", yRange: -4...4,
        series: try [\LinearityInstrument.Row.p15, \.p50, \.p85].enumerated().map { place, column in
          try ChartSeries(
            group.runs.prefix(1).map(\.self), LinearityInstrument.self, column, title: LinearityInstrument.Row.columnName(column),
            color: Palette.color(place), isDashed: column != \.p50
          ) { $0.layer == layer }
        })
    }
    let linearity = ChartFigure.Panel(
      title: "linearity of the last nonlinearity",
      series: try groups.map { group in
        let layer = try last(group.runs)
        return try ChartSeries(
          group.runs, LinearityInstrument.self, \.linearity, title: group.title, color: group.color, isDashed: group.isBare
        ) {
          $0.layer == layer
        }
      })
    // A colour is a variant's: the settings of one are told apart by panels and dashes.
    func curves<I: Instrument>(
      _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, _ title: String, isSigmoid: Bool
    ) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: "\(title), \(isSigmoid ? "sigmoid" : "ReLU")",
        series: try groups.filter { ($0.setting != "relu") == isSigmoid }.map {
          try ChartSeries($0.runs, instrument, column, title: $0.title, color: $0.color, isDashed: $0.isBare)
        })
    }
    return [
      ChartFigure.make(
        name: "figure-accuracy",
        panels: try [true, false].flatMap {
          [
            try curves(EvaluationInstrument.self, \.accuracy, "test accuracy", isSigmoid: $0),
            try curves(TrainingInstrument.self, \.loss, "training loss", isSigmoid: $0),
          ]
        }),
      ChartFigure.make(name: "figure-percentiles", panels: percentiles, columns: 3),
      ChartFigure.make(name: "figure-linearity", panels: [linearity], columns: 1),
    ]
  }
}
