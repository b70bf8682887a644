import Instruments
import Networks
import Records
import Reports
import Runs
import Statistics

/// The figures of the study.
enum ResidualFigures {
  static func make(_ runs: [StoredRun]) throws -> [Figure] {
    let (long, runs) = (runs.having(Residual.isLong), runs.having { !Residual.isLong($0) })
    let deepest = Residual.depths(runs).last ?? 0
    let own = runs.having { Residual.residual($0).depth == deepest }
    func overTraining<I: Instrument>(
      _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, _ title: String, unit: Unit? = nil, shortcuts: Bool
    ) throws -> ChartFigure.Panel {
      let arms = ResidualArm.all.filter { $0.shortcuts == shortcuts }
      let lost = arms.filter { settled(own.having($0.has)).isEmpty }
      let names = lost.isEmpty ? "" : "\\n(diverged: \(lost.map(\.variantTitle).joined(separator: ", ")))"
      return ChartFigure.Panel(
        title: "\(title), \(shortcuts ? "short-cuts" : "no short-cuts")\(names)", unit: unit,
        series: try arms.filter { !lost.contains($0) }.map { arm in
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
        panels: try [true, false].map {
          try overTraining(LineInstrument.self, \.lossBand, "width of the loss band", unit: .loss, shortcuts: $0)
        }
          + [true, false].map {
            try overTraining(LineInstrument.self, \.gradientBand, "width of the gradient band", unit: .gradient, shortcuts: $0)
          }
          + [true, false].map { try overTraining(LineInstrument.self, \.effectiveSmoothness, "effective smoothness β", shortcuts: $0) },
        namesBeside: true),
      ChartFigure.make(
        name: "figure-depth",
        panels: [
          try overDepth(runs, TrainingInstrument.lateLoss, "training loss"),
          try overDepth(settled(runs), LineInstrument.lossBandWidth, "width of the loss band, where no run diverged"),
          try overDepth(runs, GradientAutocorrelationInstrument.start, "input-gradient autocorrelation, lag 4", yRange: -0.1...1),
          try overDepth(runs, ChannelMeanInstrument.slopeEnd, "slope of channel means over depth, end"),
        ], namesBeside: true),
      ChartFigure.make(
        name: "figure-blocks",
        panels: [
          try byRow(
            own, ResidualBlockInstrument.self, "\(deepest) layers, branch / short-cut variance, start", "block", \.block, unit: .one
          ) {
            $0.branchVariance / $0.shortcutVariance
          },
          try byRow(
            own, ResidualBlockInstrument.self, "norm of the gradient by the sum, start", "block", \.block, unit: .activationGradient
          ) {
            $0.gradientNorm
          },
          try byRow(
            own, ChannelMeanInstrument.self, "channel mean / deviation, start", "nonlinearity", \.nonlinearity, unit: .one, yRange: 0...2
          ) {
            $0.mean / $0.deviation
          },
          try byRow(
            own, GradientAutocorrelationInstrument.self, "autocorrelation of input gradients, start", "points", \.lag,
            isLogarithmicX: true, unit: .one
          ) { $0.autocorrelation },
          try longBlocks(long),
        ], namesBeside: true),
    ]
  }

  /// The runs of those settings none of whose runs diverged: where one did, losses are of any size, and the others' curves would be a line at the bottom.
  private static func settled(_ runs: [StoredRun]) -> [StoredRun] {
    let settings = Dictionary(grouping: runs) { run in
      ResidualArm.all.firstIndex { $0.has(run.configuration) }.map { [$0, Residual.residual(run.configuration).depth] } ?? []
    }
    return settings.values.filter { setting in !setting.contains { $0.hasDiverged } }.flatMap(\.self)
  }

  /// The variances of branch and short-cut in the network of one stage, beside a line of slope −1.
  private static func longBlocks(_ runs: [StoredRun]) throws -> ChartFigure.Panel {
    let curves = try Residual.slopeVariants.map { variant in
      ChartSeries(
        title: variant.title, color: variant.color,
        points: try atStart(runs.having(variant), ResidualBlockInstrument.self, \.block) { $0.branchVariance / $0.shortcutVariance })
    }
    let blocks = runs.first.map { (Residual.residual($0.configuration).depth - 2) / 2 } ?? 0
    let line = ChartSeries(
      title: "1 / block", color: "black", isDashed: true,
      points: blocks > 0 ? (1...blocks).map { .init(x: Double($0), y: 1 / Double($0)) } : [])
    return ChartFigure.Panel(
      title: "\(2 * blocks + 2) layers in one stage, branch / short-cut variance, start", xLabel: "block", unit: .one, isLogarithmicX: true,
      series: runs.isEmpty ? [] : curves + [line])
  }

  private static func overDepth<I: Instrument>(
    _ runs: [StoredRun], _ metric: Metric<I>, _ title: String, yRange: ClosedRange<Double>? = nil
  ) throws -> ChartFigure.Panel {
    ChartFigure.Panel(
      title: title, xLabel: "layers", isLogarithmicX: true, yRange: yRange,
      series: try ResidualArm.all.map { arm in
        try ChartSeries(
          runs.having(arm.has), x: { Double(Residual.residual($0).depth) }, metric, title: arm.title, color: arm.color,
          isDashed: !arm.shortcuts)
      })
  }

  /// A number of each row at the first step, by the row's place: the median over seeds with its quartiles.
  private static func byRow<I: Instrument>(
    _ runs: [StoredRun], _ instrument: I.Type, _ title: String, _ xLabel: String, _ place: KeyPath<I.Row, Int>,
    isLogarithmicX: Bool = false, unit: Unit, yRange: ClosedRange<Double>? = nil, _ value: (I.Row) -> Double
  ) throws -> ChartFigure.Panel {
    ChartFigure.Panel(
      title: title, xLabel: xLabel, unit: unit, isLogarithmicX: isLogarithmicX, yRange: yRange,
      // At the start a factor of 1 is none.
      series: try ResidualArm.all.filter { $0.branchScale != 1 }.map { arm in
        let points = try atStart(runs.having(arm.has), instrument, place, value)
        // Branches that bring nothing have no place on a logarithmic axis.
        return ChartSeries(
          title: arm.title, color: arm.color, isDashed: !arm.shortcuts, points: points.allSatisfy { $0.y == 0 } ? [] : points)
      })
  }

  /// The median over runs with its quartiles of a number of each row at the first step, by the row's place.
  private static func atStart<I: Instrument>(
    _ runs: [StoredRun], _ instrument: I.Type, _ place: KeyPath<I.Row, Int>, _ value: (I.Row) -> Double
  ) throws -> [ChartSeries.Point] {
    var values = [Int: [Double]]()
    for run in runs {
      for entry in try run.record(of: instrument).entries where entry.step == 0 {
        values[entry.row[keyPath: place], default: []].append(value(entry.row))
      }
    }
    return values.sorted { $0.key < $1.key }.map { place, values in
      ChartSeries.Point(
        x: Double(place), y: values.finiteMedian, lower: values.finiteQuantile(0.25), upper: values.finiteQuantile(0.75))
    }
  }
}

extension ResidualArm {
  /// The title where short-cuts are named elsewhere.
  var variantTitle: String { shortcuts ? title : variant.title }
}
