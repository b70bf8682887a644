import Instruments
import Landscape
import Networks
import Records
import Reports
import Runs
import Statistics

/// The figures of the study.
enum PathFigures {
  static func make(_ runs: [StoredRun]) throws -> [Figure] {
    func arm(_ arm: PathArm) -> [StoredRun] { runs.having { PathArm($0) == arm }.filter { !$0.hasDiverged } }
    return [
      ChartFigure.make(name: "figure-start", panels: try starts(arm(.start))),
      ChartFigure.make(name: "figure-widths", panels: try widths(arm(.widths))),
      ChartFigure.make(name: "figure-trajectory", panels: [try trajectory(arm(.trajectory))]),
      ChartFigure.make(name: "figure-modes", panels: try modes(arm(.modes)), namesBeside: true, sharesScale: true),
      ChartFigure.make(name: "figure-parting", panels: try partings(arm(.parting)), namesBeside: true),
    ]
  }

  /// What is asked of a path's rows.
  private struct Choice {
    var target = PathInstrument.Target.other
    var curve = CurveFamily.line
    var statistics = SurfaceStatistics.batch
  }

  /// A number along a path: the median over runs with its quartiles, by t.
  private static func series(
    _ runs: [StoredRun], _ choice: Choice, title: String, color: String, isDashed: Bool = false, isReversed: Bool = false,
    _ value: (PathInstrument.Row) -> Double
  ) throws -> ChartSeries {
    var values = [Double: [Double]]()
    for run in runs {
      for row in try run.record(of: PathInstrument.self).entries.map(\.row)
      where row.target == choice.target.rawValue && row.curve == choice.curve.rawValue && row.normalization == choice.statistics.rawValue {
        values[isReversed ? 1 - row.share : row.share, default: []].append(value(row))
      }
    }
    return ChartSeries(
      title: title, color: color, isDashed: isDashed,
      points: values.sorted { $0.key < $1.key }.map {
        .init(x: $0.key, y: $0.value.finiteMedian, lower: $0.value.finiteQuantile(0.25), upper: $0.value.finiteQuantile(0.75))
      })
  }

  private static func starts(_ runs: [StoredRun]) throws -> [ChartFigure.Panel] {
    let settings = Dictionary(grouping: runs) { "\($0.configuration.optimizerName), rate \($0.configuration.learningRate)" }
    return try settings.sorted { $0.key < $1.key }.map { title, own in
      ChartFigure.Panel(
        title: "training loss, \(title)", xLabel: "t, from the initial weights to the trained ones", unit: .loss,
        series: try [Variant.none, .batch].flatMap { variant in
          try [(PathInstrument.Target.start, "own start"), (.fresh, "another seed's")].map { target, words in
            try series(
              own.having(variant), Choice(target: target), title: "\(variant.title), \(words)", color: variant.color,
              isDashed: target == .fresh, isReversed: true
            ) { $0.loss }
          }
        })
    }
  }

  private static func modes(_ runs: [StoredRun]) throws -> [ChartFigure.Panel] {
    let colors: [CurveFamily: String] = [.line: Palette.color(0), .polygonal: Palette.color(2), .bezier: Palette.color(4)]
    return try [Variant.none, .batch].flatMap { variant in
      try SurfaceStatistics.allCases.filter { variant == .batch || $0 == .batch }.map { statistics in
        ChartFigure.Panel(
          title: "\(variant.title): training loss\(variant == .batch ? ", \(statistics.words)" : "")",
          xLabel: "t, from one minimum to the other", unit: .loss,
          series: try CurveFamily.allCases.map { curve in
            try series(
              runs.having(variant), Choice(curve: curve, statistics: statistics), title: curve.rawValue, color: colors[curve] ?? "black"
            ) { $0.loss }
          })
      }
    }
  }

  private static func widths(_ runs: [StoredRun]) throws -> [ChartFigure.Panel] {
    let steps = [
      ("rise of the loss by a step of absolute length", FilterFlatnessInstrument.finalAbsoluteRise),
      ("rise by half of each filter's norm", FilterFlatnessInstrument.finalRise),
    ]
    return try steps.map { title, metric in
      ChartFigure.Panel(
        title: title, xLabel: "weight decay",
        series: try Set(runs.map(\.configuration.batchSize)).sorted().enumerated().map { index, size in
          try ChartSeries(
            runs.having { $0.batchSize == size }, x: \.weightDecay, metric, title: "batches of \(size)", color: Palette.color(2 * index)
          )
        })
    }
  }

  private static func trajectory(_ runs: [StoredRun]) throws -> ChartFigure.Panel {
    let found = try runs.map { ($0, try TrajectoryShare(of: $0)) }
    func points(_ own: [(StoredRun, TrajectoryShare)], _ value: (TrajectoryShare) -> Double) -> [ChartSeries.Point] {
      Dictionary(grouping: own) { $0.0.configuration.optimizer.momentum }.sorted { $0.key < $1.key }.map { momentum, group in
        let values = group.map { value($0.1) }
        return .init(x: momentum, y: values.finiteMedian, lower: values.finiteQuantile(0.25), upper: values.finiteQuantile(0.75))
      }
    }
    return ChartFigure.Panel(
      title: "share of variance in two components", xLabel: "momentum", unit: .fraction, yRange: 0...1,
      series: [Variant.none, .batch].map { variant in
        ChartSeries(
          title: variant.title, color: variant.color, points: points(found.filter { $0.0.configuration.variant == variant }, \.share))
      } + [ChartSeries(title: "a random walk", color: "black", isDashed: true, points: points(found, \.walk))])
  }

  private static func partings(_ runs: [StoredRun]) throws -> [ChartFigure.Panel] {
    let parted = Dictionary(grouping: runs) { $0.configuration.partner?.sharedSteps ?? 0 }.sorted { $0.key < $1.key }
    func panel(_ title: String, _ unit: Unit, _ value: (PathInstrument.Row) -> Double) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title, xLabel: "t, from one end to the other", unit: unit,
        series: try parted.enumerated().map { index, group in
          try series(
            group.value, Choice(statistics: .recomputed), title: "\(group.key) steps shared", color: Palette.color(2 * index), value)
        })
    }
    return [
      try panel("VGG-11: test error, recomputed statistics", .fraction) { 1 - $0.testAccuracy },
      try panel("training loss", .loss) { $0.loss },
    ]
  }
}

extension SurfaceStatistics {
  /// In words, for a title.
  fileprivate var words: String {
    switch self {
    case .batch: "the batch's statistics"
    case .running: "running statistics, mixed"
    case .recomputed: "recomputed statistics"
    }
  }
}
