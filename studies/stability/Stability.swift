import ArgumentParser
import Datasets
import Foundation
import Instruments
import Networks
import Records
import Statistics
import Reports
import Runs
import Training

/// What the plateau of the effective smoothness means: the edge of stability at 2/η, or the saturation at the inverse of the smallest step size (Santurkar
/// et al. 2018, Figure 4c; Cohen et al. 2021; Andreyev & Beneventano 2024); and smoothness free of scale (Dinh et al. 2017; Lyu et al. 2022).
@main
struct Stability: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "stability",
    abstract: "Effective smoothness over learning rates and smallest step sizes, batch sharpness, and smoothness free of scale.",
    discussion: """
      A perceptron on the first 5000 images of Fashion-MNIST for 77 epochs, twice the paper's number: it learns them by heart, as the paper's VGG does. One \
      fine grid of step sizes gives β for every smallest one. At the edge of stability β × rate is 2 whatever the smallest step; where the gradient of the \
      batch is gone after the smallest step, β is that step's inverse, and the slope of ln β over its logarithm is −1.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  /// Step sizes as multiples of the rate; the paper's smallest is ½.
  static let multiples = [1.0 / 16, 1.0 / 8, 1.0 / 4, 1.0 / 2, 1, 2, 4]
  static let smallest = [1.0 / 16, 1.0 / 8, 1.0 / 4, 1.0 / 2, 1]

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "stability", library: library, setting: { "rate \($0.learningRate)" }) {
      try Self.grid($0, library)
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(LineInstrument.smoothnessTimesLearningRate, title: "β × rate"),
        SummaryColumn(GradientCurvatureInstrument.sharpnessTimesLearningRate, title: "batch sharpness × rate"),
        SummaryColumn(GradientCurvatureInstrument.gradientSmoothness, title: "‖Hg‖/‖g‖"),
        SummaryColumn(GradientCurvatureInstrument.scaleFreeSmoothness, title: "times ‖W‖²"),
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ library: DatasetLibrary) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    let rates = quick ? [0.1, 0.4] : [0.05, 0.1, 0.2, 0.4]
    let steps = options.scaled(quick: 60, default: 3000, paper: 15_000)
    let configuration = RunConfiguration(
      model: .mlp(hidden: quick ? [32, 32] : [64, 64], activation: .relu), variant: .none,
      dataset: try library.images(scaling: .standardized, side: nil, examples: options.scaled(quick: 1000, default: 5000, paper: 50_000)),
      initializer: .glorotUniform, optimizer: .sgd(), learningRate: 0.1,
      batchSize: 128, steps: steps, seed: 0, precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, steps / 100))),
        Measurement(EvaluationInstrument(), .every(steps)),
        Measurement(LineInstrument(steps: Self.multiples, unit: .learningRate), .every(max(1, steps / 50))),
        Measurement(GradientCurvatureInstrument(), .every(max(1, steps / 50))),
      ])
    return [configuration].varying(\.learningRate, over: rates).varying(\.variant, over: [.none, .batch])
      .varying(\.seed, over: options.seeds(quick ? 2 : 12))
  }

  /// The median over the second half of training of β × rate, with steps from `smallest` × rate on.
  static func smoothness(_ run: StoredRun, smallest: Double) throws -> Double {
    let (rate, half) = (run.configuration.learningRate, Phase.from(1, of: 2))
    var largest = [Int: Double]()
    for (step, point) in try run.details(of: LineInstrument.self)
    where half.contains(step, of: run.configuration.steps) && point.smoothness.isFinite {
      let factor = run.configuration.rateFactor(at: step)
      guard point.stepSize >= smallest * (rate * factor) * 0.999 else { continue }
      largest[step] = max(largest[step] ?? 0, point.smoothness * factor)
    }
    return rate * Array(largest.values).finiteMedian
  }

  /// The slope of ln β over the logarithm of the smallest step, by least squares.
  static func slope(_ run: StoredRun?) throws -> Double {
    guard let run else { return .nan }
    let points = try smallest.map { (log($0), log(try smoothness(run, smallest: $0))) }
    return LeastSquares.slope(x: points.map(\.0), y: points.map(\.1))
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    let rates = Set(runs.map(\.configuration.learningRate)).sorted()
    var effects = [Effect]()
    for rate in rates {
      let own = runs.having { $0.learningRate == rate }
      effects += [
        try Effect.ratio("smoothness_\(rate)", own, GradientCurvatureInstrument.gradientSmoothness, of: .batch),
        try .ratio("scale_free_\(rate)", own, GradientCurvatureInstrument.scaleFreeSmoothness, of: .batch),
      ]
      for variant in [Variant.none, .batch] {
        effects += [
          try Effect("slope_\(variant.rawValue)_\(rate)", .value, own.having(variant)) { try slope($0.run(variant)) },
          try Effect("beta_\(variant.rawValue)_\(rate)", .value, own.having(variant)) {
            try $0.run(variant).map { try smoothness($0, smallest: 0.5) }
          },
          try .value("sharpness_\(variant.rawValue)_\(rate)", own, GradientCurvatureInstrument.sharpnessTimesLearningRate, of: variant),
        ]
      }
    }
    return effects
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let rates = Set(runs.map(\.configuration.learningRate)).sorted()
    let smoothness = try rates.map { rate in
      ChartFigure.Panel(
        title: "rate \(rate): β × rate over the smallest step", xLabel: "smallest step / rate", unit: .one, isLogarithmicX: true,
        reference: .edgeOfStability,
        series: try runs.having { $0.learningRate == rate }.byVariant.map { variant, runs in
          try ChartSeries(
            title: variant.title, color: variant.color,
            points: smallest.map { size in
              let values = try runs.map { try Self.smoothness($0, smallest: size) }
              return .init(
                x: size, y: values.finiteMedian, lower: values.finiteQuantile(0.25), upper: values.finiteQuantile(0.75))
            })
        })
    }
    func overRates<I: Instrument>(_ metric: Metric<I>, _ title: String, reference: ReferenceLine? = nil) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title, xLabel: "learning rate", isLogarithmicX: true, reference: reference,
        series: try runs.byVariant.map { try ChartSeries($0.runs, x: \.learningRate, metric) })
    }
    return [
      ChartFigure.make(name: "figure-smallest-step", panels: smoothness),
      ChartFigure.make(
        name: "figure-rates",
        panels: [
          try overRates(LineInstrument.smoothnessTimesLearningRate, "β × rate, steps from 1/16 on", reference: .edgeOfStability),
          try overRates(GradientCurvatureInstrument.sharpnessTimesLearningRate, "batch sharpness × rate", reference: .edgeOfStability),
          try overRates(GradientCurvatureInstrument.gradientSmoothness, "‖Hg‖ / ‖g‖"),
          try overRates(GradientCurvatureInstrument.scaleFreeSmoothness, "‖Hg‖ / ‖g‖ × ‖W‖²"),
        ]),
    ]
  }
}
