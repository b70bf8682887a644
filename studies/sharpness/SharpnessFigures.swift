import Instruments
import Networks
import Records
import Reports
import Runs
import Statistics

/// The figures of the study.
enum SharpnessFigures {
  static func make(_ runs: [StoredRun], _ points: [SharpnessPoint]) throws -> [Figure] {
    [gap(points), axes(points), rates(points), try batches(runs.having { !SharpnessGrid.isOfGrid($0) })]
  }

  /// A point a configuration.
  private static func gap(_ points: [SharpnessPoint]) -> Figure {
    ChartFigure.make(
      name: "figure-gap",
      panels: SharpnessMeasure.allCases.map { measure in
        ChartFigure.Panel(
          title: "accuracy gap over \(measure.title)", xLabel: "\(measure.title), \(measure.unit.axisLabel)", yLabel: "accuracy gap, share",
          isLogarithmicX: true,
          isScatter: true,
          series: [Variant.none, .batch].map { variant in
            let own = points.filter { $0.isPlain == (variant == .none) }
            return ChartSeries(
              title: variant.title, color: variant.color, points: zip(own.values(measure), own).map { .init(x: $0, y: $1.gap) })
          })
      })
  }

  /// Rank correlations with the gap along each axis.
  private static func axes(_ points: [SharpnessPoint]) -> Figure {
    // Points of one axis stand beside each other.
    func place(_ axis: Int, _ measure: Int) -> Double { Double(axis) + 0.08 * Double(measure - SharpnessMeasure.allCases.count / 2) }
    return ChartFigure.make(
      name: "figure-axes",
      panels: [
        ChartFigure.Panel(
          title: "rank correlation with the gap", xLabel: "what differs", yLabel: "Kendall's τ", yRange: -1.05...1.05,
          reference: ReferenceLine(0, "no correlation"),
          isScatter: true, categories: SharpnessPoint.Axis.allCases.map { $0 == .normalization ? "norm." : $0.rawValue },
          series: SharpnessMeasure.allCases.enumerated().map { index, measure in
            ChartSeries(
              title: measure.title, color: Palette.color(index),
              points: points.correlations(measure).enumerated().filter { $1.isFinite }.map { .init(x: place($0, index), y: $1) })
          })
      ], namesBeside: true)
  }

  /// Medians over configurations by learning rate.
  private static func rates(_ points: [SharpnessPoint]) -> Figure {
    func panel(_ title: String, _ unit: Unit, _ value: @escaping (SharpnessPoint) -> Double) -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title, xLabel: "learning rate", unit: unit, isLogarithmicX: true,
        series: [Variant.none, .batch].map { variant in
          let own = Dictionary(grouping: points.filter { $0.isPlain == (variant == .none) }) { $0.values[.rate] ?? .nan }
          return ChartSeries(
            title: variant.title, color: variant.color,
            points: own.sorted { $0.key < $1.key }.map { rate, points in
              let values = points.map(value)
              return .init(
                x: rate, y: values.finiteMedian, lower: values.finiteQuantile(0.25), upper: values.finiteQuantile(0.75))
            })
        })
    }
    return ChartFigure.make(
      name: "figure-rates",
      panels: SharpnessMeasure.allCases.map { measure in panel(measure.title, measure.unit) { $0.measures[measure] ?? .nan } }
        + [panel("accuracy gap", .fraction, \.gap)])
  }

  /// Large batches against small ones.
  private static func batches(_ runs: [StoredRun]) throws -> Figure {
    func own(_ arm: SharpnessGrid.Arm) -> [StoredRun] { runs.having { SharpnessGrid.Arm($0) == arm } }
    func bySeed<I: Instrument>(_ metric: Metric<I>, _ title: String) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title, xLabel: "seed", isScatter: true,
        series: try SharpnessGrid.Arm.allCases.enumerated().map { index, arm in
          try ChartSeries(own(arm), x: { Double($0.seed) }, metric, title: arm.rawValue, color: Palette.color(2 * index))
        })
    }
    return ChartFigure.make(
      name: "figure-batches",
      panels: [
        ChartFigure.Panel(
          title: "training loss",
          series: try SharpnessGrid.Arm.allCases.enumerated().map { index, arm in
            try ChartSeries(own(arm), TrainingInstrument.self, \.loss, title: arm.rawValue, color: Palette.color(2 * index)).thinned(
              to: 300)
          }),
        try bySeed(EvaluationInstrument.finalAccuracy, "test accuracy"),
        try bySeed(KeskarSharpnessInstrument.finalSharpness, "Keskar's φ, all parameters"),
        try bySeed(KeskarSharpnessInstrument.finalSubspaceSharpness, "Keskar's φ, random subspace"),
      ])
  }
}

extension SharpnessMeasure {
  /// What it is measured in.
  fileprivate var unit: Unit {
    switch self {
    case .keskar: KeskarSharpnessInstrument.finalSharpness.unit
    case .sam: SharpnessInstrument.finalAscent.unit
    case .asam: SharpnessInstrument.finalAdaptiveAscent.unit
    case .eigenvalue: SphericalSharpnessInstrument.finalEigenvalue.unit
    case .scaled, .weights: SphericalSharpnessInstrument.finalScaled.unit
    case .filter: FilterFlatnessInstrument.finalRise.unit
    case .relative: RelativeFlatnessInstrument.finalFlatness.unit
    }
  }
}
