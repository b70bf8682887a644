import ArgumentParser
import Datasets
import Networks
import Records
import Studies
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
      """)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let quick = options.scale == .quick
    let steps = options.scaled(quick: 20, default: 500, paper: 5000)
    let configuration = RunConfiguration(
      model: .mlp(hidden: quick ? [16, 16] : [64, 64], activation: .relu), variant: .batch,
      dataset: try library.images(scaling: .standardized, side: nil), normalization: NormalizationSettings(epsilon: 1e-12),
      initializer: .glorotUniform, optimizer: .sgd(), learningRate: 0.1,
      batchSize: 64, steps: steps, seed: 0, precision: .float64,
      measurements: MeasurementPlan(
        instruments: [.theory], recordEvery: max(1, steps / 50), evaluateEvery: steps, probeEvery: max(1, steps / 20),
        activationsEvery: steps, stepSizeMultiples: []))
    let grid = [configuration].varying(\.seed, over: options.seeds(quick ? 2 : 12))
    let study = try options.study(named: "theory", grid, library: library)
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn("gradient_error", title: "4.1 error"), SummaryColumn("printed_failures", title: "printed 4.1 fails", isShare: true),
        SummaryColumn("smoothness_error", title: "4.2 error"), SummaryColumn("aligned_units", title: "aligned units", isShare: true),
        SummaryColumn("minimax_ratio", title: "4.4 ratio"), SummaryColumn("identity_error", title: "4.3 error"),
        SummaryColumn("gradient_change", title: "scale invariance"), SummaryColumn("bias_gradient", title: "bias gradient"),
      ],
      effects: try [
        "gradient_error", "printed_failures", "smoothness_error", "aligned_units", "convex_units", "minimax_ratio", "identity_error",
        "distance_error", "distance_ratio", "start_alignment", "loss_change", "gradient_change", "radial_share", "bias_gradient",
      ].map { try Effect.value($0, runs, $0, of: .batch) },
      figures: try Self.figures(runs))
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let layers = try Set(runs.first?.table("theory.csv")?.texts("layer") ?? []).sorted()
    let colors = ["#0072B2", "#E69F00", "#009E73"]
    func panel(_ column: String, _ title: String, yRange: ClosedRange<Double>? = nil, reference: Double? = nil) throws -> ChartFigure.Panel
    {
      ChartFigure.Panel(
        title: title, yRange: yRange, reference: reference,
        series: try layers.enumerated().map { index, layer in
          try ChartSeries(
            runs, file: "theory.csv", column: column, title: "normalization \(index + 1)", color: colors[index % colors.count]
          ) { $0["layer"] == layer }
        })
    }
    return [
      ChartFigure.make(
        name: "figure-equalities",
        panels: [
          try panel("gradient_error", "Theorem 4.1 with 1/m: worst relative error"),
          try panel("smoothness_error", "Theorem 4.2: worst relative error"),
          try panel("gradient_change", "scale invariance: change of a ∇L(aW)"),
          try panel("bias_gradient", "gradient of the bias before BN"),
        ]),
      ChartFigure.make(
        name: "figure-conditions",
        panels: [
          try panel("printed_failures", "share of units where Theorem 4.1 as printed fails", yRange: 0...1.05),
          try panel("aligned_units", "share of units with ⟨ŷ, ĝ⟩ ≥ 0", yRange: 0...1.05, reference: 0.5),
          try panel("minimax_ratio", "Theorem 4.4: gradient over its bound, worst unit", reference: 1),
          try panel("distance_ratio", "Lemma 4.5: ‖W₀ − kW*‖² / ‖W₀ − W*‖²"),
        ]),
    ]
  }
}
