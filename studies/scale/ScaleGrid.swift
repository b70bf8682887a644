import Instruments
import Networks
import Runs
import Training

/// The runs of the study.
enum ScaleGrid {
  /// Examples of a small batch.
  static let batch = 128

  static func configurations(
    _ options: RunOptions, _ images: (_ examples: Int) throws -> DatasetConfiguration
  ) throws -> [RunConfiguration] {
    let width = options.scaled(quick: 16, default: 256, paper: 512)
    let many = options.scaled(quick: 1000, default: 20_000, paper: 60_000)
    let few = options.scaled(quick: 200, default: 1000, paper: 5000)
    // Once each: an image set is read to be described.
    let (manyImages, fewImages) = (try images(many), try images(few))
    let seeds = options.seeds(options.scaled(quick: 2, default: 12, paper: 12))
    return ScaleArm.all.flatMap { arm in
      let steps = steps(arm.part, options)
      var configuration = RunConfiguration(
        model: .mlp(hidden: [width, width], activation: .relu), variant: arm.variant,
        dataset: arm.part == .fullBatch ? fewImages : manyImages, initializer: .glorotUniform,
        optimizer: .sgd(momentum: arm.momentum, weightDecay: arm.decay), learningRate: ScaleArm.rate * arm.rateFactor,
        batchSize: arm.part == .fullBatch ? few : batch, steps: steps, seed: 0,
        // In single precision rounding alone would part two runs that are one.
        precision: arm.part == .theorem ? .float64 : .float32,
        measurements: measurements(arm.part, steps, few))
      configuration.selectiveDecay = arm.selective
      return [configuration].varying(\.seed, over: seeds)
    }
  }

  private static func steps(_ part: ScaleArm.Part, _ options: RunOptions) -> Int {
    switch part {
    case .long: options.scaled(quick: 60, default: 6000, paper: 40_000)
    case .theorem: options.scaled(quick: 40, default: 1000, paper: 10_000)
    case .fullBatch: options.scaled(quick: 40, default: 4000, paper: 20_000)
    }
  }

  private static func measurements(_ part: ScaleArm.Part, _ steps: Int, _ few: Int) -> [Measurement] {
    let looks = max(1, steps / 300)
    switch part {
    case .long:
      return [
        Measurement(TrainingInstrument(), .every(looks)), Measurement(EvaluationInstrument(), .every(max(1, steps / 20))),
        Measurement(WeightMotionInstrument(), .every(looks)),
        Measurement(SphericalSharpnessInstrument(weights: false), .at([steps]), examples: few),
      ]
    // Every step's loss: single spikes, and the means of two runs that should be one.
    case .theorem: return [Measurement(TrainingInstrument(), .every(1)), Measurement(WeightMotionInstrument(), .every(looks))]
    case .fullBatch: return [Measurement(TrainingInstrument(), .every(1)), Measurement(WeightMotionInstrument(), .every(looks))]
    }
  }
}
