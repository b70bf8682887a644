import ArgumentParser
import Networks
import Records
import Studies

/// L1, L2 and L∞ normalization beside batch normalization and none (Santurkar et al. 2018, section 3.3, Figures 5, 6, 12 and 13).
@main
struct Norms: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "norms",
    abstract: "Compares L1, L2 and L∞ normalization with batch normalization and none: training, landscape, distributions.",
    discussion: """
      Normality is the Jarque–Bera statistic by value, (S² + K²/4)/6 with skewness S and excess kurtosis K, of the last nonlinearity's inputs at the end: 0 \
      for a normal distribution. `--model dln` takes the deep linear network at the paper's own size.
      """)

  @OptionGroup var options: StudyOptions

  func run() throws {
    let study = try options.study(named: "norms", presets: Self.preset)
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn("training_loss_final", title: "final loss"), SummaryColumn("training_loss_late", title: "training loss"),
        SummaryColumn("test_accuracy_final", title: "test accuracy", isShare: true),
        SummaryColumn("loss_band_width", title: "loss band"), SummaryColumn("gradient_band_width", title: "gradient band"),
        SummaryColumn("smoothness_times_learning_rate", title: "β × rate"),
        SummaryColumn("distribution_shift_step", title: "KS by a step"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    let others = [Variant.batch, .l1, .l2, .linf].filter { variant in runs.contains { $0.configuration.variant == variant } }
    var effects = [Effect]()
    for variant in others {
      effects += [
        try Effect.ratio("loss_\(variant.rawValue)", runs, "training_loss_final", of: variant),
        try .ratio("late_loss_\(variant.rawValue)", runs, "training_loss_late", of: variant),
        try .ratio("loss_band_\(variant.rawValue)", runs, "loss_band_width", of: variant),
        try .ratio("gradient_band_\(variant.rawValue)", runs, "gradient_band_width", of: variant),
        try .ratio("distribution_\(variant.rawValue)", runs, "distribution_shift_step", of: variant),
        try Effect("normality_\(variant.rawValue)", .ratio, runs.having { [.none, .batch, variant].contains($0.variant) }) {
          try normality($0.run(variant)) / normality($0.run(.none))
        },
      ]
      if variant != .batch {
        effects.append(
          try .ratio("loss_\(variant.rawValue)_over_batch", runs, "training_loss_final", of: variant, to: .batch))
        effects.append(
          try .ratio("late_loss_\(variant.rawValue)_over_batch", runs, "training_loss_late", of: variant, to: .batch))
      }
    }
    for variant in [.none] + others {
      effects += [
        try .value("final_loss_\(variant.rawValue)", runs, "training_loss_final", of: variant),
        try .value("smoothness_\(variant.rawValue)", runs, "smoothness_times_learning_rate", of: variant),
      ]
    }
    return effects.filter { !$0.values.isEmpty }
  }

  /// The Jarque–Bera statistic by value of the last nonlinearity's inputs at the last step.
  static func normality(_ run: StoredRun?) throws -> Double {
    guard let run, let table = try run.table("activations.csv"), let types = table.texts("type"), let steps = table.numbers("step"),
      let skewness = table.numbers("skewness"), let kurtosis = table.numbers("excess_kurtosis"),
      let last = types.indices.last(where: { types[$0] == "ReLU" && steps[$0] == Double(run.configuration.steps) }), last > 0
    else { return .nan }
    return (skewness[last - 1] * skewness[last - 1] + kurtosis[last - 1] * kurtosis[last - 1] / 4) / 6
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let rate = runs.first?.configuration.learningRate ?? 1
    let isLinear = runs.first?.configuration.model.name == "dln"
    return [
      ChartFigure.make(
        name: "figure-training",
        panels: [try ChartFigure.panel(runs, "training.csv", "loss", title: "training loss")]
          + (isLinear ? [] : [try ChartFigure.panel(runs, "training.csv", "accuracy", title: "training accuracy", yRange: 0...1)])),
      try BandFigure.loss(runs), try BandFigure.gradient(runs),
      try CurveFigure.make(
        name: "figure-smoothness", runs,
        panels: [.init(file: "landscape.csv", column: "effective_smoothness", title: "β × learning rate", factor: rate, reference: 2)]),
      try RidgeFigure.make(name: "figure-activations", runs),
    ]
  }

  /// The paper's own size for `dln` (A.1, A.2.2, Figure 11's step sizes) is also the default: its final losses are what is compared.
  static func preset(_ model: ModelName, _ scale: Scale) -> Preset {
    let quick = scale == .quick
    switch model {
    case .dln:
      return Preset(
        depth: quick ? 8 : 25, learningRate: 1e-6, batchSize: 1000, steps: quick ? 200 : 10_000, instruments: [.line, .activations],
        seeds: quick ? 2 : 12, every: 50, stepSizeMultiples: [0.01, 0.1, 1, 10, 10 * 10.0.squareRoot()], precision: .float64)
    default:
      return Preset(
        hidden: quick ? [32, 32] : [256, 256, 256], width: scale == .paper ? 1 : 0.25, learningRate: 0.1, batchSize: 128,
        steps: [Scale.quick: 60, .default: model == .mlp ? 500 : 300, .paper: 15_000][scale]!,
        instruments: [.line, .activations, .distributionShift], seeds: quick ? 2 : model == .mlp ? 12 : 5,
        every: quick ? 10 : scale == .default ? 20 : 100, stepSizeMultiples: [0.5, 1, 2, 4], precision: .float32)
    }
  }
}
