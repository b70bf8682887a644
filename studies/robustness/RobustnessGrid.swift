import Instruments
import Networks
import Runs
import Training

/// The runs of the study.
enum RobustnessGrid {
  static let variants = [Variant.none, .batch]

  static func configurations(_ options: RunOptions, _ images: (_ side: Int?) throws -> DatasetConfiguration) throws -> [RunConfiguration] {
    let width = options.scaled(quick: 32, default: 1024, paper: 1024)
    let channels = options.scaled(quick: 0.0625, default: 0.25, paper: 1)
    // Once each: an image set is read to be described.
    let (plain, padded) = (try images(nil), try images(32))
    let seeds = options.seeds(options.scaled(quick: 2, default: 12, paper: 12))
    return RobustnessSetup.all.flatMap { setup in
      let steps = steps(setup, options)
      let every = max(1, steps / (setup.isLong ? 47 : 20))
      let configuration = RunConfiguration(
        model: setup.kind == .mlp
          ? .mlp(hidden: [width, width], activation: setup.activation) : .vgg(depth: .eleven, width: channels),
        variant: .none, dataset: setup.kind == .mlp ? plain : padded, initializer: setup.initializer,
        optimizer: .sgd(momentum: setup.momentum, weightDecay: setup.decay), learningRate: setup.learningRate,
        batchSize: setup.batchSize, steps: steps, seed: 0, precision: .float32,
        measurements: [
          Measurement(TrainingInstrument(), .every(max(1, every / 5))), Measurement(EvaluationInstrument(), .at([steps])),
          Measurement(LineInstrument(steps: [0.5, 1, 2, 4], unit: .learningRate), .every(every)),
        ])
      return [configuration].varying(\.variant, over: variants).varying(\.seed, over: seeds)
    }
  }

  private static func steps(_ setup: RobustnessSetup, _ options: RunOptions) -> Int {
    switch (setup.kind, setup.isLong) {
    case (.mlp, false): options.scaled(quick: 40, default: 400, paper: 469)
    // Ten epochs of the whole set.
    case (.mlp, true): options.scaled(quick: RobustnessSetup.longSteps, default: 4690, paper: 15_000)
    case (.vgg, _): options.scaled(quick: 20, default: 1000, paper: 15_000)
    }
  }
}
