public import Records
internal import Statistics

/// Quantities along lines through a point of parameter space: one panel a quantity, the median over random directions with the range over them; or the one line.
public struct SurfaceLineFigure: Sendable {
  /// A quantity over lines.
  public struct Quantity: Sendable {
    /// Its name in the figure's data.
    public var name: String
    /// In words.
    public var title: String
    /// `[line][alpha]`.
    public var values: [[Double]]

    /// A quantity.
    public init(name: String, title: String, values: [[Double]]) { (self.name, self.title, self.values) = (name, title, values) }
  }

  /// The figure of `quantities` along `alphas`, which they have a value at each of. What is not finite is left out of medians and ranges.
  public static func make(name: String, alphas: [Double], quantities: [Quantity], alphaLabel: String, notes: [String]) -> Figure {
    var table = CSVTable(
      columns: ["alpha"] + quantities.flatMap { ["\($0.name)_minimum", "\($0.name)_median", "\($0.name)_maximum"] })
    var median = quantities.map { _ in [Double]() }
    for (index, alpha) in alphas.enumerated() {
      var row = [alpha]
      for (place, quantity) in quantities.enumerated() {
        let finite = quantity.values.map { $0[index] }.filter(\.isFinite)
        let found = (try? Quantiles.of(finite, at: [0, 0.5, 1])) ?? [.nan, .nan, .nan]
        median[place].append(found[1])
        row += found
      }
      table.append(row)
    }
    var script = "set multiplot layout 1,\(quantities.count) title \"\(notes.joined(separator: "\\n"))\" noenhanced font \",9\"\n"
    script += "set grid back linecolor \"#dddddd\"\nset border 3\nset tics nomirror\n"
    script += "set xlabel \"α: \(alphaLabel)\" noenhanced font \",11\"\nset key outside bottom center horizontal samplen 2 height 1\n"
    script += "set arrow from 0, graph 0 to 0, graph 1 nohead linecolor \"#999999\" dashtype 2\n"
    for (place, quantity) in quantities.enumerated() where median[place].contains(where: \.isFinite) {
      let lines = quantity.values.count
      let isLogarithmic = needsLogarithmicAxis(median[place])
      script += isLogarithmic ? logarithmicAxes(["y"], median[place]) : linearAxis
      script += "set title \"\(quantity.title)\"\n"
      let column = 2 + 3 * place
      let band =
        lines > 1
        ? "data using 1:\(column):\(column + 2) with filledcurves title \"range of \(lines) directions\" fillcolor \"#0072B2\" "
          + "fillstyle transparent solid 0.2, "
        : ""
      script += "plot \(band)data using 1:\(column + 1) with lines title \"\(lines > 1 ? "median" : quantity.title)\" "
      script += "linecolor \"#0072B2\" linewidth 1.8\n"
    }
    return Figure(name: name, size: (width: max(480 * quantities.count, 640), height: 440), data: table, script: script)
  }
}
