internal import Instruments
internal import Networks
public import Records
public import Runs

/// The paper's bands over training (Santurkar et al. 2018, Figures 4a and 4b): the range from the minimum to the maximum over step sizes along the
/// gradient, one panel a variant over the network without normalization; medians over seeds.
public struct BandFigure {
  /// The band of the loss.
  ///
  /// - Throws: as for any band.
  public static func loss(_ runs: [StoredRun]) throws -> Figure {
    try make(name: "figure-loss-band", runs, minimum: \.lossMinimum, maximum: \.lossMaximum, title: "loss along the gradient", unit: .loss)
  }

  /// The band of gradient predictiveness.
  ///
  /// - Throws: as for any band.
  public static func gradient(_ runs: [StoredRun]) throws -> Figure {
    try make(
      name: "figure-gradient-band", runs, minimum: \.gradientDistanceMinimum, maximum: \.gradientDistanceMaximum,
      title: "change of the gradient along the gradient", unit: .gradient)
  }

  /// The figure of the columns `minimum` to `maximum`.
  ///
  /// - Throws: `RecordError` where a run's files cannot be read.
  static func make(
    name: String, _ runs: [StoredRun], minimum: KeyPath<LineInstrument.Row, Double>, maximum: KeyPath<LineInstrument.Row, Double>,
    title: String, unit: Unit
  ) throws -> Figure {
    let groups = RunGroups(runs)
    var data = ColumnTable()
    var bands = [Variant: String]()
    var last = 0
    // What the first probes reach may be many times what comes later: it would leave no room for that.
    var (beginning, later) = ([Double](), [Double]())
    for variant in groups.variants {
      let lower = try SeedSeries(groups[variant], LineInstrument.self, minimum)
      let upper = try SeedSeries(groups[variant], LineInstrument.self, maximum)
      guard !lower.steps.isEmpty, !upper.steps.isEmpty else { continue }
      last = max(last, lower.steps.last ?? 0)
      for (step, value) in zip(upper.steps, upper.median) where value.isFinite {
        if step * 20 < last { beginning.append(value) } else { later.append(value) }
      }
      let first = data.add("\(variant.rawValue)_minimum", steps: lower.steps, lower.median)
      let second = data.add("\(variant.rawValue)_maximum", steps: upper.steps, upper.median)
      bands[variant] =
        "data using 1:\(first):\(second) with filledcurves title \"\(variant.title)\" fillcolor \"\(variant.color)\" fillstyle transparent solid 0.55, "
        + [first, second].map { "data using 1:\($0) with lines notitle linecolor \"\(variant.color)\" linewidth 0.5" }.joined(
          separator: ", ")
    }
    let others = groups.variants.filter { $0 != .none && bands[$0] != nil }
    let panels = others.isEmpty ? [[Variant.none]] : others.map { [.none, $0] }
    let columns = min(panels.count, 2)
    let rows = (panels.count + columns - 1) / columns
    let (highest, first) = (later.max() ?? beginning.max() ?? 1, beginning.max() ?? 0)
    // Widths are what is compared, and a logarithmic axis would bend them.
    let isCut = first > 3 * highest
    let note = isCut ? " (cut: the first probes reach \(Summary.short(first)))" : ""
    var script = "set multiplot layout \(rows),\(columns) title \"\(title)\(note)\"\n"
    script +=
      "set grid back linecolor \"#dddddd\"\nset border 3\nset tics nomirror\nset xlabel \"step\" offset 0,0.4\nset ylabel \"\(unit.axisLabel)\"\n"
    script += "set key outside bottom center horizontal samplen 2 height 1\n"
    if last > 0 { script += "set xrange [0:\(last)]\nset xtics \(labelInterval(Double(last), count: 5))\n" }
    // One scale for all panels: they are there to be compared.
    script += "set yrange [0:\(1.05 * (isCut ? highest : max(highest, first)))]\n"
    for panel in panels {
      let plots = panel.compactMap { bands[$0] }
      if !plots.isEmpty { script += "plot " + plots.joined(separator: ", \\\n  ") + "\n" }
    }
    return Figure(name: name, size: (width: 480 * columns, height: 340 * rows + 40), data: data.table(first: "step"), script: script)
  }
}
