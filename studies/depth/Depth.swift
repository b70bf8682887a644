import ArgumentParser
import Datasets
import Instruments
import Networks
import Records
import Reports
import Runs
import Training

/// What depth does to gradients, to small changes of the input and to representations, with batch normalization and without (Yang et al. 2019; Ioffe &
/// Szegedy 2015, sections 2 and 3.3).
@main
struct Depth: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "depth",
    abstract: "Gradient norms, sensitivity to the input, effective rank and similarity of representations over depth.",
    discussion: """
      ReLU perceptrons of 100 units, He's initial weights, in float64, at the start and after training. Gradient growth is that of the squared gradient by \
      layer towards the input: Yang et al. predict π/(π − 1) = 1.467 for batch normalization with ReLU at initialization. Similarity is linear CKA of \
      neighbouring layers' inputs.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "depth", library: library, setting: { "\(Self.depth($0)) hidden layers" }) {
      try Self.grid($0, library)
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(RepresentationInstrument.gradientGrowthStart, title: "gradient growth"),
        SummaryColumn(RepresentationInstrument.sensitivityStart, title: "sensitivity"),
        SummaryColumn(RepresentationInstrument.effectiveRankStart, title: "rank at start"),
        SummaryColumn(RepresentationInstrument.effectiveRankEnd, title: "rank at end"),
        SummaryColumn(RepresentationInstrument.similarityStart, title: "CKA at start"),
        SummaryColumn(RepresentationInstrument.similarityEnd, title: "CKA at end"),
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
      ],
      effects: try Set(runs.map { Self.depth($0.configuration) }).sorted().flatMap { depth in
        let own = runs.having { Self.depth($0) == depth }
        return [
          try Effect.value("gradient_growth_\(depth)", own, RepresentationInstrument.gradientGrowthStart, of: .batch),
          try .value("plain_gradient_growth_\(depth)", own, RepresentationInstrument.gradientGrowthStart, of: .none),
          try .ratio("sensitivity_\(depth)", own, RepresentationInstrument.sensitivityStart, of: .batch),
          try .value("batch_sensitivity_\(depth)", own, RepresentationInstrument.sensitivityStart, of: .batch),
          try .ratio("effective_rank_\(depth)", own, RepresentationInstrument.effectiveRankStart, of: .batch),
          try .difference("similarity_start_\(depth)", own, RepresentationInstrument.similarityStart, of: .batch),
          try .difference("similarity_end_\(depth)", own, RepresentationInstrument.similarityEnd, of: .batch),
          try .ratio("loss_\(depth)", own, TrainingInstrument.lateLoss, of: .batch),
        ]
      },
      figures: try Self.figures(runs))
  }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ library: DatasetLibrary) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    // Five epochs, and fifty.
    let steps = options.scaled(quick: 5, default: 2345, paper: 23_450)
    let depths = quick ? [4, 16, 32] : [4, 8, 16, 32]
    let configuration = RunConfiguration(
      model: .mlp(hidden: [100], activation: .relu), variant: .none, dataset: try library.images(scaling: .standardized, side: nil),
      initializer: .heNormal, optimizer: .sgd(), learningRate: 0.01, batchSize: 128, steps: steps, seed: 0, precision: .float64,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, steps / 50))),
        Measurement(EvaluationInstrument(), .every(steps)),
        Measurement(RepresentationInstrument(), .every(steps)),
      ])
    let width = quick ? 16 : 100
    let models = depths.map { Model.mlp(hidden: Array(repeating: width, count: $0), activation: .relu) }
    return [configuration].varying(\.model, over: models).varying(\.variant, over: [.none, .batch])
      .varying(\.seed, over: options.seeds(quick ? 2 : 12))
  }

  static func depth(_ configuration: RunConfiguration) -> Int {
    guard case .mlp(let hidden, _, _, _) = configuration.model else { return 0 }
    return hidden.count
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let deepest = runs.map { depth($0.configuration) }.max() ?? 0
    let own = runs.having { depth($0) == deepest }
    func byLayer(
      _ column: KeyPath<RepresentationInstrument.Row, Double>, _ title: String, range: ClosedRange<Double>? = nil
    ) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title, xLabel: "weight", yRange: range,
        series: try own.byVariant.flatMap { variant, runs in
          try [(0, "start"), (runs.first?.configuration.steps ?? 0, "end")].map { step, name in
            // Files count weights from 0, figures from 1.
            try ChartSeries(
              runs, RepresentationInstrument.self, at: step, x: \.weight, column, title: "\(variant.title), \(name)",
              color: variant.color, isDashed: step > 0
            ).movedRight(by: 1)
          }
        })
    }
    func byDepth<I: Instrument>(_ metric: Metric<I>, _ title: String) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title, xLabel: "hidden layers", isLogarithmicX: true,
        series: try runs.byVariant.map { try ChartSeries($0.runs, x: { Double(depth($0)) }, metric) })
    }
    return [
      ChartFigure.make(
        name: "figure-layers",
        panels: [
          try byLayer(\.gradientNorm, "norm of the weight's gradient, \(deepest) hidden layers"),
          try byLayer(\.growth, "growth of a small change of the input"),
          try byLayer(\.effectiveRank, "effective rank of the layer's inputs"),
          try byLayer(\.similarity, "CKA with the layer before", range: 0...1.02),
        ]),
      ChartFigure.make(
        name: "figure-depth",
        panels: [
          try byDepth(RepresentationInstrument.gradientGrowthStart, "squared gradient's growth by layer, start"),
          try byDepth(RepresentationInstrument.sensitivityStart, "sensitivity, start"),
          try byDepth(RepresentationInstrument.effectiveRankStart, "effective rank of the last layer's inputs, start"),
          try byDepth(TrainingInstrument.lateLoss, "training loss at the end"),
        ]),
    ]
  }
}
