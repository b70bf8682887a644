import Instruments
import Landscape
import Networks
import Records
import Reports
import Runs
import Statistics

/// The figures of the study.
enum SpectrumFigures {
  private static let perceptron = SpectrumArm.perceptron(usesRunningStatistics: false)

  static func depths(_ runs: [StoredRun]) -> [Int] {
    Set(
      runs.compactMap { run -> Int? in
        guard case .residual(let depth, _) = SpectrumArm.of(run.configuration) else { return nil }
        return depth
      }
    ).sorted()
  }

  static func make(_ runs: [StoredRun]) throws -> [Figure] {
    let (own, vgg) = (runs.having(perceptron.has), runs.having(SpectrumArm.vgg.has))
    let byVariant = try byRank(own)
    let byStatistics = [
      try ranks(own.having(.batch), title: "each batch's statistics", color: Variant.batch.color) { $1 },
      try ranks(
        runs.having(SpectrumArm.perceptron(usesRunningStatistics: true).has), title: "running statistics", color: Palette.color(2),
        isDashed: true
      ) { $1 },
    ]
    // Perceptrons are compared with each other, and VGG is another network.
    let highest = (byVariant + byStatistics).compactMap(\.highest).max() ?? 1
    return [
      ChartFigure.make(
        name: "figure-density",
        panels: try own.byVariant.map { try density($0.runs, "perceptron, \($0.variant.title)") }
          + vgg.byVariant.map { try density($0.runs, "VGG-11, \($0.variant.title)") }, columns: 3, sharesScale: true),
      ChartFigure.make(
        name: "figure-top-space",
        panels: [
          try topSpace(own, "perceptron, the step's batch", \.batchShare),
          try topSpace(own, "perceptron, all measured images", \.dataShare),
          try topSpace(vgg, "VGG-11, the step's batch", \.batchShare), try topSpace(vgg, "VGG-11, all measured images", \.dataShare),
        ]),
      ChartFigure.make(
        name: "figure-eigenvalues",
        panels: [
          ranked("perceptron, end", 0...1.05 * highest, byVariant), ranked("VGG-11, end", nil, try byRank(vgg)),
          ranked("perceptron with BatchNorm, end", 0...1.05 * highest, byStatistics),
        ], columns: 3),
      ChartFigure.make(
        name: "figure-classes",
        panels: try [false, true].map { isShuffled in
          ChartFigure.Panel(
            title: isShuffled ? "shuffled labels" : "true labels", xLabel: "place from the top", yLabel: "eigenvalue / largest",
            series: try SpectrumGrid.classes.enumerated().map { place, count in
              try ranks(
                runs.having(SpectrumArm.classes(count, isShuffled: isShuffled).has), title: "\(count) classes",
                color: Palette.color(2 * place)
              ) { $1 / $0 }
            })
        }, sharesScale: true),
      ChartFigure.make(
        name: "figure-depth",
        panels: [
          try overDepth(runs, "trace of the Hessian", .curvature, ResidualLooks.trace),
          try overDepth(runs, "largest eigenvalue", .curvature, ResidualLooks.largest),
          try overDepth(runs, "trace × ‖w‖²", .loss) { try ResidualLooks.trace($0, $1) * ResidualLooks.weights($0, $1) },
          try overDepth(runs, "largest eigenvalue × ‖w‖²", .loss) { try ResidualLooks.largest($0, $1) * ResidualLooks.weights($0, $1) },
          try overDepth(runs, "training loss", .loss, ResidualLooks.loss),
        ], columns: 3),
    ]
  }

  /// What a density is drawn as where it is lower, on a logarithmic axis.
  private static let lowest = 1e-5

