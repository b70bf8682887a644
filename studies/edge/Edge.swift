import ArgumentParser
import Instruments
import Networks
import Records
import Reports
import Runs
import Statistics

/// Where training settles beside the edge of stability, with batch normalization and without, and with which optimizer (Cohen et al. 2021, 2022; Andreyev &
/// Beneventano 2024).
@main
struct Edge: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "edge",
    abstract: "The sharpness over training beside the edge of stability: full batches and small ones, momentum, Adam, batch normalization.",
    discussion: """
      A perceptron of two hidden layers of 64 regresses the classes of the first Fashion-MNIST images (half the mean squared error to their indicators): the first \
      1,000 in one batch, or 2,048 in batches of 16. Batch normalization stands behind the nonlinearities. A run has reached an edge if the curvature \
      came up to it in the first two thirds of the steps, or was at it or above in the middle third; what is said of an edge is of the \
      last thirds of such runs, and how many they are is an effect of its own.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "edge", library: library, setting: Self.setting) { options in
      try Self.grid(options) { try library.images(scaling: .standardized, side: nil, transform: .centered, examples: $0) }
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(LargestEigenvalueInstrument.lateTimesRate, title: "η λ"),
        SummaryColumn(LargestEigenvalueInstrument.latePreconditionedTimesRate, title: "η λ(P⁻¹H)"),
        SummaryColumn(BatchSharpnessInstrument.lateTimesRate, title: "η × batch sharpness"),
        SummaryColumn(LargestEigenvalueInstrument.sharpening, title: "sharpening"),
      ],
      effects: try EdgeEffects.make(runs), figures: try EdgeFigures.make(runs))
  }

  /// Examples of a small batch.
  static let smallBatch = 16

  static func isFullBatch(_ configuration: RunConfiguration) -> Bool { configuration.batchSize != smallBatch }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ images: (_ examples: Int) throws -> DatasetConfiguration) throws -> [RunConfiguration] {
    let width = options.scaled(quick: 16, default: 64, paper: 200)
    let (full, many) = (options.scaled(quick: 128, default: 1000, paper: 5000), options.scaled(quick: 256, default: 2048, paper: 8192))
    let steps = options.scaled(quick: 400, default: 4000, paper: 10_000)
    let smallSteps = options.scaled(quick: 400, default: 20_000, paper: 150_000)
    let seeds = options.seeds(options.scaled(quick: 2, default: 12, paper: 5))
    // Once each: an image set is read to be described.
    let (fullImages, manyImages) = (try images(full), try images(many))
    return EdgeArm.all.flatMap { arm in
      let steps = arm.isFullBatch ? steps : smallSteps
      let eigenvalue = LargestEigenvalueInstrument(
        data: arm.isFullBatch ? nil : MeasuredData(examples: many, batchSize: min(512, many)))
      let configuration = RunConfiguration(
        model: .mlp(hidden: [width, width], activation: arm.activation), variant: arm.variant, loss: .halfMeanSquaredError,
        dataset: arm.isFullBatch ? fullImages : manyImages,
        normalization: arm.variant == .none ? NormalizationSettings() : NormalizationSettings(place: .after), initializer: .glorotUniform,
        weightScale: 0.5,
        optimizer: arm.optimizer, learningRate: arm.rate, batchSize: arm.isFullBatch ? full : smallBatch, steps: steps, seed: 0,
        precision: .float32,
        measurements: [
          Measurement(TrainingInstrument(), .every(max(1, steps / 400))),
          Measurement(eigenvalue, .every(max(1, steps / (arm.isFullBatch ? 50 : 25)))),
        ] + (arm.isFullBatch ? [] : [Measurement(BatchSharpnessInstrument(examples: smallBatch), .every(max(1, steps / 50)))]))
      return [configuration].varying(\.learningRate, over: arm.rates).varying(\.seed, over: seeds)
    }
  }

  static func setting(_ configuration: RunConfiguration) -> String {
    guard let arm = EdgeArm.all.first(where: { $0.has(configuration) }) else { return "rate \(configuration.learningRate)" }
    // Runs with batch normalization are compared with the plain ones of their own setting.
    let title = EdgeArm.descents.contains(arm) ? "\(arm.activation.rawValue), full batch" : arm.title
    return "\(title), rate \(configuration.learningRate)"
  }
}
