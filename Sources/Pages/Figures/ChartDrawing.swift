internal import Foundation

/// A chart as SVG. Its paths are the only place on a page where its numbers stand: whole units of 1/4000 of an axis, from which the page's script reads values back.
struct ChartDrawing {
  /// The box that the axes span, in units.
  static let box = (width: 4000, height: 2600)
  /// What stands around it.
  private static let margin = (left: 640, right: 210, top: 70, bottom: 460)

  let chart: Chart
  /// The number of each series on its page, by which it is switched and marked.
  let numbers: [Int]

  /// The drawing's units: width and height with what stands around the box.
  static var size: (width: Int, height: Int) {
    (box.width + margin.left + margin.right, box.height + margin.top + margin.bottom)
  }

  /// The SVG element; `name` is read to those who do not see it.
  func svg(name: String) -> String {
    let (box, margin, size) = (Self.box, Self.margin, Self.size)
    func axis(_ axis: ChartAxis) -> String { "\(axis.isLogarithmic ? "log" : "linear") \(axis.lower) \(axis.upper)" }
    var text = "<svg class=\"chart\" viewBox=\"0 0 \(size.width) \(size.height)\" role=\"img\" aria-label=\"\(HTML.escaped(name))\""
    text += " data-x=\"\(axis(chart.x))\" data-y=\"\(axis(chart.y))\" data-left=\"\(margin.left)\" data-top=\"\(margin.top)\""
    text += " data-label=\"\(HTML.escaped(chart.x.label))\"\(chart.isRidge ? " data-ridge" : "")"
    text += ">\(grid)<svg class=\"box\" x=\"\(margin.left)\" y=\"\(margin.top)\" width=\"\(box.width)\" height=\"\(box.height)\">"
    for reference in chart.references {
      let y = self.y(reference.y)
      text += "<path class=\"reference\" d=\"M0 \(y)h\(box.width)\"/>"
    }
    for (index, series) in chart.series.enumerated() { text += draw(series, index) }
    return text + "</svg>\(labels)</svg>"
  }

  private func x(_ value: Double) -> Int { Self.whole(chart.x.place(value) * Double(Self.box.width), Self.box.width) }
  private func y(_ value: Double) -> Int { Self.whole((1 - chart.y.place(value)) * Double(Self.box.height), Self.box.height) }

  /// What lies off the axis ends a length beyond it: far enough to leave the box, and not so far that a drawing suffers.
  private static func whole(_ value: Double, _ length: Int) -> Int {
    guard value.isFinite else { return 2 * length }
    return Int(min(max(value, -Double(length)), 2 * Double(length)).rounded())
  }

  private var grid: String {
    let (box, margin) = (Self.box, Self.margin)
    var path = ""
    for tick in chart.x.ticks where isInside(tick, chart.x) { path += "M\(margin.left + x(tick.value)) \(margin.top)v\(box.height)" }
    if !chart.isRidge {
      for tick in chart.y.ticks where isInside(tick, chart.y) { path += "M\(margin.left) \(margin.top + y(tick.value))h\(box.width)" }
    }
    let frame = "M\(margin.left) \(margin.top)v\(box.height)h\(box.width)"
    return "<path class=\"grid\" d=\"\(path)\"/><path class=\"frame\" d=\"\(frame)\"/>"
  }

  private func isInside(_ tick: ChartAxis.Tick, _ axis: ChartAxis) -> Bool {
    let place = axis.place(tick.value)
    return place > -1e-6 && place < 1 + 1e-6
  }