  /// The density at each look, over the probes of all seeds, with a standard error to either side. The grid is so coarse that its spacing, and not the
  /// published kernel, sets the width: nodes of few probes would stand apart as spikes.
  private static func density(_ runs: [StoredRun], _ title: String) throws -> ChartFigure.Panel {
    var rules = [Int: [QuadratureRule]]()
    for run in runs where !run.hasDiverged {
      let rows = Dictionary(grouping: try run.record(of: SpectrumInstrument.self).entries.filter { $0.row.probe > 0 && $0.row.subset == 0 })
      {
        [$0.step, $0.row.probe]
      }
      for (key, entries) in rows {
        rules[key[0], default: []].append(QuadratureRule(nodes: entries.map(\.row.node), weights: entries.map(\.row.weight)))
      }
    }
    let series = rules.keys.sorted().enumerated().map { place, step in
      let density = SpectralDensity(rules[step] ?? [], points: 150)
      let points = zip(density.grid, zip(density.density, density.standardError)).map { place, height in
        let (value, error) = height
        return ChartSeries.Point(
          x: place, y: max(value, lowest), lower: max(value - error, lowest), upper: max(value + error, lowest))
      }
      // What is below the axis at either end would only push the rest together.
      let seen = points.indices.filter { points[$0].y > lowest }
      let drawn = seen.isEmpty ? [] : Array(points[max(seen[0] - 1, 0)...min(seen[seen.count - 1] + 1, points.count - 1)])
      return ChartSeries(title: "step \(step)", color: Palette.color(place), points: drawn)
    }
    return ChartFigure.Panel(title: title, xLabel: "eigenvalue", yLabel: "density", series: series)
  }

  private static func topSpace(
    _ runs: [StoredRun], _ title: String, _ column: KeyPath<EigenspaceInstrument.Row, Double>
  ) throws -> ChartFigure.Panel {
    let series = try runs.byVariant.map { variant, runs in
      var shares = [Int: [Double]]()
      for run in runs {
        let record = try run.record(of: EigenspaceInstrument.self)
        for step in Set(record.entries.map(\.step)) { shares[step, default: []].append(record.share(atStep: step, column)) }
      }
      return ChartSeries(title: variant.title, color: variant.color, points: quartiles(shares))
    }
    return ChartFigure.Panel(title: title, yLabel: "gradient² in the top space", yRange: 0...1, series: series)
  }

  private static func byRank(_ runs: [StoredRun]) throws -> [ChartSeries] {
    try runs.byVariant.map { try ranks($0.runs, title: $0.variant.title, color: $0.variant.color) { $1 } }
  }

  private static func ranked(_ title: String, _ yRange: ClosedRange<Double>?, _ series: [ChartSeries]) -> ChartFigure.Panel {
    ChartFigure.Panel(title: title, xLabel: "place from the top", yLabel: "eigenvalue", yRange: yRange, series: series)
  }

  /// A number of the largest eigenvalue and each by its place, at the last step.
  private static func ranks(
    _ runs: [StoredRun], title: String, color: String, isDashed: Bool = false, _ value: (_ largest: Double, _ own: Double) -> Double
  ) throws -> ChartSeries {
    var values = [Int: [Double]]()
    for run in runs where !run.hasDiverged {
      let eigenvalues = try run.record(of: EigenspaceInstrument.self).eigenvalues(atStep: run.configuration.steps)
      for (place, own) in eigenvalues.enumerated() where own > 0 { values[place + 1, default: []].append(value(eigenvalues[0], own)) }
    }
    return ChartSeries(title: title, color: color, isDashed: isDashed, points: quartiles(values))
  }

  private static func overDepth(
    _ runs: [StoredRun], _ quantity: String, _ unit: Unit, _ value: (StoredRun, Int) throws -> Double
  ) throws -> ChartFigure.Panel {
    let arms: [(String, Variant, Bool, String)] = [
      ("BatchNorm", .batch, true, Variant.batch.color), ("no normalization", .none, true, Variant.none.color),
      ("BatchNorm, no short-cuts", .batch, false, Variant.batch.color),
    ]
    let series = try arms.map { title, variant, hasShortcuts, color in
      var values = [Int: [Double]]()
      for depth in depths(runs) {
        for run in runs.having(variant).having(SpectrumArm.residual(depth: depth, hasShortcuts: hasShortcuts).has) where !run.hasDiverged {
          values[depth, default: []].append(try value(run, run.configuration.steps))
        }
      }
      return ChartSeries(title: title, color: color, isDashed: !hasShortcuts, points: quartiles(values))
    }
    return ChartFigure.Panel(title: "end: \(quantity)", xLabel: "layers", unit: unit, series: series)
  }

  /// Medians with quartiles by place.
  private static func quartiles(_ values: [Int: [Double]]) -> [ChartSeries.Point] {
    values.mapValues(\.finite).filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { place, values in
      ChartSeries.Point(
        x: Double(place), y: values.finiteMedian, lower: values.finiteQuantile(0.25), upper: values.finiteQuantile(0.75))
    }
  }
}
