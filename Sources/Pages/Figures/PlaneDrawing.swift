internal import Foundation

/// A plane of values as SVG: cells in the colours of a scale, with the values in an attribute, from which the page's script turns the surface.
struct PlaneDrawing {
  /// The values over the plane.
  struct Grid {
    let alphas: [Double]
    let betas: [Double]
    /// `[beta][alpha]`.
    let values: [Double]
  }

  let grid: Grid
  let scale: FigureScript.ColourAxis
  let x: String
  let y: String
  /// A way over the plane.
  let path: [(alpha: Double, beta: Double)]

  private static let box = 3000
  private static let margin = (left: 520, top: 60, right: 120, bottom: 460)

  /// The SVG element; `name` is read to those who do not see it.
  func svg(name: String) -> String {
    let (box, margin) = (Self.box, Self.margin)
    let (first, last) = (grid.alphas[0], grid.alphas[grid.alphas.count - 1])
    let (bottom, top) = (grid.betas[0], grid.betas[grid.betas.count - 1])
    let values = grid.values.map { $0.isFinite ? String(format: "%.4g", $0) : "n" }.joined(separator: " ")
    var text = "<svg class=\"plane\" viewBox=\"0 0 \(margin.left + box + margin.right) \(margin.top + box + margin.bottom)\" role=\"img\""
    text += " aria-label=\"\(HTML.escaped(name))\" data-left=\"\(margin.left)\" data-top=\"\(margin.top)\" data-box=\"\(box)\""
    text += " data-alphas=\"\(first) \(last) \(grid.alphas.count)\" data-betas=\"\(bottom) \(top) \(grid.betas.count)\""
    text +=
      " data-scale=\"\(scale.isLogarithmic ? "log" : "linear") \(scale.lower) \(scale.upper) \(scale.levels)\" data-values=\"\(values)\">"
    text += "<svg x=\"\(margin.left)\" y=\"\(margin.top)\" width=\"\(box)\" height=\"\(box)\">\(cells)\(way)</svg>"
    text += "<path class=\"frame\" d=\"M\(margin.left) \(margin.top)v\(box)h\(box)v\(-box)z\"/><g class=\"labels\">"
    for tick in ticks(first, last) {
      let place = margin.left + Int((tick.value - first) / (last - first) * Double(box))
      text += "<text x=\"\(place)\" y=\"\(margin.top + box + 170)\">\(tick.label)</text>"
    }
    text += "<text x=\"\(margin.left + box / 2)\" y=\"\(margin.top + box + 370)\">\(HTML.escaped(x))</text></g><g class=\"labels left\">"
    for tick in ticks(bottom, top) {
      let place = margin.top + Int((top - tick.value) / (top - bottom) * Double(box))
      text += "<text x=\"\(margin.left - 50)\" y=\"\(place + 45)\">\(tick.label)</text>"
    }
    return text
      + "</g><g class=\"labels\"><text transform=\"translate(110 \(margin.top + box / 2)) rotate(-90)\">\(HTML.escaped(y))</text></g></svg>"
  }

  private func ticks(_ lower: Double, _ upper: Double) -> [ChartAxis.Tick] {
    var axis = FigureScript.Axis()
    (axis.lower, axis.upper) = (lower, upper)
    return ChartAxis(axis, values: [], isTight: true).ticks
  }

  /// Cells a third of the grid's distance wide, with values between its points from their neighbours; cells of one colour beside each other are one piece.
  private var cells: String {
    let fine = 3
    let (columns, rows) = ((grid.alphas.count - 1) * fine, (grid.betas.count - 1) * fine)
    var paths = [String](repeating: "", count: scale.levels)
    func edge(_ index: Int, _ count: Int) -> Int { index * Self.box / count }
    for row in 0..<rows {
      let (top, bottom) = (Self.box - edge(row + 1, rows), Self.box - edge(row, rows))
      var start = 0
      var current = level(0, row, fine)
      for column in 1...columns {
        let next = column < columns ? level(column, row, fine) : nil
        guard column == columns || next != current else { continue }
        if let current {
          let (left, right) = (edge(start, columns), edge(column, columns))
          paths[current] += "M\(left) \(top)h\(right - left)v\(bottom - top)h\(left - right)z"
        }
        (start, current) = (column, next)
      }
    }
    return paths.enumerated().filter { !$1.isEmpty }.map {
      "<path fill=\"\(ColourRamp.colour((Double($0) + 0.5) / Double(scale.levels)))\" d=\"\($1)\"/>"
    }.joined()
  }

