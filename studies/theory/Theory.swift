import ArgumentParser
import Datasets
import Instruments
import Networks
import Records
import Reports
import Runs
import Training

/// The theorems about batch normalization, held to real points of real training (Santurkar et al. 2018, section 4; Ioffe & Szegedy 2015, sections 3.2
/// and 3.3).
@main
struct Theory: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "theory",
    abstract:
      "Checks Theorems 4.1, 4.2 and 4.4, Observation 4.3, Lemma 4.5, scale invariance and the redundancy of biases along a training run.",
    discussion: """
      A perceptron with two batch normalizations in float64, batches of 64. Errors are the worst over units, layers and probes, relative to the largest \
      unit's value: what is left of them is ε = 1e-12 under the root, and rounding.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "theory", library: library) { try Self.grid($0, library) }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TheoremInstrument.gradientError, title: "4.1 error"),
        SummaryColumn(TheoremInstrument.printedFailures, title: "printed 4.1 fails", isShare: true),
        SummaryColumn(TheoremInstrument.smoothnessError, title: "4.2 error"),
        SummaryColumn(TheoremInstrument.alignedUnits, title: "aligned units", isShare: true),
        SummaryColumn(TheoremInstrument.minimaxRatio, title: "4.4 ratio"),
        SummaryColumn(TheoremInstrument.identityError, title: "4.3 error"),
        SummaryColumn(TheoremInstrument.gradientChange, title: "scale invariance"),
        SummaryColumn(TheoremInstrument.biasGradient, title: "bias gradient"),
      ],
      effects: try TheoremInstrument.metrics.map { try Effect.value($0.name, runs, $0, of: .batch) },
      figures: try Self.figures(runs))
  }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ library: DatasetLibrary) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    let steps = options.scaled(quick: 20, default: 500, paper: 5000)
    let configuration = RunConfiguration(
      model: .mlp(hidden: quick ? [16, 16] : [64, 64], activation: .relu), variant: .batch,
      dataset: try library.images(scaling: .standardized, side: nil), normalization: NormalizationSettings(epsilon: 1e-12),
      initializer: .glorotUniform, optimizer: .sgd(), learningRate: 0.1,
      batchSize: 64, steps: steps, seed: 0, precision: .float64,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, steps / 50))),
        Measurement(EvaluationInstrument(), .every(steps)),
        Measurement(TheoremInstrument(), .every(max(1, steps / 20))),
      ])
    return [configuration].varying(\.seed, over: options.seeds(quick ? 2 : 12))
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let layers = try Set(runs.first?.record(of: TheoremInstrument.self).entries.map(\.row.layer) ?? []).sorted()
    func panel(
      _ column: KeyPath<TheoremInstrument.Row, Double>, _ title: String, yRange: ClosedRange<Double>? = nil, reference: ReferenceLine? = nil
    ) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title, yRange: yRange, reference: reference,
        series: try layers.enumerated().map { index, layer in
          try ChartSeries(
            runs, TheoremInstrument.self, column, title: "normalization \(index + 1)", color: Palette.color(2 * index)
          ) { $0.layer == layer }
        })
    }
    return [
      ChartFigure.make(
        name: "figure-conditions",
        panels: [
          try panel(\.printedFailures, "share of units where Theorem 4.1 as printed fails", yRange: 0...1.05),
          try panel(\.alignedUnits, "share of units with ⟨ŷ, ĝ⟩ ≥ 0", yRange: 0...1.05, reference: ReferenceLine(0.5, "half")),
          try panel(\.minimaxRatio, "Theorem 4.4: gradient over its bound, worst unit", reference: ReferenceLine(1, "the bound")),
          try panel(\.distanceRatio, "Lemma 4.5: ‖W₀ − kW*‖² / ‖W₀ − W*‖²"),
        ])
    ]
  }
}
