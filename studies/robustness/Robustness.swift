import ArgumentParser
import Instruments
import Networks
import Records
import Reports
import Runs

/// Whether what `landscape` finds along the gradient hangs on how training was set up (Santurkar et al. 2018, Figures 1 and 4).
@main
struct Robustness: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "robustness",
    abstract:
      "The bands along the gradient, BatchNorm over plain, in fourteen set-ups: rates, batches, decay, momentum, initial weights, tanh, ten epochs.",
    discussion: """
      A perceptron (784-1024-1024-10) for 400 steps and VGG-11 at a quarter of its width for 1000, on Fashion-MNIST at a rate of 0.1 in batches of 128 from Glorot's initial \
      weights: and the same with one thing changed at a time (with momentum the rate too). Every plain run has a run with BatchNorm beside it, of the same seed. Steps along the gradient are half, one, two \
      and four times the set-up's own learning rate.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "robustness", library: library, setting: Self.setting) { options in
      try RobustnessGrid.configurations(options) { side in try library.images(scaling: .standardized, side: side) }
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(LineInstrument.lossBandWidth, title: "loss band"),
        SummaryColumn(LineInstrument.gradientBandWidth, title: "gradient band"),
        SummaryColumn(LineInstrument.smoothnessTimesLearningRate, title: "β × rate"),
      ],
      effects: try RobustnessEffects.make(runs), figures: try RobustnessEffects.figures(runs))
  }

  static func setting(_ configuration: RunConfiguration) -> String {
    RobustnessSetup.of(configuration).map { "\($0.kind.title), \($0.title)" } ?? "rate \(configuration.learningRate)"
  }
}
