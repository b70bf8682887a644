import Instruments
import Networks
import Reports
import Runs

/// The runs of the study.
struct SpectrumGrid {
  let options: RunOptions
  /// Images as they are.
  let flat: DatasetConfiguration
  /// Images for convolutions.
  let padded: DatasetConfiguration

  static let variants: [Variant] = [.none, .batch, .l1, .l2, .linf, .layer, .group]
  static let classes = [2, 5, 10]
  /// The early step at which gradients are looked at; the published figure is of an early one.
  static let early = 100

  var configurations: [RunConfiguration] { get throws { perceptrons + convolutional + onClasses + residual } }

  private var isQuick: Bool { options.scale == .quick }

  /// The early look: within the few steps of a quick run, as early a part of it.
  static func early(of steps: Int) -> Int { min(early, steps / 2) }

  private func configuration(
    _ model: Model, _ dataset: DatasetConfiguration, rate: Double, batchSize: Int, steps: Int, measurements: [Measurement]
  ) -> RunConfiguration {
    RunConfiguration(
      model: model, variant: .none, dataset: dataset, initializer: .heNormal, optimizer: .sgd(), learningRate: rate, batchSize: batchSize,
      steps: steps, seed: 0, precision: .float32,
      measurements: [Measurement(TrainingInstrument(), .every(max(1, steps / 200)))] + measurements)
  }

  private var perceptron: Model {
    .mlp(hidden: options.scaled(quick: [16, 16], default: [64, 64], paper: [256, 256]), activation: .relu)
  }

  /// Rows 1 to 3, and the end with running statistics, row 6.
  private var perceptrons: [RunConfiguration] {
    let steps = options.scaled(quick: 40, default: 2000, paper: 30_000)
    let data = MeasuredData(examples: options.scaled(quick: 128, default: 1024, paper: 10_000))
    let looks = Schedule.at([0, Self.early(of: steps), steps / 4, steps])
    let lanczos = options.scaled(quick: 30, default: 80, paper: 90)
    let whole = configuration(
      perceptron, flat, rate: 0.1, batchSize: options.scaled(quick: 32, default: 128, paper: 128), steps: steps,
      measurements: [
        Measurement(EigenspaceInstrument(top: 12, steps: lanczos, data: data), looks),
        Measurement(SpectrumInstrument(probes: 1, steps: lanczos, data: data), looks),
      ])
    var running = whole
    var frozen = data
    frozen.statistics = .running
    running.measurements = [
      whole.measurements[0], Measurement(EigenspaceInstrument(top: 12, steps: lanczos, data: frozen), .at([steps])),
    ]
    let seeds = options.seeds(options.scaled(quick: 2, default: 12, paper: 12))
    return ([whole].varying(\.variant, over: Self.variants) + [running].varying(\.variant, over: [.batch])).varying(\.seed, over: seeds)
  }

  /// Rows 1 to 3 on a narrow VGG, of which there are few seeds: a look takes minutes.
  private var convolutional: [RunConfiguration] {
    let steps = options.scaled(quick: 8, default: 200, paper: 15_000)
    let data = MeasuredData(examples: options.scaled(quick: 32, default: 256, paper: 10_000))
    let lanczos = options.scaled(quick: 16, default: 50, paper: 90)
    let looks = Schedule.at([0, Self.early(of: steps), steps])
    let whole = configuration(
      .vgg(depth: .eleven, width: options.scaled(quick: 0.0625, default: 0.25, paper: 1)), padded, rate: 0.05,
      batchSize: options.scaled(quick: 16, default: 64, paper: 128), steps: steps,
      measurements: [
        Measurement(EigenspaceInstrument(top: 12, steps: lanczos, data: data), looks),
        Measurement(SpectrumInstrument(probes: 1, steps: lanczos, data: data), looks),
      ])
    let seeds = options.seeds(options.scaled(quick: 2, default: 3, paper: 12))
    return [whole].varying(\.variant, over: [.none, .batch]).varying(\.seed, over: seeds)
  }

  /// Row 4.
  private var onClasses: [RunConfiguration] {
    let steps = options.scaled(quick: 40, default: 1000, paper: 10_000)
    let examples = options.scaled(quick: 128, default: 1024, paper: 10_000)
    let seeds = options.seeds(options.scaled(quick: 2, default: 12, paper: 12))
    return Self.classes.flatMap { count in
      [false, true].flatMap { isShuffled in
        [
          configuration(
            perceptron, .classes(of: flat, count: count, examples: examples, isShuffled: isShuffled), rate: 0.1,
            batchSize: options.scaled(quick: 32, default: 128, paper: 128), steps: steps,
            measurements: [
              Measurement(
                EigenspaceInstrument(steps: options.scaled(quick: 40, default: 100, paper: 150), data: MeasuredData(examples: examples)),
                .at([steps]))
            ])
        ].varying(\.seed, over: seeds)
      }
    }
  }

  /// Row 5.
  private var residual: [RunConfiguration] {
    let steps = options.scaled(quick: 6, default: 300, paper: 15_000)
    let depths = options.scaled(quick: [8, 14], default: [8, 14, 20, 32], paper: [20, 32, 38, 56])
    let batchSize = options.scaled(quick: 16, default: 64, paper: 128)
    let data = MeasuredData(examples: options.scaled(quick: 32, default: 128, paper: 1024))
    let looks = Schedule.every(max(1, steps / 3))
    let seeds = options.seeds(options.scaled(quick: 2, default: 6, paper: 6))
    return depths.flatMap { depth in
      [(Variant.batch, true), (.none, true), (.batch, false)].flatMap { variant, hasShortcuts in
        var own = configuration(
          .resnet(
            configuration: ResidualConfiguration(
              depth: depth, width: options.scaled(quick: 0.125, default: 0.25, paper: 1), shortcuts: hasShortcuts)),
          padded, rate: 0.05, batchSize: batchSize, steps: steps,
          measurements: [
            Measurement(TraceInstrument(method: .hutchPlusPlus, products: 30, data: data), looks),
            Measurement(LargestEigenvalueInstrument(steps: 20, tolerance: 0.03, data: data), looks),
            Measurement(GradientCurvatureInstrument(), looks),
          ])
        own.variant = variant
        // From He's weights every block doubles the variance that it hands on, and the network without normalization dies in its first steps.
        if variant == .none { own.weightScale = 0.5 }
        return [own].varying(\.seed, over: seeds)
      }
    }
  }
}
