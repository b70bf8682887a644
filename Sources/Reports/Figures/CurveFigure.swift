public import Instruments
public import Records
public import Runs

/// Curves over training: one panel a quantity, one curve a variant (the median over seeds), with the quartiles over seeds shaded.
public struct CurveFigure {
  /// A panel of the figure.
  public struct Panel {
    let name: String
    let title: String
    let unit: Unit
    let timesLearningRate: Bool
    let reference: ReferenceLine?
    let series: ([StoredRun]) throws -> SeedSeries

    /// A column of what an instrument recorded, as it is or times the learning rate of its steps, which is one for all runs of the figure; with a dotted line at `reference`. `name` is what its columns in the figure's data are
    /// called after: the instrument's column unless given.
    public init<I: Instrument>(
      _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, name: String? = nil, title: String, timesLearningRate: Bool = false,
      reference: ReferenceLine? = nil
    ) {
      self.name = name ?? I.Row.columnName(column)
      self.title = title
      guard let own = I.Row.unit(of: column) else { preconditionFailure("a property that is a column of \(I.Row.self)") }
      // A curvature times a learning rate is a pure number.
      unit = timesLearningRate ? .one : own
      self.timesLearningRate = timesLearningRate
      self.reference = reference
      series = { try SeedSeries($0, instrument, column, timesRateFactor: timesLearningRate) }
    }
  }

  /// The figure of `panels` side by side.
  ///
  /// - Throws: `RecordError` where a run's files cannot be read.
  public static func make(name: String, _ runs: [StoredRun], panels: [Panel]) throws -> Figure {
    let groups = RunGroups(runs)
    var data = ColumnTable()
    var script = "set multiplot layout 1,\(panels.count)\nset grid back linecolor \"#dddddd\"\nset border 3\nset tics nomirror\n"
    for panel in panels {
      let factor = panel.timesLearningRate ? runs.first?.configuration.learningRate ?? 1 : 1
      var plots = [String]()
      var curves = [String]()
      var values = [Double]()
      for variant in groups.variants {
        let series = try panel.series(groups[variant])
        guard !series.steps.isEmpty else { continue }
        let prefix = "\(variant.rawValue)_\(panel.name)"
        let lower = data.add("\(prefix)_lower_quartile", steps: series.steps, series.quartiles.map { $0.lower * factor })
        let upper = data.add("\(prefix)_upper_quartile", steps: series.steps, series.quartiles.map { $0.upper * factor })
        let median = data.add("\(prefix)_median", steps: series.steps, series.median.map { $0 * factor })
        values += series.median.map { $0 * factor }
        plots.append(
          "data using 1:\(lower):\(upper) with filledcurves notitle fillcolor \"\(variant.color)\" fillstyle transparent solid 0.15")
        curves.append("data using 1:\(median) with lines title \"\(variant.title)\" linecolor \"\(variant.color)\" linewidth 1.6")
      }
      guard !curves.isEmpty else { continue }
      if let reference = panel.reference {
        curves.append("\(reference.height) with lines title \"\(reference.title)\" linecolor \"black\" dashtype 2")
      }
      script += needsLogarithmicAxis(values) ? logarithmicAxes(["y"], values) : linearAxis
      script += "set title \"\(panel.title)\"\nset xlabel \"step\" offset 0,0.4\nset ylabel \"\(panel.unit.axisLabel)\"\n"
      script += "set key outside bottom center horizontal samplen 2 height 1\n"
      script += "plot " + (plots + curves).joined(separator: ", \\\n  ") + "\n"
    }
    return Figure(name: name, size: (width: 480 * panels.count, height: 400), data: data.table(first: "step"), script: script)
  }
}
