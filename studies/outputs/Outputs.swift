import ArgumentParser
import Instruments
import Networks
import Records
import Reports
import Runs
import Statistics
import Training

/// What normalizations put out: whether it is normal, and what dropout does to its statistics (Ioffe & Szegedy 2015, section 2; Li, Chen, Hu & Yang 2019).
@main
struct Outputs: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "outputs",
    abstract: "Distances of units' outputs from normal, and dropout in front of batch normalization and behind it.",
    discussion: """
      A perceptron of three hidden layers of 256 on the first 20,000 images of Fashion-MNIST, six epochs. Distances are over the first 10,000 of them. With dropout a \
      network is judged by the moving averages that training left, in which units were dropped, and by population statistics, in which none is: where they \
      differ, dropout has shifted the variance that normalization knows.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "outputs", library: library, setting: Self.setting) { options in
      try Self.grid(
        options, try library.images(scaling: .standardized, side: nil, examples: options.scaled(quick: 600, default: 20_000, paper: 60_000))
      )
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(StatisticsInstrument.populationAccuracy, title: "population statistics", isShare: true),
        SummaryColumn(NormalityInstrument.normalizations, title: "KS, normalizations"),
        SummaryColumn(NormalityInstrument.weights, title: "KS, weights"),
        SummaryColumn(NormalityInstrument.nonlinearities, title: "KS, nonlinearities"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  /// Where dropout stands.
  private enum Place: String, CaseIterable {
    case nowhere, before, after

    var title: String {
      switch self {
      case .nowhere: "no dropout"
      case .before: "dropout behind every layer"
      case .after: "dropout behind the last layer"
      }
    }

    func model(_ width: Int) -> Model {
      let hidden = [width, width, width]
      switch self {
      case .nowhere: return .mlp(hidden: hidden, activation: .relu)
      case .before: return .mlp(hidden: hidden, activation: .relu, dropout: 0.5)
      case .after: return .mlp(hidden: hidden, activation: .relu, dropout: 0.5, dropoutPlace: .last)
      }
    }

    init(_ configuration: RunConfiguration) {
      guard case .mlp(_, _, let dropout, let place) = configuration.model, dropout > 0 else {
        self = .nowhere
        return
      }
      self = place == .last ? .after : .before
    }
  }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ images: DatasetConfiguration) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    let steps = options.scaled(quick: 40, default: 900, paper: 9000)
    let examples = options.scaled(quick: 400, default: 10_000, paper: 10_000)
    let configuration = RunConfiguration(
      model: Place.nowhere.model(quick ? 32 : 256), variant: .none, dataset: images, initializer: .heNormal, optimizer: .sgd(),
      learningRate: 0.1, batchSize: 128, steps: steps, seed: 0, precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, steps / 100))), Measurement(EvaluationInstrument(), .every(max(1, steps / 3))),
        Measurement(NormalityInstrument(), .every(max(1, steps / 5)), examples: examples),
        Measurement(StatisticsInstrument(), .at([steps])),
      ])
    return [configuration].varying(\.model, over: Place.allCases.map { $0.model(quick ? 32 : 256) })
      .varying(\.variant, over: [.none, .batch]).varying(\.seed, over: options.seeds(quick ? 2 : 12))
  }

  static func setting(_ configuration: RunConfiguration) -> String { Place(configuration).title }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    let bare = runs.having { Place($0) == .nowhere }
    let distances = [
      ("normalization", NormalityInstrument.normalizations), ("weight", NormalityInstrument.weights),
      ("nonlinearity", NormalityInstrument.nonlinearities),
    ]
    let shapes =
      try distances.map { name, metric in try Effect.value("\(name)_ks_batch", bare, metric, of: .batch) } + [
        try .value("weight_ks_none", bare, NormalityInstrument.weights, of: .none),
        try .ratio("weight_ks", bare, NormalityInstrument.weights, of: .batch),
        try Effect("weight_ks_hidden", .ratio, bare.having { [.none, .batch].contains($0.variant) }) {
          try hidden($0.run(.batch)) / hidden($0.run(.none))
        },
      ]
    // Moving averages and population statistics differ without any dropout too.
    func cost(_ seed: SeedRuns, _ place: Place) throws -> Double {
      try seed.metric(StatisticsInstrument.populationAccuracy, .batch) { Place($0) == place }
        - seed.metric(EvaluationInstrument.finalAccuracy, .batch) { Place($0) == place }
    }
    let costs = try Place.allCases.map { place in
      try Effect("statistics_cost_\(place.rawValue)", .value, runs.having { Place($0) == place && $0.variant == .batch }) {
        try cost($0, place)
      }
    }
    let ofDropout = try [Place.before, .after].map { place in
      try Effect("dropout_cost_\(place.rawValue)", .value, runs.having { $0.variant == .batch }) {
        try cost($0, place) - cost($0, .nowhere)
      }
    }
    return (shapes + costs + ofDropout).filter { !$0.values.isEmpty }
  }

  /// The median distance over units of hidden layers' outputs at the last step, the mean over layers: the read-out, which is the last, is none.
  private static func hidden(_ run: StoredRun?) throws -> Double {
    guard let run, !run.hasDiverged else { return .nan }
    let rows = try run.record(of: NormalityInstrument.self).entries.filter { $0.step == run.configuration.steps }.map(\.row)
      .filter { $0.kind == NormalityInstrument.Kind.weight.rawValue }
    let last = rows.map(\.number).max() ?? 0
    return rows.filter { $0.number < last }.map(\.median).finiteMean
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    func panel(_ kind: NormalityInstrument.Kind, _ variant: Variant) throws -> ChartFigure.Panel {
      let own = runs.having { Place($0) == .nowhere && $0.variant == variant }
      return ChartFigure.Panel(
        title: "\(variant.title): \(kind == .weight ? "outputs of hidden layers" : "outputs of nonlinearities")",
        yLabel: "KS distance from normal",
        series: try (1...3).map { number in
          try ChartSeries(own, NormalityInstrument.self, \.median, title: "layer \(number)", color: Palette.color(number - 1)) {
            $0.kind == kind.rawValue && $0.number == number
          }
        })
    }
    func accuracy(_ place: Int, _ title: String, _ number: (StoredRun) throws -> Double) throws -> ChartSeries {
      let own = runs.having { $0.variant == .batch }
      return try ChartSeries(
        own, x: { Double(Place.allCases.firstIndex(of: Place($0)) ?? 0) + 0.1 * (Double(place) - 0.5) }, title: title,
        color: Palette.color(2 * place), y: number)
    }
    return [
      ChartFigure.make(
        name: "figure-normality",  // A normalization over the batch moves and scales a unit's outputs, and leaves this distance as it is.
        panels: [try panel(.weight, .none), try panel(.weight, .batch), try panel(.nonlinearity, .none), try panel(.nonlinearity, .batch)],
        sharesScale: true),
      ChartFigure.make(
        name: "figure-dropout",
        panels: [
          ChartFigure.Panel(
            title: "BatchNorm: test accuracy", xLabel: "where dropout stands", unit: .fraction, isScatter: true,
            categories: ["nowhere", "every layer", "last layer"],
            series: [
              try accuracy(0, "moving averages") { try $0.metric(EvaluationInstrument.finalAccuracy) },
              try accuracy(1, "population statistics") { try $0.metric(StatisticsInstrument.populationAccuracy) },
            ])
        ]),
    ]
  }
}
