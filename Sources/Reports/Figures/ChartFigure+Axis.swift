internal import Foundation

extension ChartFigure {
  /// The axis y of points with their bands, in a range that is given; else left to gnuplot, or `isFitted` to these points, as panels must be that share it.
  static func verticalAxis(_ points: [ChartSeries.Point], in range: ClosedRange<Double>?, isFitted: Bool) -> String {
    let values = points.map(\.y)
    let isLogarithmic = range == nil && needsLogarithmicAxis(values)
    let axis = isLogarithmic ? logarithmicAxes(["y"], values) : linearAxis
    if let range { return axis + "set yrange [\(range.lowerBound):\(range.upperBound)]\n" }
    let drawn = points.flatMap { [$0.y, $0.lower, $0.upper] }.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    guard isFitted, let lowest = drawn.min(), let highest = drawn.max(), lowest < highest else { return axis + "set yrange [*:*]\n" }
    let margin = (highest - lowest) / 20
    return axis
      + (isLogarithmic ? "set yrange [\(lowest / 1.3):\(highest * 1.3)]\n" : "set yrange [\(lowest - margin):\(highest + margin)]\n")
  }

  /// The axis from the first value to the last, with no more labels than fit beside each other.
  static func horizontalAxis(_ values: [Double], isLogarithmic: Bool) -> String {
    guard let first = values.min(), let last = values.max(), last > first else {
      // Left to itself the axis would take in what other panels draw of the file.
      let range = values.first.map { "\($0 - 1):\($0 + 1)" } ?? "*:*"
      return "unset logscale x\nset xrange [\(range)]\nset xtics autofreq\n"
    }
    if isLogarithmic, first > 0 {
      // Powers of ten alone may be one label, or none; the few values of a grid are better ones.
      let grid = Set(values).sorted()
      let range = "set xrange [\(first / 1.1):\(last * 1.1)]\n"
      guard grid.count <= 8 else { return logarithmicAxes(["x"], values) + range }
      return "set logscale x\n\(range)set xtics (\(grid.map { "\"\(label($0))\" \($0)" }.joined(separator: ", ")))\n"
    }
    let interval = labelInterval(last - first, count: 5)
    // Seeds, places and layers are counted: between two of them there is nothing to label.
    let isCounted = values.allSatisfy { $0 == $0.rounded() }
    return "unset logscale x\nset xrange [\(first):\(last)]\nset xtics \(isCounted ? max(1, interval.rounded(.up)) : interval)\n"
  }

  /// An axis with names at 0, 1, 2, ….
  static func axis(of categories: [String]) -> String {
    let tics = categories.enumerated().map { "\"\($1)\" \($0)" }.joined(separator: ", ")
    // Words stand closer than numbers do.
    return "unset logscale x\nset xrange [-0.5:\(Double(categories.count) - 0.5)]\nset xtics (\(tics)) font \",9\"\n"
  }

  /// A value of a grid as its author writes it: 1/16, 0.1, 8.
  private static func label(_ value: Double) -> String {
    value < 1 && value >= 0x1p-10 && value.significand == 1 ? "1/\(Int(1 / value))" : String(format: "%g", value)
  }
}
