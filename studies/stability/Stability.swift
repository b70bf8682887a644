import ArgumentParser
import Datasets
import Foundation
import Networks
import Records
import Studies
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
      """)

  @OptionGroup var options: RunOptions

  /// Step sizes as multiples of the rate; the paper's smallest is ½.
  static let multiples = [1.0 / 16, 1.0 / 8, 1.0 / 4, 1.0 / 2, 1, 2, 4]
  static let smallest = [1.0 / 16, 1.0 / 8, 1.0 / 4, 1.0 / 2, 1]

  func run() throws {
    let library = options.datasets
    let quick = options.scale == .quick
    let rates = quick ? [0.1, 0.4] : [0.05, 0.1, 0.2, 0.4]
    let steps = options.scaled(quick: 60, default: 3000, paper: 15_000)
    let configuration = RunConfiguration(
      model: .mlp(hidden: quick ? [32, 32] : [64, 64], activation: .relu), variant: .none,
      dataset: try library.images(scaling: .standardized, side: nil, examples: options.scaled(quick: 1000, default: 5000, paper: 50_000)),
      initializer: .glorotUniform, optimizer: .sgd(), learningRate: 0.1,
      batchSize: 128, steps: steps, seed: 0, precision: .float32,
      measurements: MeasurementPlan(
        instruments: [.line, .curvature], recordEvery: max(1, steps / 100), evaluateEvery: steps, probeEvery: max(1, steps / 50),
        activationsEvery: steps, stepSizeMultiples: Self.multiples))
    let grid = [configuration].varying(\.learningRate, over: rates).varying(\.variant, over: [.none, .batch])
      .varying(\.seed, over: options.seeds(quick ? 2 : 12))
    let study = try options.study(named: "stability", grid, library: library) { "rate \($0.learningRate)" }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn("smoothness_times_learning_rate", title: "β × rate"),
        SummaryColumn("sharpness_times_learning_rate", title: "batch sharpness × rate"),
        SummaryColumn("gradient_smoothness", title: "‖Hg‖/‖g‖"), SummaryColumn("smoothness_scale_free", title: "times ‖W‖²"),
        SummaryColumn("training_loss_late", title: "training loss"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  /// The median over the second half of training of β × rate, with steps from `smallest` × rate on.
  static func smoothness(_ run: StoredRun, smallest: Double) throws -> Double {
    guard let table = try run.table("line.csv"), let steps = table.numbers("step"), let sizes = table.numbers("step_size"),
      let values = table.numbers("smoothness")
    else { return .nan }
    let (rate, half) = (run.configuration.learningRate, Double(run.configuration.steps) / 2)
    var largest = [Double: Double]()
    for row in steps.indices where steps[row] >= half && sizes[row] >= smallest * rate * 0.999 && values[row].isFinite {
      largest[steps[row]] = max(largest[steps[row]] ?? 0, values[row])
    }
    let sorted = largest.values.sorted()
    return sorted.isEmpty ? .nan : rate * (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
  }

  /// The slope of ln β over the logarithm of the smallest step, by least squares.
  static func slope(_ run: StoredRun?) throws -> Double {
    guard let run else { return .nan }
    let points = try smallest.map { (log($0), log(try smoothness(run, smallest: $0))) }
    let n = Double(points.count)
    let (x, y) = (points.map(\.0).reduce(0, +) / n, points.map(\.1).reduce(0, +) / n)
    return points.map { ($0.0 - x) * ($0.1 - y) }.reduce(0, +) / points.map { ($0.0 - x) * ($0.0 - x) }.reduce(0, +)
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    let rates = Set(runs.map(\.configuration.learningRate)).sorted()
    var effects = [Effect]()
    for rate in rates {
      let own = runs.having { $0.learningRate == rate }
      effects += [
        try Effect.ratio("smoothness_\(rate)", own, "gradient_smoothness", of: .batch),
        try .ratio("scale_free_\(rate)", own, "smoothness_scale_free", of: .batch),
      ]
      for variant in [Variant.none, .batch] {
        effects += [
          try Effect("slope_\(variant.rawValue)_\(rate)", .value, own.having(variant)) { try slope($0.run(variant)) },
          try Effect("beta_\(variant.rawValue)_\(rate)", .value, own.having(variant)) {
            try $0.run(variant).map { try smoothness($0, smallest: 0.5) }
          },
          try .value("sharpness_\(variant.rawValue)_\(rate)", own, "sharpness_times_learning_rate", of: variant),
        ]
      }
    }
    return effects
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let rates = Set(runs.map(\.configuration.learningRate)).sorted()
    let smoothness = try rates.map { rate in
      ChartFigure.Panel(
        title: "rate \(rate): β × rate over the smallest step", xLabel: "smallest step / rate", isLogarithmicX: true, reference: 2,
        series: try runs.having { $0.learningRate == rate }.byVariant.map { variant, runs in
          try ChartSeries(
            title: variant.title, color: variant.color,
            points: smallest.map { size in
              let values = try runs.map { try Self.smoothness($0, smallest: size) }.filter(\.isFinite).sorted()
              guard !values.isEmpty else { return .init(x: size, y: .nan) }
              return .init(
                x: size, y: values[values.count / 2], lower: values[values.count / 4], upper: values[values.count * 3 / 4])
            })
        })
    }
    func overRates(_ metric: String, _ title: String, reference: Double? = nil) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title, xLabel: "learning rate", isLogarithmicX: true, reference: reference,
        series: try runs.byVariant.map { try ChartSeries($0.runs, x: \.learningRate) { $0.metric(metric) } })
    }
    return [
      ChartFigure.make(name: "figure-smallest-step", panels: smoothness),
      ChartFigure.make(
        name: "figure-rates",
        panels: [
          try overRates("smoothness_times_learning_rate", "β × rate, steps from 1/16 on", reference: 2),
          try overRates("sharpness_times_learning_rate", "batch sharpness × rate", reference: 2),
          try overRates("gradient_smoothness", "‖Hg‖ / ‖g‖"), try overRates("smoothness_scale_free", "‖Hg‖ / ‖g‖ × ‖W‖²"),
        ]),
    ]
  }
}
