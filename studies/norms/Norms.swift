import ArgumentParser
import Instruments
import Networks
import Records
import Reports
import Runs

/// L1, L2 and L∞ normalization beside batch normalization and none (Santurkar et al. 2018, section 3.3, Figures 5, 6, 12 and 13).
@main
struct Norms: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "norms",
    abstract: "Compares L1, L2 and L∞ normalization with batch normalization and none: training, landscape, distributions.",
    discussion: """
      Normality is the Jarque–Bera statistic by value, (S² + K²/4)/6 with skewness S and excess kurtosis K, of the last nonlinearity's inputs at the end: 0 \
      for a normal distribution. `--model dln` takes the deep linear network at the paper's own size.
      """, version: Toolkit.version)

  @OptionGroup var options: StudyOptions

  func run() throws {
    let study = try options.study(named: "norms", presets: Self.preset)
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TrainingInstrument.finalLoss, title: "final loss"),
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(LineInstrument.lossBandWidth, title: "loss band"),
        SummaryColumn(LineInstrument.gradientBandWidth, title: "gradient band"),
        SummaryColumn(LineInstrument.smoothnessTimesLearningRate, title: "β × rate"),
        SummaryColumn(DistributionShiftInstrument.step, title: "KS by a step"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    let others = [Variant.batch, .l1, .l2, .linf].filter { variant in runs.contains { $0.configuration.variant == variant } }
    var effects = [Effect]()
    for variant in others {
      effects += [
        try Effect.ratio("loss_\(variant.rawValue)", runs, TrainingInstrument.finalLoss, of: variant),
        try .ratio("late_loss_\(variant.rawValue)", runs, TrainingInstrument.lateLoss, of: variant),
        try .ratio("loss_band_\(variant.rawValue)", runs, LineInstrument.lossBandWidth, of: variant),
        try .ratio("gradient_band_\(variant.rawValue)", runs, LineInstrument.gradientBandWidth, of: variant),
        try Effect("normality_\(variant.rawValue)", .ratio, runs.having { [.none, .batch, variant].contains($0.variant) }) {
          try normality($0.run(variant)) / normality($0.run(.none))
        },
      ]
      if runs.allSatisfy({ $0.configuration.measures(DistributionShiftInstrument.self) }) {
        effects.append(try .ratio("distribution_\(variant.rawValue)", runs, DistributionShiftInstrument.step, of: variant))
      }
      if variant != .batch {
        effects.append(
          try .ratio("loss_\(variant.rawValue)_over_batch", runs, TrainingInstrument.finalLoss, of: variant, to: .batch))
        effects.append(
          try .ratio("late_loss_\(variant.rawValue)_over_batch", runs, TrainingInstrument.lateLoss, of: variant, to: .batch))
      }
    }
    for variant in [.none] + others {
      effects += [
        try .value("final_loss_\(variant.rawValue)", runs, TrainingInstrument.finalLoss, of: variant),
        try .value("smoothness_\(variant.rawValue)", runs, LineInstrument.smoothnessTimesLearningRate, of: variant),
      ]
      if runs.first?.configuration.model.name == "dln" {
        effects.append(
          try Effect("unlearnt_modes_\(variant.rawValue)", .value, runs.having(variant)) { seed in
            try seed.run(variant).flatMap { try $0.unlearntModes().map(Double.init) }
          })
      }
    }
    return effects.filter { !$0.values.isEmpty }
  }

  /// Every draw's last losses beside the floors of its data.
  private static func floorFigure(_ runs: [StoredRun]) throws -> Figure {
    let seeds = Set(runs.map(\.configuration.seed)).sorted()
    let floors = try seeds.enumerated().map { place, seed in
      (Double(place), try runs.first { $0.configuration.seed == seed }?.rankFloors()?.losses ?? [])
    }
    let variants = runs.byVariant
    let series = try variants.enumerated().map { index, group in
      ChartSeries(
        title: group.variant.title, color: group.variant.color, unit: .loss,
        points: try group.runs.map { run in
          let place = Double(seeds.firstIndex(of: run.configuration.seed) ?? 0) + 0.12 * (Double(index) - Double(variants.count - 1) / 2)
          return .init(x: place, y: try run.metric(TrainingInstrument.finalLoss))
        }.filter(\.y.isFinite))
    }
    let levels = ChartSeries(
      title: "floors", color: "#BBBBBB", unit: .loss,
      points: floors.flatMap { place, losses in losses.dropFirst().map { .init(x: place, y: $0) } })
    return ChartFigure.make(
      name: "figure-floors",
      panels: [
        ChartFigure.Panel(
          title: "last losses, and floors of rank 9 (lowest), 8, …", xLabel: "draw", isScatter: true,
          categories: seeds.map { "\($0)" }, series: [levels] + series)
      ], namesBeside: true)
  }

  /// The Jarque–Bera statistic by value of the last nonlinearity's inputs at the last step.
  static func normality(_ run: StoredRun?) throws -> Double {
    guard let run, !run.hasDiverged else { return .nan }
    let entries = try run.record(of: ActivationInstrument.self).entries
    guard let last = entries.lastIndex(where: { $0.row.type == "ReLU" && $0.step == run.configuration.steps }), last > 0 else {
      return .nan
    }
    let (skewness, kurtosis) = (entries[last - 1].row.skewness, entries[last - 1].row.excessKurtosis)
    return (skewness * skewness + kurtosis * kurtosis / 4) / 6
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let isLinear = runs.first?.configuration.model.name == "dln"
    return [
      ChartFigure.make(
        name: "figure-training",
        panels: [try ChartFigure.panel(runs, TrainingInstrument.self, \.loss, title: "training loss")]
          + (isLinear ? [] : [try ChartFigure.panel(runs, TrainingInstrument.self, \.accuracy, title: "training accuracy", yRange: 0...1)])),
      try BandFigure.loss(runs), try BandFigure.gradient(runs),
      try SmoothnessFigure.make(runs),
      try RidgeFigure.make(name: "figure-activations", runs),
    ] + (isLinear ? [try floorFigure(runs)] : [])
  }

  /// The paper's own size for `dln` (A.1, A.2.2, Figure 11's step sizes) is also the default: its final losses are what is compared.
  static func preset(_ model: ModelName, _ scale: Scale) -> Preset {
    let quick = scale == .quick
    switch model {
    case .dln:
      return Preset(
        depth: quick ? 8 : 25, learningRate: 1e-6, batchSize: 1000, steps: quick ? 200 : 10_000,
        probes: [LineInstrument(steps: [0.01, 0.1, 1, 10, 10 * 10.0.squareRoot()], unit: .learningRate)], looks: [ActivationInstrument()],
        seeds: quick ? 2 : 12, every: 50, precision: .float64)
    default:
      return Preset(
        hidden: quick ? [32, 32] : [256, 256, 256], width: scale == .paper ? 1 : 0.25, learningRate: 0.1, batchSize: 128,
        // Ten epochs of a perceptron, and six of a convolutional network.
        steps: [Scale.quick: 60, .default: model == .mlp ? 4690 : 3000, .paper: 15_000][scale]!,
        probes: [LineInstrument(steps: [0.5, 1, 2, 4], unit: .learningRate)],
        looks: [ActivationInstrument(), DistributionShiftInstrument()],
        seeds: quick ? 2 : 12, every: quick ? 10 : 100, precision: .float32)
    }
  }
}
