public import Instruments
public import Records
public import Runs

/// Panels of curves with bands, over anything: the figure of most studies.
public struct ChartFigure {
  /// A panel.
  public struct Panel: Sendable {
    let title: String
    let xLabel: String
    let yLabel: String?
    let isLogarithmicX: Bool
    let yRange: ClosedRange<Double>?
    let reference: ReferenceLine?
    let series: [ChartSeries]
    let isScatter: Bool
    let categories: [String]

    /// A panel of `series`; its y axis is logarithmic where values span more than a factor of 40 and no range is given. `reference` is a dotted line.
    /// Runs that diverged are counted below the title. Unless the y axis has a label, the title names its quantity and the axis its
    /// `unit`, the series' own where none is given. A scatter has points that no curve joins, with bars for bands. `categories` are what stands below x = 0, 1, 2, … in place of numbers.
    public init(
      title: String, xLabel: String = "step", yLabel: String? = nil, unit: Unit? = nil, isLogarithmicX: Bool = false,
      yRange: ClosedRange<Double>? = nil,
      reference: ReferenceLine? = nil, isScatter: Bool = false, categories: [String] = [], series: [ChartSeries]
    ) {
      self.title = title
      self.xLabel = xLabel
      self.yLabel = yLabel ?? (unit ?? series.lazy.compactMap(\.unit).first)?.axisLabel
      self.isLogarithmicX = isLogarithmicX
      self.yRange = yRange
      self.reference = reference
      self.isScatter = isScatter
      self.categories = categories
      self.series = series
    }

    /// A second line of the title that counts the runs of each curve that diverged; empty where none did.
    var diverged: String {
      let counts = series.filter { $0.diverged > 0 }.map { "\($0.title): \($0.diverged)" }
      return counts.isEmpty ? "" : "\\n(diverged runs: \(counts.joined(separator: ", ")))"
    }
  }

  /// A panel of one column of what an instrument recorded over steps, as it is or times the learning rate of each step, a curve a variant.
  ///
  /// - Throws: `RecordError` where a run did not measure it.
  public static func panel<I: Instrument>(
    _ runs: [StoredRun], _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, title: String, unit: Unit? = nil,
    yRange: ClosedRange<Double>? = nil, timesLearningRate: Bool = false, reference: ReferenceLine? = nil,
    where selects: (I.Row) -> Bool = { _ in true }
  ) throws -> Panel {
    Panel(
      title: title, unit: unit, yRange: yRange, reference: reference,
      series: try runs.byVariant.map {
        try ChartSeries($0.runs, instrument, column, timesLearningRate: timesLearningRate, where: selects)
      })
  }

  /// The figure of `panels`, at most `columns` beside each other. The names of curves stand below each panel, beside it where they are many, or once below all panels
  /// that have the same. Panels that share a scale have one y axis: they are there to be compared.
  public static func make(name: String, panels: [Panel], columns: Int = 2, namesBeside: Bool = false, sharesScale: Bool = false) -> Figure {
    let all = panels.flatMap { $0.series.flatMap(\.points) }
    let names = Names(panels, beside: namesBeside)
    var data = CSVTable(columns: ["panel", "series", "x", "y", "lower", "upper"])
    let columns = max(1, min(columns, panels.count))
    let rows = max((panels.count + columns - 1) / columns, 1)
    var script =
      "set multiplot layout \(rows),\(columns)\(names.margins(rows: rows, columns: columns))\nset grid back linecolor \"#dddddd\"\nset border 3\nset tics nomirror\n"
    var styles = [String]()
    for (index, panel) in panels.enumerated() {
      let drawn = panel.series.filter { !$0.points.isEmpty }
      guard !drawn.isEmpty else { continue }
      // Few points are measurements one by one, many are a curve.
      let style =
        panel.isScatter
        ? "points pointtype 7 pointsize 0.8"
        : drawn.allSatisfy { $0.points.count <= 24 } ? "linespoints pointtype 7 pointsize 0.5" : "lines"
      var bands = [String]()
      var curves = [String]()
      styles = []
      for (number, series) in drawn.enumerated() {
        for point in series.points { data.append(index, number, point.x, point.y, point.lower, point.upper) }
        let filter = "($1 == \(index) && $2 == \(number)"
        if panel.isScatter, series.points.contains(where: { $0.lower < $0.upper }) {
          bands.append(
            "data using 3:\(filter) ? $4 : NaN):\(filter) ? $5 : NaN):\(filter) ? $6 : NaN) with yerrorbars notitle pointtype 0 "
              + "linecolor \"\(series.color)\"")
        } else if series.points.contains(where: \.lower.isFinite) {
          bands.append(
            "data using 3:\(filter) ? $5 : NaN):\(filter) ? $6 : NaN) with filledcurves notitle fillcolor \"\(series.color)\" "
              + "fillstyle transparent solid 0.15")
        }
        styles.append(
          "with \(style) linecolor \"\(series.color)\" linewidth 1.6" + (series.isDashed ? " dashtype 2" : "")
            + " title \"\(series.title)\"")
        curves.append("data using 3:\(filter) ? $4 : NaN) \(styles[number])")
      }
      if let reference = panel.reference {
        styles.append("with lines title \"\(reference.title)\" linecolor \"black\" dashtype 3")
        curves.append("\(reference.height) \(styles[drawn.count])")
      }
      script += verticalAxis(sharesScale ? all : drawn.flatMap(\.points), in: panel.yRange, isFitted: sharesScale)
      script +=
        panel.categories.isEmpty
        ? horizontalAxis(drawn.flatMap { $0.points.map(\.x) }, isLogarithmic: panel.isLogarithmicX) : axis(of: panel.categories)
      script +=
        "set title \"\(panel.title)\(panel.diverged)\"\nset xlabel \"\(panel.xLabel)\" offset 0,0.4\n"
      script += names.key + "\n"
      script += "set ylabel \"\(panel.yLabel ?? "")\"\n"
      script += "plot " + (bands + curves).joined(separator: ", \\\n  ") + "\n"
    }
    script += names.footer(styles, rows: rows, columns: columns)
    return Figure(name: name, size: names.size(rows: rows, columns: columns), data: data, script: script)
  }
}