  /// The colour of a cell, by the mean of the four grid points around it, the nearer the more; nil where one of them is not finite.
  private func level(_ column: Int, _ row: Int, _ fine: Int) -> Int? {
    let (x, y) = ((Double(column) + 0.5) / Double(fine), (Double(row) + 0.5) / Double(fine))
    let (left, below) = (Int(x), Int(y))
    let (across, up) = (x - Double(left), y - Double(below))
    func value(_ dx: Int, _ dy: Int) -> Double { grid.values[(below + dy) * grid.alphas.count + left + dx] }
    let lower = value(0, 0) * (1 - across) + value(1, 0) * across
    let upper = value(0, 1) * (1 - across) + value(1, 1) * across
    let value = lower * (1 - up) + upper * up
    guard value.isFinite else { return nil }
    let share =
      scale.isLogarithmic
      ? log(max(value, 1e-300) / scale.lower) / log(scale.upper / scale.lower) : (value - scale.lower) / (scale.upper - scale.lower)
    return Int(min(max(share * Double(scale.levels), 0), Double(scale.levels - 1)))
  }

  private var way: String {
    guard path.count > 1 else { return "" }
    let points = path.map { point in
      let x = (point.alpha - grid.alphas[0]) / (grid.alphas[grid.alphas.count - 1] - grid.alphas[0])
      let y = (point.beta - grid.betas[0]) / (grid.betas[grid.betas.count - 1] - grid.betas[0])
      return (x: Int((x * Double(Self.box)).rounded()), y: Int(((1 - y) * Double(Self.box)).rounded()))
    }
    return "<path class=\"way\" d=\"\(ChartDrawing.path(points))\"/>"
  }
}

/// The colours of planes: viridis, which is told apart in grey and by colour-blind readers.
enum ColourRamp {
  private static let stops = ["#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#fde725"]

  /// The colour at a place from 0 to 1.
  static func colour(_ place: Double) -> String {
    let scaled = min(max(place, 0), 1) * Double(stops.count - 1)
    let index = min(Int(scaled), stops.count - 2)
    guard let low = Contrast.parts(stops[index]), let high = Contrast.parts(stops[index + 1]) else { return stops[index] }
    let share = scaled - Double(index)
    return "#" + zip(low, high).map { String(format: "%02x", Int(($0 + ($1 - $0) * share).rounded())) }.joined()
  }

  /// The colours with their values, as an SVG element.
  static func bar(_ scale: FigureScript.ColourAxis) -> String {
    let width = 3000 / scale.levels
    var text = "<svg class=\"bar\" viewBox=\"-350 0 3700 500\" role=\"img\" aria-label=\"colours of \(HTML.escaped(scale.label))\">"
    for level in 0..<scale.levels {
      let colour = colour((Double(level) + 0.5) / Double(scale.levels))
      text += "<rect x=\"\(level * width)\" width=\"\(width)\" height=\"150\" fill=\"\(colour)\"/>"
    }
    text += "<g class=\"labels\">"
    // Room for numbers with an exponent.
    for level in stride(from: 0, through: scale.levels, by: (scale.levels + 3) / 4) {
      let share = Double(level) / Double(scale.levels)
      let value =
        scale.isLogarithmic ? scale.lower * pow(scale.upper / scale.lower, share) : scale.lower + (scale.upper - scale.lower) * share
      text += "<text x=\"\(level * width)\" y=\"300\">\(String(format: "%.3g", value))</text>"
    }
    return text + "<text x=\"1500\" y=\"460\">\(HTML.escaped(scale.label))</text></g></svg>"
  }
}
