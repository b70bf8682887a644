import ArgumentParser
import Datasets
import Instruments
import Networks
import Records
import Reports
import Runs
import Training

/// How large a learning rate may be, and how large the initial weights, with batch normalization and without (Ioffe & Szegedy 2015, sections 3.3 and
/// 4.2; Santurkar et al. 2018, Figure 1; Bjorck et al. 2018).
@main
struct LearningRates: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "learning-rates",
    abstract: "Trains with and without batch normalization over learning rates, initial scales, momenta and sizes of batches.",
    discussion: """
      A perceptron of five hidden layers on Fashion-MNIST, plain descent. A rate trains where the accuracy on training batches over the last tenth of the \
      steps is 0.7 or more; speed is the first step at which the mean accuracy of ten rows comes to 0.8. Scales multiply all initial weights, at a rate of 1/8; \
      momenta and sizes of batches are varied at that rate too. A warm-up raises the rate linearly over the first quarter of the steps.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  /// An accuracy by which a network counts as trained, and one by which its speed is told.
  static let (trained, fast) = (0.7, 0.8)
  static let middleRate = 0.125
  static let middleBatch = 128

  func run() throws {
    let library = options.datasets
    let study = try options.study(
      named: "learning-rates", library: library,
      setting: { Knob(of: $0).setting($0) }
    ) { try Self.grid($0, library) }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(TrainingInstrument.lateAccuracy, title: "training accuracy", isShare: true),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  /// What a run differs in from the middle of the grid, which has a rate of 1/8, no momentum and batches of 128.
  enum Knob {
    case rate, warmUp, scale, momentum, batch

    init(of configuration: RunConfiguration) {
      self =
        switch configuration {
        case let own where own.rateSchedule != nil: .warmUp
        case let own where own.weightScale != 1: .scale
        case let own where own.optimizer.momentum > 0: .momentum
        case let own where own.batchSize != middleBatch: .batch
        default: .rate
        }
    }

    func setting(_ configuration: RunConfiguration) -> String {
      switch self {
      case .rate: "rate \(configuration.learningRate)"
      case .warmUp: "rate \(configuration.learningRate), warm-up"
      case .scale: "scale \(configuration.weightScale)"
      case .momentum: "momentum \(configuration.optimizer.momentum)"
      case .batch: "batches of \(configuration.batchSize)"
      }
    }
  }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ library: DatasetLibrary) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    // Octaves, and quarters of one where networks of either kind cease to train.
    let octaves: [Double] = (-10...6).map { Double(sign: .plus, exponent: $0, significand: 1) }
    let rates: [Double] = quick ? [0.0625, 0.125, 1, 16] : (octaves + [0.595, 0.707, 0.841, 4.76, 5.66, 6.73]).sorted()
    let warm = rates.filter { $0 >= 0.0625 }
    let scales: [Double] = quick ? [0.25, 4] : [0.0625, 0.125, 0.25, 0.5, 2, 4, 8]
    let steps = options.scaled(quick: 60, default: 400, paper: 15_000)
    let configuration = RunConfiguration(
      model: .mlp(hidden: quick ? [32, 32] : Array(repeating: 100, count: 5), activation: .relu), variant: .none,
      dataset: try library.images(scaling: .standardized, side: nil), initializer: .glorotUniform, optimizer: .sgd(),
      learningRate: Self.middleRate, batchSize: middleBatch, steps: steps, seed: 0, precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, steps / 200))),
        Measurement(EvaluationInstrument(), .every(max(1, steps / 5))),
      ])
    var warming = configuration
    warming.rateSchedule = RateSchedule(.constant, warmUp: max(1, steps / 4))
    return
      ([configuration].varying(\.learningRate, over: rates) + [warming].varying(\.learningRate, over: warm)
      + [configuration].varying(\.weightScale, over: scales)
      + [configuration].varying(\.optimizer, over: (quick ? [0.9] : [0.5, 0.9, 0.99]).map { .sgd(momentum: $0) })
      + [configuration].varying(\.batchSize, over: quick ? [16] : [8, 32, 512]))
      .varying(\.variant, over: [.none, .batch]).varying(\.seed, over: options.seeds(quick ? 2 : 12))
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    let rates = runs.having { Knob(of: $0) == .rate }
    func largest(_ seed: SeedRuns, _ variant: Variant) throws -> Double {
      try seed.runs.having(variant).filter { try $0.metric(TrainingInstrument.lateAccuracy) >= trained }
        .map(\.configuration.learningRate).max() ?? .nan
    }
    // Each network's best rate, and the plain network's for both.
    let best = try Dictionary(uniqueKeysWithValues: rates.byVariant.map { ($0.variant, try $0.runs.bestRate(to: speed)) })
    func steps(_ seed: SeedRuns, _ variant: Variant, at rate: Double??) throws -> Double {
      guard let rate = rate ?? nil, let run = seed.run(variant, where: { $0.learningRate == rate }) else { return .nan }
      return try speed(run) ?? .nan
    }
    func spread(_ seed: SeedRuns, _ variant: Variant) throws -> Double {
      // A run that diverged has learnt nothing: it guesses one of ten classes.
      let accuracies = try seed.runs.having(variant).map { $0.hasDiverged ? 0.1 : try $0.metric(TrainingInstrument.lateAccuracy) }
      return (accuracies.max() ?? .nan) - (accuracies.min() ?? .nan)
    }
    let warm = runs.having { Knob(of: $0) == .warmUp }
    let spreads = try [(Knob.scale, "scales"), (.momentum, "momenta"), (.batch, "batches")].map { knob, name in
      try Effect("accuracy_spread_over_\(name)", .value, around(knob, runs)) { try spread($0, .none) - spread($0, .batch) }
    }
    return [
      try Effect("largest_rate", .ratio, rates) { try largest($0, .batch) / largest($0, .none) },
      try Effect("largest_rate_warm_up", .ratio, warm) { try largest($0, .batch) / largest($0, .none) },
      try Effect("steps_to_accuracy", .ratio, rates) { try steps($0, .none, at: best[.none]) / steps($0, .batch, at: best[.batch]) },
    ] + spreads
  }

  /// The runs that one knob tells apart, the middle of the grid among them.
  private static func around(_ knob: Knob, _ runs: [StoredRun]) -> [StoredRun] {
    runs.having { Knob(of: $0) == knob || (Knob(of: $0) == .rate && $0.learningRate == middleRate) }
  }

  static func speed(_ run: StoredRun) throws -> Double? {
    try run.firstStep(TrainingInstrument.self, \.accuracy, window: 10, reaching: fast).map { max(1, $0) }
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let rates = runs.having { Knob(of: $0) == .rate }
    let scales = around(.scale, runs)
    func panel(
      _ runs: [StoredRun], _ title: String, _ unit: Unit, _ xLabel: String, range: ClosedRange<Double>? = nil,
      _ x: (RunConfiguration) -> Double,
      _ y: (StoredRun) throws -> Double
    ) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title, xLabel: xLabel, unit: unit, isLogarithmicX: true, yRange: range,
        series: try runs.byVariant.map { try ChartSeries($0.runs, x: x) { try y($0) } })
    }
    let shown = Set(rates.map(\.configuration.learningRate)).sorted().filter { $0 == middleRate || $0 == 1 }
    func curves<I: Instrument>(_ title: String, _ instrument: I.Type, _ column: KeyPath<I.Row, Double>) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title, yRange: 0...1,
        series: try shown.enumerated().flatMap { index, rate in
          try rates.having { $0.learningRate == rate }.byVariant.map { variant, runs in
            try ChartSeries(runs, instrument, column, title: "\(variant.title), \(rate)", isDashed: index > 0)
          }
        })
    }
    return [
      ChartFigure.make(
        name: "figure-rates",
        panels: [
          try panel(rates, "training accuracy at the end", .fraction, "learning rate", range: 0...1, \.learningRate) {
            try $0.metric(TrainingInstrument.lateAccuracy)
          },
          try panel(rates, "test accuracy", .fraction, "learning rate", range: 0...1, \.learningRate) {
            try $0.metric(EvaluationInstrument.finalAccuracy)
          },
          try panel(rates, "steps to a training accuracy of \(fast)", .steps, "learning rate", \.learningRate) { try speed($0) ?? .nan },
        ], columns: 3),
      ChartFigure.make(
        name: "figure-curves",
        panels: [
          try curves("training accuracy", TrainingInstrument.self, \.accuracy),
          try curves("test accuracy", EvaluationInstrument.self, \.accuracy),
        ]),
      ChartFigure.make(
        name: "figure-scales",
        panels: [
          try panel(scales, "training accuracy at the end", .fraction, "factor on the initial weights", range: 0...1, \.weightScale) {
            try $0.metric(TrainingInstrument.lateAccuracy)
          },
          try panel(scales, "test accuracy", .fraction, "factor on the initial weights", range: 0...1, \.weightScale) {
            try $0.metric(EvaluationInstrument.finalAccuracy)
          },
        ]),
      ChartFigure.make(
        name: "figure-knobs",
        panels: [
          try panel(
            around(.batch, runs), "training accuracy by size of batches", .fraction, "examples in a batch", range: 0...1,
            { Double($0.batchSize) }
          ) {
            try $0.metric(TrainingInstrument.lateAccuracy)
          },
          // 1 − μ, whose inverse is how many steps' gradients a step is made of.
          try panel(
            around(.momentum, runs), "training accuracy by momentum", .fraction, "1 − momentum", range: 0...1, { 1 - $0.optimizer.momentum }
          ) {
            try $0.metric(TrainingInstrument.lateAccuracy)
          },
          try panel(
            runs.having { Knob(of: $0) == .warmUp }, "training accuracy by rate, behind a warm-up", .fraction, "learning rate",
            range: 0...1, \.learningRate
          ) {
            try $0.metric(TrainingInstrument.lateAccuracy)
          },
        ], columns: 3),
    ]
  }
}