  private var labels: String {
    let (box, margin) = (Self.box, Self.margin)
    var text = "<g class=\"labels\">"
    for tick in chart.x.ticks where isInside(tick, chart.x) {
      text += "<text x=\"\(margin.left + x(tick.value))\" y=\"\(margin.top + box.height + 170)\">\(HTML.escaped(tick.label))</text>"
    }
    if !chart.x.label.isEmpty {
      text += "<text x=\"\(margin.left + box.width / 2)\" y=\"\(margin.top + box.height + 370)\">\(HTML.marked(chart.x.label))</text>"
    }
    text += "</g><g class=\"labels left\">"
    for tick in chart.y.ticks where isInside(tick, chart.y) {
      text += "<text x=\"\(margin.left - 50)\" y=\"\(margin.top + y(tick.value) + 45)\">\(HTML.escaped(tick.label))</text>"
    }
    for reference in chart.references where reference.title != nil {
      text +=
        "<text class=\"inside\" x=\"\(margin.left + box.width)\" y=\"\(margin.top + y(reference.y) - 40)\">\(HTML.escaped(reference.title ?? ""))</text>"
    }
    text += "</g>"
    guard !chart.y.label.isEmpty else { return text }
    let middle = margin.top + box.height / 2
    return text + "<g class=\"labels\"><text transform=\"translate(130 \(middle)) rotate(-90)\">\(HTML.marked(chart.y.label))</text></g>"
  }

  private func draw(_ series: Chart.Series, _ index: Int) -> String {
    var content = ""
    // Points that no line joins have a bar each.
    let isBars = series.hasPoints && !series.hasLine
    let pieces = series.pieces.map { piece in piece.filter { $0.lower.isFinite && $0.upper.isFinite } }
    let band = isBars ? pieces.flatMap(\.self).map { [$0] } : pieces.filter { $0.count > 1 }
    if !band.isEmpty {
      let path = band.map { points in
        let edge = points.map { (x: x($0.x), y: y($0.upper)) } + points.reversed().map { (x: x($0.x), y: y($0.lower)) }
        return Self.path(edge) + "z"
      }.joined()
      let opacity = series.opacity == 0.15 ? "" : " style=\"fill-opacity:\(series.opacity)\""
      content += "<path class=\"band\(isBars ? " bars" : "")\"\(opacity) d=\"\(path)\"/>"
    }
    let curve = series.pieces.map { piece in piece.filter { $0.y.isFinite }.map { (x: x($0.x), y: y($0.y)) } }.filter { !$0.isEmpty }
    if !curve.isEmpty {
      let path = series.hasLine ? curve.map(Self.path).joined() : Self.dots(curve.flatMap(\.self))
      content += "<path class=\"line\(series.hasPoints ? " points" : "")\" d=\"\(path)\"/>"
      // A curve of many points carries its mark at a few, which differ from curve to curve so that marks do not hide each other.
      let points = curve.flatMap(\.self)
      if !series.hasPoints, series.title != nil, points.count > 12, chart.series.count > 1 {
        let places = (0..<5).map { (4 * $0 + index % 4 + 1) * points.count / 21 }
        content += "<path class=\"marks\" d=\"\(Self.dots(places.map { points[$0] }))\"/>"
      }
    }
    let dark = Contrast.onDark(series.colour)
    let dash = series.isDashed ? " dashed" : ""
    return
      "<g class=\"series\(dash) shape\(numbers[index] % 8)\" data-series=\"\(numbers[index])\" style=\"--light:\(series.colour);--dark:\(dark)\">\(content)</g>"
  }

  /// Points that nothing joins: lines of no length, which carry a mark.
  static func dots(_ points: [(x: Int, y: Int)]) -> String { points.map { "M\($0.x) \($0.y)h0" }.joined() }

  /// Points as a path: the first as it lies, all others by how far they are from the one before.
  static func path(_ points: [(x: Int, y: Int)]) -> String {
    guard var last = points.first else { return "" }
    var text = "M\(last.x) \(last.y)l"
    var isFirst = true
    // A path of one point has a line of no length: round ends make it a dot.
    for point in points.count == 1 ? points : Array(points.dropFirst()) {
      let (dx, dy) = (point.x - last.x, point.y - last.y)
      text += (isFirst || dx < 0 ? "" : " ") + "\(dx)" + (dy < 0 ? "" : " ") + "\(dy)"
      isFirst = false
      last = point
    }
    return text
  }
}
