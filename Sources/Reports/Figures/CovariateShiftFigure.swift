internal import Instruments
internal import Networks
public import Records
public import Runs

/// Internal covariate shift over training (Santurkar et al. 2018, Figure 3): the distance ‖G − G′‖ above and the cosine below, one column a weight,
/// one curve a variant (the median over seeds, with the quartiles shaded).
public struct CovariateShiftFigure {
  /// The figure of up to four weights, spread over the depth; the first weight, whose shift is zero by definition, is left out.
  ///
  /// - Throws: `RecordError` where a run's files cannot be read.
  public static func make(name: String, _ runs: [StoredRun]) throws -> Figure {
    let groups = RunGroups(runs)
    // Normalization layers shift the layers' indices, so weights are told apart by their order; it is the same at every probe.
    var orders = [Variant: [String: Int]]()
    for variant in groups.variants {
      guard let run = groups[variant].first else { continue }
      let names = try run.record(of: CovariateShiftInstrument.self).entries.map(\.row.parameter)
      let distinct = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      orders[variant] = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
    }
    let count = runs.first.flatMap { orders[$0.configuration.variant]?.count } ?? 0
    let weights = spread(Array(1..<max(count, 1)), 4)
    var data = ColumnTable()
    let last = runs.map(\.configuration.steps).max() ?? 1
    var script = "set multiplot layout 2,\(max(weights.count, 1)) columnsfirst"
    script += " margins screen 0.08,0.96,0.23,0.93 spacing screen 0.07,0.18\n"
    script += "set xtics 0,\(max(1, last / 2))\n"
    script += "set grid back linecolor \"#dddddd\"\nset border 3\nset tics nomirror\nset xlabel \"step\"\n"
    for weight in weights {
      for (column, label) in [(\CovariateShiftInstrument.Row.distance, "distance"), (\.cosine, "cosine")] {
        var bands = [String]()
        var curves = [String]()
        var values = [Double]()
        var highest = 0.0
        for variant in groups.variants {
          let series = try SeedSeries(groups[variant], CovariateShiftInstrument.self, column) {
            orders[variant]?[$0.parameter] == weight
          }
          guard !series.steps.isEmpty else { continue }
          values += series.median
          highest = series.quartiles.map(\.upper).filter(\.isFinite).reduce(highest, max)
          let name = "\(variant.rawValue)_weight\(weight + 1)_\(label)"
          let lower = data.add("\(name)_lower_quartile", steps: series.steps, series.quartiles.map(\.lower))
          let upper = data.add("\(name)_upper_quartile", steps: series.steps, series.quartiles.map(\.upper))
          let number = data.add("\(name)_median", steps: series.steps, series.median)
          bands.append(
            "data using 1:\(lower):\(upper) with filledcurves notitle fillcolor \"\(variant.color)\" fillstyle transparent solid 0.15")
          curves.append("data using 1:\(number) with lines title \"\(variant.title)\" linecolor \"\(variant.color)\" linewidth 1.4")
        }
        guard !curves.isEmpty else { continue }
        let title = label == "distance" ? "‖G − G′‖" : "cosine of G and G′"
        let unit = label == "distance" ? Unit.gradient : .one
        script += "set title \"weight \(weight + 1) of \(count): \(title)\"\nset ylabel \"\(unit.axisLabel)\"\n"
        if label == "cosine" {
          script += "unset logscale y\nset format y \"%g\"\nset ytics 0.5\nset yrange [-1.05:1.05]\n"
          script += weight == weights.last ? "set key at screen 0.5,0.065 center horizontal maxrows 1 samplen 2\n" : "unset key\n"
        } else {
          script +=
            needsLogarithmicAxis(values)
            ? "\(logarithmicAxis)\nset ytics autofreq\n"
            : "unset logscale y\nset format y \"%g\"\nset ytics \(labelInterval(highest, count: 4))\n"
          script += "set yrange [*:*]\nunset key\n"
        }
        script += "plot " + (bands + curves).joined(separator: ", \\\n  ") + "\n"
      }
    }
    return Figure(name: name, size: (width: max(330 * weights.count, 860), height: 640), data: data.table(first: "step"), script: script)
  }
}

/// At most `limit` elements of a list, evenly spread, the ends among them.
func spread<T>(_ elements: [T], _ limit: Int) -> [T] {
  guard elements.count > limit, limit > 1 else { return Array(elements.prefix(limit)) }
  return (0..<limit).map { elements[$0 * (elements.count - 1) / (limit - 1)] }
}
