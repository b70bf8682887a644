import ArgumentParser
import Instruments
import Networks
import Records
import Reports
import Runs
import Training

/// Batch normalization beside what normalizes without a batch, by the size of the batch (Wu & He 2018; Ba, Kiros & Hinton 2016; Zhang & Sennrich 2019).
@main
struct Alternatives: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "alternatives",
    abstract: "Normalization by batch, layer, group and root mean square, in batches of 2 to 128.",
    discussion: """
      A perceptron and a narrow VGG-11 see the first 10,000 images of Fashion-MNIST three times, in batches of 2 to 128, at a rate proportional to the size of the batch \
      (0.1 for 128). The test split is judged with moving averages and with statistics over the whole training data: averages over so few images are a \
      weakness of their own.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "alternatives", library: library, setting: { "\($0.model.name), batch \($0.batchSize)" }) {
      options in
      try Self.grid(options) { side in try library.images(scaling: .standardized, side: side, examples: Self.examples(options)) }
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(StatisticsInstrument.populationAccuracy, title: "population statistics", isShare: true),
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
      ],
      effects: try AlternativesEffects.make(runs), figures: try AlternativesEffects.figures(runs))
  }

  static let variants = [Variant.none, .batch, .layer, .group, .rms]

  private static func examples(_ options: RunOptions) -> Int { options.scaled(quick: 400, default: 10_000, paper: 60_000) }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ images: (_ side: Int?) throws -> DatasetConfiguration) throws -> [RunConfiguration] {
    let (quick, examples) = (options.scale == .quick, examples(options))
    let width = options.scaled(quick: 32, default: 256, paper: 1024)
    let channels = options.scaled(quick: 0.0625, default: 0.25, paper: 1)
    let networks: [(Model, DatasetConfiguration, sizes: [Int])] = [
      (.mlp(hidden: [width, width], activation: .relu), try images(nil), quick ? [2, 32] : [2, 4, 8, 32, 128]),
      (.vgg(depth: .eleven, width: channels), try images(32), quick ? [8, 32] : [2, 8, 32, 128]),
    ]
    let seeds = options.seeds(options.scaled(quick: 2, default: 12, paper: 12))
    return networks.flatMap { model, dataset, sizes in
      sizes.flatMap { size in
        let steps = (quick ? 1 : 3) * examples / size
        let configuration = RunConfiguration(
          model: model, variant: .none, dataset: dataset, initializer: .heNormal, optimizer: .sgd(), learningRate: 0.1 * Double(size) / 128,
          batchSize: size, steps: steps, seed: 0, precision: .float32,
          measurements: [
            Measurement(TrainingInstrument(), .every(max(1, steps / 100))),
            Measurement(EvaluationInstrument(), .every(quick ? steps : max(1, steps / 3))),
            Measurement(StatisticsInstrument(), .at([steps])),
          ])
        return [configuration].varying(\.variant, over: variants).varying(\.seed, over: seeds)
      }
    }
  }
}
