import ArgumentParser
import Instruments
import Networks
import Records
import Statistics
import Reports
import Runs

/// Internal covariate shift by both definitions, and with the noise that brings it back (Santurkar et al. 2018, Figures 2, 3, 8 and 9; Ioffe & Szegedy
/// 2015, section 2).
@main
struct CovariateShift: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "covariate-shift",
    abstract: "Measures internal covariate shift of gradients and of distributions, with noise after batch normalization and without.",
    discussion: """
      By Definition 2.1 of Santurkar et al. a weight's shift is the change of its gradient when the layers below it take their step; by Ioffe & Szegedy's \
      it is the change of the distribution of its inputs. Both are measured at the same steps on the same batches, for the plain network, batch \
      normalization, batch normalization followed by noise, and, as its control, that noise in the plain network. `--model dln` takes the deep \
      linear network at the paper's two rates.
      """, version: Toolkit.version)

  @OptionGroup var options: StudyOptions

  func run() throws {
    let study = try options.study(
      named: "covariate-shift", presets: Self.preset,
      setting: { configuration in configuration.model.name == "dln" ? "rate \(configuration.learningRate)" : "" },
      vary: { grid in
        guard grid.first?.model.name == "dln" else { return grid }
        return grid.varying(\.learningRate, over: [1e-6, 1e-7])
      })
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(TrainingInstrument.lateAccuracy, title: "training accuracy", isShare: true),
        SummaryColumn(CovariateShiftInstrument.distance, title: "shift ‖G − G′‖"),
        SummaryColumn(CovariateShiftInstrument.cosine, title: "shift cosine"),
        SummaryColumn(CovariateShiftInstrument.relativeDistance, title: "relative shift"),
        SummaryColumn(DistributionShiftInstrument.step, title: "KS by a step"),
        SummaryColumn(DistributionShiftInstrument.start, title: "KS since start"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    try Set(runs.map(\.configuration.learningRate)).sorted(by: >).flatMap { rate in
      let own = runs.having { $0.learningRate == rate }
      let suffix = own.first?.configuration.model.name == "dln" ? "_\(rate)" : ""
      var effects = [
        try Effect.difference("cosine\(suffix)", own, CovariateShiftInstrument.cosine, of: .batch),
        try .ratio("shift_distance\(suffix)", own, CovariateShiftInstrument.distance, of: .batch),
        try .ratio("relative_shift\(suffix)", own, CovariateShiftInstrument.relativeDistance, of: .batch),
        try .value("plain_cosine\(suffix)", own, CovariateShiftInstrument.cosine, of: .none),
        try .value("batch_cosine\(suffix)", own, CovariateShiftInstrument.cosine, of: .batch),
        try .ratio("distribution_step\(suffix)", own, DistributionShiftInstrument.step, of: .batch),
        try .ratio("distribution_start\(suffix)", own, DistributionShiftInstrument.start, of: .batch),
      ]
      if own.contains(where: { $0.configuration.variant == .noisyBatch }) {
        effects += [
          try .ratio("noisy_distribution_step", own, DistributionShiftInstrument.step, of: .noisyBatch),
          try .ratio("noisy_distribution_over_batch", own, DistributionShiftInstrument.step, of: .noisyBatch, to: .batch),
          try .difference("noisy_accuracy", own, TrainingInstrument.lateAccuracy, of: .noisyBatch),
          try .difference("noisy_accuracy_over_batch", own, TrainingInstrument.lateAccuracy, of: .noisyBatch, to: .batch),
          try .difference("plain_accuracy_over_batch", own, TrainingInstrument.lateAccuracy, of: .none, to: .batch),
          try .value("noise_accuracy", own, TrainingInstrument.lateAccuracy, of: .noise),
          try .difference("noise_accuracy_over_plain", own, TrainingInstrument.lateAccuracy, of: .noise),
        ]
      }
      return effects + (try layers(own, suffix))
    }
  }

  /// The weights that the paper shows of the deep linear network (Figure 3b: layers 9 and 17): the median cosine over the last third of training.
  private static func layers(_ runs: [StoredRun], _ suffix: String) throws -> [Effect] {
    guard runs.first?.configuration.model == .dln(depth: 25) else { return [] }
    return try [9, 17].flatMap { layer in
      try [Variant.none, .batch].map { variant in
        try Effect("layer\(layer)_cosine_\(variant.rawValue)\(suffix)", .value, runs.having(variant)) {
          try $0.run(variant).map { try lateCosine($0, layer: layer) }
        }
      }
    }
  }

  private static func lateCosine(_ run: StoredRun, layer: Int) throws -> Double {
    let record = try run.record(of: CovariateShiftInstrument.self)
    // Normalization layers shift the layers' indices, so weights are told by their order.
    let weights = record.entries.map(\.row.parameter).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return record[.from(2, of: 3)].having { $0.parameter == weights[layer - 1] }[\.cosine].finiteMedian
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    try Set(runs.map(\.configuration.learningRate)).sorted(by: >).enumerated().flatMap { index, rate in
      let own = runs.having { $0.learningRate == rate }
      let suffix = index == 0 ? "" : "-\(rate)"
      let isLinear = own.first?.configuration.model.name == "dln"
      return [
        try CovariateShiftFigure.make(name: "figure-covariate-shift\(suffix)", own),
        ChartFigure.make(
          name: "figure-training\(suffix)",
          panels: [try ChartFigure.panel(own, TrainingInstrument.self, \.loss, title: "training loss")]
            + (isLinear ? [] : [try ChartFigure.panel(own, TrainingInstrument.self, \.accuracy, title: "training accuracy")])),
        try DistributionShiftFigure.make(name: "figure-distribution-shift\(suffix)", own),
        try RidgeFigure.make(name: "figure-activations\(suffix)", own),
      ]
    }
  }

  /// Rates, sizes and schedules are the paper's for `dln` (A.1), and VGG's for the perceptron, which it does not have.
  static func preset(_ model: ModelName, _ scale: Scale) -> Preset {
    let quick = scale == .quick
    let probes: [any Instrument] = [CovariateShiftInstrument()]
    let looks: [any Instrument] = [DistributionShiftInstrument(), ActivationInstrument()]
    switch model {
    case .dln:
      return Preset(
        depth: quick ? 8 : 25, learningRate: 1e-6, batchSize: 1000, steps: [Scale.quick: 100, .default: 4000, .paper: 10_000][scale]!,
        variants: [.none, .batch], probes: probes, looks: looks, seeds: quick ? 2 : 12, every: quick ? 20 : 50, precision: .float64)
    default:
      let isPerceptron = model == .mlp
      return Preset(
        hidden: quick ? [32, 32] : [256, 256, 256, 256], width: [Scale.quick: 0.0625, .default: 0.25, .paper: 1][scale]!,
        learningRate: 0.1, batchSize: quick && !isPerceptron ? 32 : 128,
        // Ten epochs of a perceptron, and six of a convolutional network.
        steps: [Scale.quick: isPerceptron ? 60 : 20, .default: isPerceptron ? 4690 : 3000, .paper: 15_000][scale]!,
        variants: [.none, .batch, .noisyBatch, .noise], probes: probes, looks: looks, seeds: quick ? 2 : 12,
        every: quick ? 10 : 100, precision: .float32)
    }
  }
}
