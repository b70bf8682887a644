import ArgumentParser
import Instruments
import Networks
import Records
import Reports
import Runs

/// What a learning rate and weight decay mean for weights whose size a normalization undoes (van Laarhoven 2017; Zhang et al. 2019; Li & Arora 2020; Li, Lyu & Arora
/// 2020; Wan et al. 2021; Lyu, Li & Arora 2022).
@main
struct ScaleStudy: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale",
    abstract: "Weight decay beside growing rates, the angle of a step, the product of rate and decay, and whose decay counts.",
    discussion: """
      A perceptron of two normalized hidden layers on the first 20,000 images of Fashion-MNIST. At a rate of 0.1 and a decay of 0.005 decay alone \
      shrinks the square of a weight's norm by a factor of e in 1/(2ηλ) = 1,000 steps; runs take 6,000. Decay and growing rate are beside each other with momentum 0.9 for 1,000 steps. In full batches the first \
      1,000 images are learnt for 4,000 steps.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "scale", library: library, setting: Self.setting) { options in
      try ScaleGrid.configurations(options) { try library.images(scaling: .standardized, side: nil, examples: $0) }
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(WeightMotionInstrument.lateAngle, title: "angle of a step"),
        SummaryColumn(WeightMotionInstrument.lateNorm, title: "‖w‖"),
        SummaryColumn(SphericalSharpnessInstrument.finalEigenvalue, title: "λ"),
        SummaryColumn(SphericalSharpnessInstrument.finalSpherical, title: "spherical λ"),
      ],
      effects: try ScaleEffects.make(runs), figures: try ScaleFigures.make(runs))
  }

  static func setting(_ configuration: RunConfiguration) -> String {
    guard let arm = ScaleArm.all.first(where: { $0.has(configuration) }) else { return "rate \(configuration.learningRate)" }
    switch arm.part {
    case .long: return arm.title
    case .theorem: return "theorem, \(arm.title)"
    case .fullBatch: return "full batch, \(arm.title)"
    }
  }
}
