import Instruments
import Landscape
import Networks
import Runs
import Training

/// The runs of the study.
struct PathGrid {
  let options: RunOptions
  let library: DatasetLibrary

  func configurations() throws -> [RunConfiguration] { try starts() + modes() + widths() + trajectories() + partings() }

  private var isQuick: Bool { options.scale == .quick }

  private func seeds(_ count: Int) -> [UInt64] { options.seeds(options.scaled(quick: 2, default: count, paper: count)) }

  private func perceptron(_ steps: Int, _ measurements: [Measurement]) throws -> RunConfiguration {
    RunConfiguration(
      model: .mlp(hidden: isQuick ? [32, 32] : [256, 256], activation: .relu), variant: .none,
      dataset: try library.images(scaling: .standardized, side: nil), initializer: .heNormal, optimizer: .sgd(), learningRate: 0.1,
      batchSize: 128, steps: steps, seed: 0, precision: .float32,
      measurements: [Measurement(TrainingInstrument(), .every(max(1, steps / 50)))] + measurements)
  }

  private var examples: Int { options.scaled(quick: 256, default: 1000, paper: 10_000) }

  /// Lines from the start, and from another seed's, by optimizer and rate.
  private func starts() throws -> [RunConfiguration] {
    let path = PathInstrument(targets: [.start, .fresh], points: 21, examples: examples)
    let plain = try perceptron(options.scaled(quick: 40, default: 1500, paper: 15_000), [Measurement(path, .end)])
    return [Variant.none, .batch].flatMap { variant in
      [(OptimizerConfiguration.sgd(), 0.1), (.adam(), 1e-3), (.adam(), 3e-3)].flatMap { optimizer, rate in
        var own = plain
        (own.variant, own.optimizer, own.learningRate) = (variant, optimizer, rate)
        return [own].varying(\.seed, over: seeds(12))
      }
    }
  }

  /// Lines and fitted curves between the minima of two initial weights, with every kind of statistics.
  private func modes() throws -> [RunConfiguration] {
    let steps = options.scaled(quick: 40, default: 1500, paper: 15_000)
    let path = PathInstrument(
      curves: CurveFamily.allCases, normalizations: SurfaceStatistics.allCases, points: options.scaled(quick: 9, default: 21, paper: 61),
      fittingSteps: steps, examples: examples)
    var own = try perceptron(steps, [Measurement(path, .end)])
    own.partner = Partner(sharedSteps: nil)
    return [own].varying(\.variant, over: [Variant.none, .batch]).varying(\.seed, over: seeds(12))
  }

  /// Steps that two courses of VGG have in common: none, and a tenth.
  static func sharedSteps(of steps: Int) -> [Int] { [0, steps / 10] }

  /// Lines between two courses of VGG that part after some steps.
  private func partings() throws -> [RunConfiguration] {
    let steps = options.scaled(quick: 10, default: 1500, paper: 15_000)
    let path = PathInstrument(
      normalizations: SurfaceStatistics.allCases, points: options.scaled(quick: 5, default: 11, paper: 31), examples: examples)
    var own = try perceptron(steps, [Measurement(path, .end)])
    (own.model, own.variant) = (.vgg(depth: .eleven, width: isQuick ? 0.0625 : 0.25), .batch)
    own.dataset = try library.images(scaling: .standardized, side: 32)
    (own.batchSize, own.learningRate, own.optimizer) = (isQuick ? 16 : 128, 0.1, .sgd())
    return Self.sharedSteps(of: steps).flatMap { shared in
      own.partner = Partner(sharedSteps: shared)
      return [own].varying(\.seed, over: seeds(6))
    }
  }

  /// Batches that widths are compared by: the small ones, and the large ones.
  static func widthBatches(_ options: RunOptions) -> (small: Int, large: Int) { options.scale == .quick ? (32, 128) : (128, 2048) }

  /// Small and large batches for equal epochs, with weight decay and without.
  private func widths() throws -> [RunConfiguration] {
    let flatness = FilterFlatnessInstrument(radius: 0.5, length: 5)
    let epochs = options.scaled(quick: 0.05, default: 10, paper: 100)
    let batches = Self.widthBatches(options)
    var own = try perceptron(0, [])
    own.variant = .batch
    return [batches.small, batches.large].flatMap { batch in
      [0, 5e-4].flatMap { decay in
        let steps = Int(epochs * 60_000 / Double(batch))
        (own.batchSize, own.steps, own.optimizer) = (batch, steps, .sgd(momentum: 0.9, weightDecay: decay))
        own.measurements = [
          Measurement(TrainingInstrument(), .every(max(1, steps / 50))), Measurement(EvaluationInstrument(), .every(steps)),
          Measurement(flatness, .end, examples: examples),
        ]
        return [own].varying(\.seed, over: seeds(12))
      }
    }
  }

  /// Points that a trajectory keeps beside its first.
  static let keptPoints = 100

  /// Small networks whose course is kept.
  private func trajectories() throws -> [RunConfiguration] {
    let steps = isQuick ? Self.keptPoints : 1500
    var own = try perceptron(steps, [])
    own.model = .mlp(hidden: isQuick ? [16] : [64, 64], activation: .relu)
    own.trajectory = .every(steps / Self.keptPoints)
    return [Variant.none, .batch].flatMap { variant in
      [(0.0, 0.1), (0.9, 0.01)].flatMap { momentum, rate in
        (own.variant, own.optimizer, own.learningRate) = (variant, .sgd(momentum: momentum), rate)
        return [own].varying(\.seed, over: seeds(12))
      }
    }
  }
}
