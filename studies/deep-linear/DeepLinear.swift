import ArgumentParser
import Instruments
import Networks
import Records
import Reports
import Runs
import Training

/// Where the losses that Santurkar et al. (2018, Figure 5b) print of their deep linear network lie among draws of ours, in set-ups that they may have had.
@main
struct DeepLinear: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "deep-linear",
    abstract: "The deep linear network's losses beside the published ones, in eight set-ups that the paper leaves open.",
    discussion: """
      25 layers of 10 × 10, 1000 Gaussian examples in one batch, plain descent at 1e-6 for 10 000 steps from Glorot's uniform weights, in float64: and the \
      same with one thing changed at a time. What is compared is the loss after 100 steps and at the end, and how many singular modes of the data's map are not \
      learnt. L2 normalization is left out: it comes to the numbers of batch normalization.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  static let variants = [Variant.none, .batch, .l1, .linf]

  func run() throws {
    let study = try options.study(named: "deep-linear", library: options.datasets, setting: Self.setting, grid: Self.grid)
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TrainingInstrument.finalLoss, title: "final loss")
      ],
      effects: try DeepLinearEffects.make(runs), figures: try DeepLinearEffects.figures(runs))
  }

  static func setting(_ configuration: RunConfiguration) -> String { DeepLinearSetup.of(configuration)?.title ?? "" }

  /// The runs of the study.
  static func grid(_ options: RunOptions) -> [RunConfiguration] {
    let quick = options.scale == .quick
    let steps = options.scaled(quick: 200, default: 10_000, paper: 10_000)
    return DeepLinearSetup.all.flatMap { setup in
      var normalization = NormalizationSettings()
      normalization.affine = setup.affine
      return [
        RunConfiguration(
          model: .dln(depth: quick ? 8 : 25, addition: setup.addition), variant: .none,
          dataset: .gaussianRegression(examples: 1000, features: 10, inputDeviation: setup.inputDeviation), normalization: normalization,
          initializer: setup.initializer, optimizer: .sgd(momentum: setup.momentum), learningRate: setup.learningRate, batchSize: 1000,
          steps: steps, seed: 0, precision: .float64, measurements: [Measurement(TrainingInstrument(), .every(100))])
      ].varying(\.variant, over: variants.filter { $0 != .none || !setup.isOfNormalization })
        .varying(\.seed, over: options.seeds(quick ? 2 : 12))
    }
  }
}
