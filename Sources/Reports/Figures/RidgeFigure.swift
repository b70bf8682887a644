internal import Instruments
internal import Networks
public import Records
public import Runs

/// Ridge histograms over training (Santurkar et al. 2018, Figures 1c, 2 and 6): the distribution of the input of one nonlinearity, one ridge a
/// time, the start at the back; one panel a variant, each from its first seed.
public struct RidgeFigure {
  /// The figure of the last layer before the read-out: the output of its normalization, or of the linear layer itself where there is none.
  ///
  /// - Throws: `RecordError` where a run's files cannot be read.
  public static func make(name: String, _ runs: [StoredRun], ridges: Int = 8) throws -> Figure {
    let groups = RunGroups(runs)
    var data = CSVTable(columns: ["panel", "ridge", "step", "value", "base", "height"])
    var panels = [(variant: Variant, source: String, steps: [Int])]()
    for variant in groups.variants {
      guard let run = groups[variant].first,
        let layer = lastHiddenLayer(try run.record(of: ActivationInstrument.self).entries.map(\.row))
      else { continue }
      let source = "layer \(layer.index) (\(layer.type)), seed \(run.configuration.seed)"
      let bins = try run.details(of: ActivationInstrument.self).filter { $0.row.layer == layer.index }
      let times = evenly(Set(bins.map(\.step)).sorted(), ridges)
      for (ridge, time) in times.enumerated() {
        let own = bins.filter { $0.step == time && $0.row.lower.isFinite && $0.row.upper.isFinite }.map(\.row)
        // Every ridge fills its place: shapes are compared, not heights.
        let largest = Double(max(own.map(\.count).max() ?? 1, 1))
        let base = Double(times.count - 1 - ridge)
        for bin in own {
          data.append(panels.count, ridge, time, (bin.lower + bin.upper) / 2, base, base + 1.6 * Double(bin.count) / largest)
        }
      }
      panels.append((variant, source, times))
    }
    let columns = min(max(panels.count, 1), 3)
    let rows = (max(panels.count, 1) + columns - 1) / columns
    var script = "set multiplot layout \(rows),\(columns)\nset border 1\nunset key\nset xtics nomirror\n"
    for (index, panel) in panels.enumerated() {
      let tics = panel.steps.enumerated().map { "\"\($1)\" \(panel.steps.count - 1 - $0)" }.joined(separator: ", ")
      script += "set title \"\(panel.variant.title): \(panel.source)\"\nset ytics scale 0 (\(tics))\n"
      script += "set xrange [-5:5]\nset yrange [0:\(Double(panel.steps.count) + 0.8)]\nset ylabel \"step\"\nset xlabel \"value\"\n"
      let plots = panel.steps.indices.map { ridge in
        let filter = "($1 == \(index) && $2 == \(ridge)"
        return "data using 4:\(filter) ? $5 : NaN):\(filter) ? $6 : NaN) with filledcurves fillcolor \"\(panel.variant.color)\" "
          + "fillstyle solid 0.75 noborder, data using 4:\(filter) ? $6 : NaN) with lines linecolor \"white\" linewidth 1.2"
      }
      script += "plot " + plots.joined(separator: ", \\\n  ") + "\n"
    }
    return Figure(name: name, size: (width: 330 * columns, height: 360 * rows), data: data, script: script)
  }

  /// At most `limit` of `times` at equal distances, the ends among them; where no distance fits, as nearly so as they come.
  private static func evenly(_ times: [Int], _ limit: Int) -> [Int] {
    let intervals = times.count - 1
    guard intervals >= limit, let stride = (2...intervals).first(where: { intervals % $0 == 0 && intervals / $0 < limit }),
      intervals / stride > 2
    else { return spread(times, limit) }
    return Swift.stride(from: 0, through: intervals, by: stride).map { times[$0] }
  }

  /// The layer whose output the last hidden nonlinearity sees; in a linear network, what the last linear layer sees.
  private static func lastHiddenLayer(_ rows: [ActivationInstrument.Row]) -> (index: Int, type: String)? {
    guard let last = rows.map(\.layer).max() else { return nil }
    let names = rows.prefix(last + 1).map(\.type)
    let nonlinearities = Set(Activation.allCases.map(\.name))
    let end = names.lastIndex(where: nonlinearities.contains) ?? names.lastIndex(of: "Linear") ?? names.count
    return end > 0 ? (index: end - 1, type: names[end - 1]) : nil
  }
}
