import Instruments
import Records
import Reports
import Runs
import Statistics

/// The figures of the study.
enum EdgeFigures {
  /// A rate has one colour in all panels.
  private static let rates = Set(EdgeArm.all.flatMap(\.rates)).sorted(by: >)
  private static func color(_ rate: Double) -> String { Palette.color(rates.firstIndex(of: rate) ?? 0) }

  static func make(_ runs: [StoredRun]) throws -> [Figure] {
    [
      ChartFigure.make(
        name: "figure-edge",
        panels: try EdgeArm.descents.map { arm in
          panel(
            arm.title, "η λ / 2", yRange: aroundEdge, reference: ReferenceLine(1, "edge of stability"),
            try rates(arm, runs, LargestEigenvalueInstrument.self) { $0.largest * $1 / 2 })
        }),
      ChartFigure.make(
        name: "figure-sharpness",
        panels: try EdgeArm.descents.map { arm in
          panel(arm.title, "largest eigenvalue λ", try rates(arm, runs, LargestEigenvalueInstrument.self) { row, _ in row.largest })
        }),
      ChartFigure.make(
        name: "figure-loss",
        panels: try EdgeArm.descents.map { arm in
          panel(arm.title, "training loss", try rates(arm, runs, TrainingInstrument.self) { row, _ in row.loss })
        }),
      ChartFigure.make(
        name: "figure-small-batches",
        panels: [
          panel(
            "\(EdgeArm.small.title): batch sharpness", "η × batch sharpness / 2", reference: ReferenceLine(1, "2/η"),
            try rates(EdgeArm.small, runs, BatchSharpnessInstrument.self) { $0.sharpness * $1 / 2 }),
          panel(
            "\(EdgeArm.small.title): λ", "η λ / 2", reference: ReferenceLine(1, "2/η"),
            try rates(EdgeArm.small, runs, LargestEigenvalueInstrument.self) { $0.largest * $1 / 2 }),
          panel(
            EdgeArm.smallMomentum.title, "η × curvature / 2", reference: ReferenceLine(1 - EdgeArm.momentum, "2(1 − β)/η"),
            try rates(EdgeArm.smallMomentum, runs, BatchSharpnessInstrument.self, "batch sharpness, ") { $0.sharpness * $1 / 2 }
              + rates(EdgeArm.smallMomentum, runs, LargestEigenvalueInstrument.self, "λ, ", isDashed: true) { $0.largest * $1 / 2 }),
        ], columns: 3),
      ChartFigure.make(
        name: "figure-optimizers",
        panels: [
          panel(
            EdgeArm.largeMomentum.title, "η λ / 2", reference: ReferenceLine(1 + EdgeArm.momentum, "edge, 2(1 + β)/η"),
            try rates(EdgeArm.largeMomentum, runs, LargestEigenvalueInstrument.self) { $0.largest * $1 / 2 }),
          panel(
            EdgeArm.adam.title, "η × curvature / edge", reference: ReferenceLine(1, "edge"),
            try rates(EdgeArm.adam, runs, LargestEigenvalueInstrument.self, "λ(P⁻¹H), edge 38, ") {
              $0.preconditioned * $1 / EdgeArm.adamEdge
            } + rates(EdgeArm.adam, runs, LargestEigenvalueInstrument.self, "λ(H), edge 2, ", isDashed: true) { $0.largest * $1 / 2 }),
        ]),
    ]
  }

  /// ηλ/2 as it is drawn: normalized networks begin far above it, and would leave no room to see where they stay.
  private static let aroundEdge = 0...1.5

  private static func panel(
    _ title: String, _ yLabel: String, yRange: ClosedRange<Double>? = nil, reference: ReferenceLine? = nil, _ series: [ChartSeries]
  ) -> ChartFigure.Panel {
    ChartFigure.Panel(title: title, yLabel: yLabel, yRange: yRange, reference: reference, series: series)
  }

  /// A curve a rate: the median over seeds of a number of a row and the rate, with the quartiles as its band.
  private static func rates<I: Instrument>(
    _ arm: EdgeArm, _ runs: [StoredRun], _ instrument: I.Type, _ prefix: String = "", isDashed: Bool = false,
    _ value: (_ row: I.Row, _ rate: Double) -> Double
  ) throws -> [ChartSeries] {
    try arm.rates.map { rate in
      let own = runs.having { arm.has($0) && $0.learningRate == rate }
      return try ChartSeries(own, instrument, title: "\(prefix)η = \(rate)", color: color(rate), isDashed: isDashed) {
        row, run in
        value(row, run.learningRate)
      }
    }
  }
}
