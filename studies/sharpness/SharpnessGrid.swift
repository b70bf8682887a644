import Datasets
import Instruments
import Networks
import Runs
import Training

/// The runs of the study.
enum SharpnessGrid {
  /// What large batches are compared by.
  enum Arm: String, CaseIterable {
    case small = "small batch"
    case equalEpochs = "large batch, equal epochs"
    case equalUpdates = "large batch, equal updates"

    /// The arm of a run; nil for one of the grid.
    init?(_ configuration: RunConfiguration) {
      guard configuration.stopping == nil else { return nil }
      if configuration.variant == .ghost {
        self = .equalUpdates
      } else {
        self = configuration.batchSize < largestSmallBatch ? .small : .equalEpochs
      }
    }
  }

  /// Batches of arms are small below it.
  private static let largestSmallBatch = 64

  static func isOfGrid(_ configuration: RunConfiguration) -> Bool { Arm(configuration) == nil }

  static func decay(_ configuration: RunConfiguration) -> Double {
    if case .sgd(_, let decay) = configuration.optimizer { decay } else { 0 }
  }

  static func width(_ configuration: RunConfiguration) -> Int {
    guard case .mlp(let hidden, _, _, _) = configuration.model else { return 0 }
    return hidden.first ?? 0
  }

  static func setting(_ configuration: RunConfiguration) -> String {
    if let arm = Arm(configuration) { return arm.rawValue }
    return
      "rate \(configuration.learningRate), batch \(configuration.batchSize), decay \(decay(configuration)), width \(width(configuration))"
  }

  /// The grid and the arms.
  static func configurations(
    _ options: RunOptions, dataset: (_ examples: Int) throws -> DatasetConfiguration
  ) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    let examples = options.scaled(quick: 1000, default: 10_000, paper: 50_000)
    let looked = quick ? 200 : 1000
    func measured(subspace: Bool) -> [Measurement] {
      [
        // Training accuracy is the mean over batches before the end: every second one is enough of them.
        Measurement(TrainingInstrument(), .every(2)), Measurement(EvaluationInstrument(), .end),
        Measurement(SharpnessInstrument(), .end, examples: looked),
        Measurement(FilterFlatnessInstrument(), .end, examples: looked),
        Measurement(KeskarSharpnessInstrument(columns: subspace ? 100 : 0), .end, examples: looked),
        Measurement(RelativeFlatnessInstrument(weight: 3), .end, examples: looked),
        Measurement(SphericalSharpnessInstrument(), .end, examples: looked),
      ]
    }
    let grid = RunConfiguration(
      model: .mlp(hidden: [], activation: .relu), variant: .none, dataset: try dataset(examples), initializer: .heNormal,
      optimizer: .sgd(), learningRate: 0.1,
      stopping: StoppingRule(
        loss: options.scaled(quick: 0.4, default: 0.05, paper: 0.01), batches: options.scaled(quick: 20, default: 100, paper: 100)),
      batchSize: 128, steps: options.scaled(quick: 400, default: 20_000, paper: 200_000), seed: 0, precision: .float32,
      measurements: measured(subspace: false))
    let widths = options.scaled(quick: [16, 32], default: [128, 256], paper: [256, 1024])
    let optimizers: [OptimizerConfiguration] = [.sgd(), .sgd(weightDecay: 5e-4)]
    let models: [Model] = widths.map { .mlp(hidden: [$0, $0], activation: .relu) }
    let rates = quick ? [0.1, 0.2] : [0.025, 0.05, 0.1]
    let matched = [grid]
      .varying(\.learningRate, over: rates)
      .varying(\.batchSize, over: quick ? [16, 64] : [32, 128, 512])
      .varying(\.optimizer, over: optimizers)
      .varying(\.model, over: models)
      .varying(\.variant, over: [.none, .batch])
      .varying(\.seed, over: options.seeds(options.scaled(quick: 1, default: 3, paper: 5)))
    let compared = arms(
      grid, width: options.scaled(quick: 16, default: 64, paper: 512), examples: examples,
      epochs: options.scaled(quick: 4, default: 50, paper: 100), measured(subspace: true))
    return matched + compared.varying(\.seed, over: options.seeds(quick ? 1 : 12))
  }

  /// Adam at its authors' rate with small batches, with batches of a tenth of the data over as many epochs (Keskar et al. 2017, section 2.2), and with these over
  /// as many updates, with the small batches' statistics and the rate times the root of the ratio (Hoffer et al. 2017, sections 5 and 6).
  private static func arms(
    _ grid: RunConfiguration, width: Int, examples: Int, epochs: Int, _ measurements: [Measurement]
  ) -> [RunConfiguration] {
    let (small, large) = (min(32, examples / 50), examples / 10)
    var own = grid
    own.stopping = nil
    own.model = .mlp(hidden: [width, width], activation: .relu)
    (own.optimizer, own.learningRate, own.variant) = (.adam(), 1e-3, .batch)
    own.measurements = measurements
    return Arm.allCases.map { arm in
      var configuration = own
      configuration.batchSize = arm == .small ? small : large
      configuration.steps = epochs * (examples / (arm == .equalEpochs ? large : small))
      if arm == .equalUpdates {
        configuration.variant = .ghost
        configuration.normalization.ghostBatch = small
        configuration.learningRate *= (Double(large) / Double(small)).squareRoot()
      }
      return configuration
    }
  }
}
