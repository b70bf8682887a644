import Foundation
import Instruments
import Networks
import Records
import Reports
import Runs
import Statistics

/// The figures of the study.
enum ResidualFigures {
  static func make(_ runs: [StoredRun]) throws -> [Figure] {
    let deepest = Residual.depths(runs).last ?? 0
    let own = runs.having { Residual.residual($0).depth == deepest }
    func overTraining<I: Instrument>(
      _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, _ title: String, shortcuts: Bool
    ) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: "\(title), \(shortcuts ? "short-cuts" : "no short-cuts")",
        series: try ResidualArm.all.filter { $0.shortcuts == shortcuts }.map { arm in
          try ChartSeries(own.having(arm.has), instrument, column, title: arm.variantTitle, color: arm.color)
        })
    }
    return [
      ChartFigure.make(
        name: "figure-training",
        panels: [
          try overTraining(TrainingInstrument.self, \.loss, "\(deepest) layers: training loss", shortcuts: true),
          try overTraining(TrainingInstrument.self, \.loss, "\(deepest) layers: training loss", shortcuts: false),
        ], namesBeside: true),
      ChartFigure.make(
        name: "figure-landscape",
        panels: try [true, false].map { try overTraining(LineInstrument.self, \.lossBand, "width of the loss band", shortcuts: $0) }
          + [true, false].map { try overTraining(LineInstrument.self, \.gradientBand, "width of the gradient band", shortcuts: $0) }
          + [true, false].map { try overTraining(LineInstrument.self, \.effectiveSmoothness, "effective smoothness β", shortcuts: $0) },
        namesBeside: true),
      ChartFigure.make(
        name: "figure-depth",
        panels: [
          try overDepth(runs, TrainingInstrument.lateLoss, "training loss"),
          try overDepth(runs, LineInstrument.lossBandWidth, "width of the loss band"),
          try overDepth(runs, GradientAutocorrelationInstrument.start, "input-gradient autocorrelation, lag 4", yRange: -0.1...1),
          try overDepth(runs, ChannelMeanInstrument.slopeEnd, "slope of channel means over depth, end"),
        ], namesBeside: true),
      ChartFigure.make(
        name: "figure-blocks",
        panels: [
          try byRow(own, ResidualBlockInstrument.self, "\(deepest) layers, branch / short-cut variance, start", "block", \.block) {
            $0.branchVariance / $0.shortcutVariance
          },
          try byRow(own, ResidualBlockInstrument.self, "norm of the gradient by the sum, start", "block", \.block) { $0.gradientNorm },
          try byRow(own, ChannelMeanInstrument.self, "channel mean / deviation, start", "nonlinearity", \.nonlinearity, yRange: 0...2) {
            $0.mean / $0.deviation
          },
          try byRow(
            own, GradientAutocorrelationInstrument.self, "autocorrelation of input gradients, start", "points", \.lag,
            isLogarithmicX: true
          ) { $0.autocorrelation },
        ], namesBeside: true),
    ]
  }

  private static func overDepth<I: Instrument>(
    _ runs: [StoredRun], _ metric: Metric<I>, _ title: String, yRange: ClosedRange<Double>? = nil
  ) throws -> ChartFigure.Panel {
    ChartFigure.Panel(
      title: title, xLabel: "layers", isLogarithmicX: true, yRange: yRange,
      series: try ResidualArm.all.map { arm in
        try ChartSeries(
          runs.having(arm.has), x: { Double(Residual.residual($0).depth) }, title: arm.title, color: arm.color, isDashed: !arm.shortcuts
        ) { try $0.metric(metric) }
      })
  }

  /// A number of each row at the first step, by the row's place: the median over seeds with its quartiles.
  private static func byRow<I: Instrument>(
    _ runs: [StoredRun], _ instrument: I.Type, _ title: String, _ xLabel: String, _ place: KeyPath<I.Row, Int>,
    isLogarithmicX: Bool = false, yRange: ClosedRange<Double>? = nil, _ value: (I.Row) -> Double
  ) throws -> ChartFigure.Panel {
    ChartFigure.Panel(
      title: title, xLabel: xLabel, isLogarithmicX: isLogarithmicX, yRange: yRange,
      // At the start a factor of 1 is none.
      series: try ResidualArm.all.filter { $0.branchScale != 1 }.map { arm in
        var values = [Int: [Double]]()
        for run in runs.having(arm.has) {
          for entry in try run.record(of: instrument).entries where entry.step == 0 {
            values[entry.row[keyPath: place], default: []].append(value(entry.row))
          }
        }
        // Branches that bring nothing have no place on a logarithmic axis.
        let points = values.sorted { $0.key < $1.key }.map { place, values in
          ChartSeries.Point(
            x: Double(place), y: values.finiteMedian, lower: values.finiteQuantile(0.25), upper: values.finiteQuantile(0.75))
        }
        return ChartSeries(
          title: arm.title, color: arm.color, isDashed: !arm.shortcuts, points: values.values.joined().allSatisfy { $0 == 0 } ? [] : points)
      })
  }
}

extension ResidualArm {
  /// The title where short-cuts are named elsewhere.
  var variantTitle: String { shortcuts ? title : variant.title }
}
