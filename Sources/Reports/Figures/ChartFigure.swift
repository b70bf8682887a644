internal import Foundation
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
    let reference: Double?
    let series: [ChartSeries]
    let isScatter: Bool

    /// A panel of `series`; its y axis is logarithmic where values span more than a factor of 40 and no range is given. `reference` is a dashed line;
    /// the title says what the y axis has unless that has a label. A scatter has points that no curve joins.
    public init(
      title: String, xLabel: String = "step", yLabel: String? = nil, isLogarithmicX: Bool = false, yRange: ClosedRange<Double>? = nil,
      reference: Double? = nil, isScatter: Bool = false, series: [ChartSeries]
    ) {
      self.title = title
      self.xLabel = xLabel
      self.yLabel = yLabel
      self.isLogarithmicX = isLogarithmicX
      self.yRange = yRange
      self.reference = reference
      self.isScatter = isScatter
      self.series = series
    }
  }

  /// A panel of one column of what an instrument recorded over steps, a curve a variant.
  ///
  /// - Throws: `RecordError` where a run did not measure it.
  public static func panel<I: Instrument>(
    _ runs: [StoredRun], _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, title: String, yRange: ClosedRange<Double>? = nil
  ) throws -> Panel {
    Panel(
      title: title, yRange: yRange,
      series: try runs.byVariant.map { try ChartSeries($0.runs, instrument, column) })
  }

  /// The figure of `panels`, at most `columns` beside each other. The names of curves stand below each panel, or beside it where they are many.
  public static func make(name: String, panels: [Panel], columns: Int = 2, namesBeside: Bool = false) -> Figure {
    let key = namesBeside ? "outside right center vertical Left reverse samplen 2" : "outside bottom center horizontal samplen 2 height 1"
    var data = CSVTable(columns: ["panel", "series", "x", "y", "lower", "upper"])
    let columns = max(1, min(columns, panels.count))
    let rows = (panels.count + columns - 1) / columns
    var script = "set multiplot layout \(max(rows, 1)),\(columns)\nset grid back linecolor \"#dddddd\"\nset border 3\nset tics nomirror\n"
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
      for (number, series) in drawn.enumerated() {
        for point in series.points { data.append(index, number, point.x, point.y, point.lower, point.upper) }
        let filter = "($1 == \(index) && $2 == \(number)"
        if series.points.contains(where: \.lower.isFinite) {
          bands.append(
            "data using 3:\(filter) ? $5 : NaN):\(filter) ? $6 : NaN) with filledcurves notitle fillcolor \"\(series.color)\" "
              + "fillstyle transparent solid 0.15")
        }
        curves.append(
          "data using 3:\(filter) ? $4 : NaN) with \(style) linecolor \"\(series.color)\" linewidth 1.6"
            + (series.isDashed ? " dashtype 2" : "") + " title \"\(series.title)\"")
      }
      if let reference = panel.reference {
        curves.append("\(reference) with lines title \"\(Summary.short(reference))\" linecolor \"black\" dashtype 3")
      }
      let values = drawn.flatMap { $0.points.map(\.y) }
      let isLogarithmic = panel.yRange == nil && needsLogarithmicAxis(values)
      script += isLogarithmic ? logarithmicAxis + "\n" : "unset logscale y\nset format y \"%g\"\n"
      script += panel.yRange.map { "set yrange [\($0.lowerBound):\($0.upperBound)]\n" } ?? "set yrange [*:*]\n"
      script += horizontalAxis(drawn.flatMap { $0.points.map(\.x) }, isLogarithmic: panel.isLogarithmicX)
      script +=
        "set title \"\(panel.title)\"\nset xlabel \"\(panel.xLabel)\" offset 0,0.4\nset key \(key)\n"
      if panels.contains(where: { $0.yLabel != nil }) { script += "set ylabel \"\(panel.yLabel ?? "")\"\n" }
      script += "plot " + (bands + curves).joined(separator: ", \\\n  ") + "\n"
    }
    return Figure(name: name, size: (width: (namesBeside ? 660 : 480) * columns, height: 380 * max(rows, 1)), data: data, script: script)
  }

  /// The axis from the first value to the last, with no more labels than fit beside each other.
  private static func horizontalAxis(_ values: [Double], isLogarithmic: Bool) -> String {
    guard let first = values.min(), let last = values.max(), last > first else {
      // Left to itself the axis would take in what other panels draw of the file.
      let range = values.first.map { "\($0 - 1):\($0 + 1)" } ?? "*:*"
      return "unset logscale x\nset xrange [\(range)]\nset xtics autofreq\n"
    }
    if isLogarithmic, first > 0 {
      // Powers of ten alone may be one label, or none; the few values of a grid are better ones.
      let grid = Set(values).sorted()
      let tics = grid.count <= 8 ? "(\(grid.map { "\"\(label($0))\" \($0)" }.joined(separator: ", ")))" : "autofreq"
      return "set logscale x\nset xrange [\(first / 1.1):\(last * 1.1)]\nset xtics \(tics)\n"
    }
    return "unset logscale x\nset xrange [\(first):\(last)]\nset xtics \(labelInterval(last - first, count: 5))\n"
  }

  /// A value of a grid as its author writes it: 1/16, 0.1, 8.
  private static func label(_ value: Double) -> String {
    value < 1 && value >= 0x1p-10 && value.significand == 1 ? "1/\(Int(1 / value))" : String(format: "%g", value)
  }
}
