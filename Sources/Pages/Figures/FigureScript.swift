internal import Foundation
internal import Records

/// What a figure's gnuplot script draws, as far as it is written in the few forms that this toolkit's figures have. Another form is an error, and its figure is shown as
/// gnuplot drew it.
struct FigureScript {
  /// An axis.
  struct Axis {
    var isLogarithmic = false
    /// The ends that are set; nil where they come from the data.
    var lower: Double?
    var upper: Double?
    var label = ""
    /// The labels that are set, each at its place; nil where there are none.
    var tics: [(label: String, value: Double)]?
  }

  /// A column of the data, of the rows in which other columns have given values.
  struct Column: Equatable {
    var index: Int
    var conditions: [Int: Double] = [:]
  }

  /// Where an element's numbers come from.
  enum Source: Equatable {
    case columns([Column])
    case constant(Double)
  }

  /// Something that is drawn.
  struct Element {
    var source: Source
    /// `lines`, `linespoints`, `points` or `filledcurves`.
    var style: String
    var title: String?
    var colour: String
    var isDashed: Bool
    var opacity: Double
  }

  /// A panel with its axes and what is drawn in it.
  struct Panel {
    var title = ""
    var x = Axis()
    var y = Axis()
    var elements: [Element] = []
    /// What a plane shows; nil for a chart.
    var plane: Plane?
  }

  /// A plane of values.
  struct Plane: Equatable {
    /// The first and last column of its values, counted from 0; to the end of the row where no last one is named.
    var first: Int
    var last: Int?
    /// The table with a way over the plane.
    var path: String?
  }

  /// Why a script cannot be read.
  struct Unknown: Error, Equatable { let form: String }

  /// The title above all panels.
  var title = ""
  /// What a plane's colours are.
  var colourScale = ColourAxis()
  /// The panels, in the order in which they are drawn.
  var panels: [Panel] = []

  /// The colours of planes.
  struct ColourAxis {
    var isLogarithmic = false
    var lower = 0.0
    var upper = 1.0
    var label = ""
    var levels = 10
    var note = ""
  }

  /// Reads a script.
  ///
  /// - Throws: `Unknown` where something is drawn in a form that is not known.
  init(_ text: String) throws(Unknown) {
    var panel = Panel()
    let commands = text.replacing("\\\n", with: " ").split(separator: "\n").map { $0.drop { $0 == " " } }
    for command in commands {
      let words = command.prefix { $0 != " " }
      let rest = command.dropFirst(words.count + 1)
      switch words {
      case "set": set(rest, &panel)
      case "unset": unset(rest, &panel)
      case "plot":
        panel.elements = try ScriptTokens.parts(rest).map { words throws(Unknown) in try Self.element(words) }
        // Names of curves that stand once below all panels are a plot of nothing.
        if !panel.elements.allSatisfy({ if case .constant(let value) = $0.source { value.isNaN } else { false } }) { panels.append(panel) }
      case "splot":
        panel.plane = try Self.plane(rest)
        panels.append(panel)
      default: break
      }
    }
    guard !panels.isEmpty else { throw Unknown(form: "nothing drawn") }
  }

  private mutating func set(_ rest: Substring, _ panel: inout Panel) {
    let name = rest.prefix { $0 != " " }
    let value = rest.dropFirst(name.count + 1)
    let quoted = ScriptTokens.parts(value).flatMap(\.self).first { $0.isQuoted }?.text
    switch name {
    // A title's place alone is no new title.
    case "title": if let quoted { panel.title = quoted }
    case "multiplot": title = quoted ?? ""
    case "xlabel": panel.x.label = quoted ?? ""
    case "ylabel": panel.y.label = quoted ?? ""
    case "cblabel": colourScale.label = quoted ?? ""
    case "label": colourScale.note = quoted ?? ""
    case "xrange": (panel.x.lower, panel.x.upper) = Self.range(value)
    case "yrange": (panel.y.lower, panel.y.upper) = Self.range(value)
    case "cbrange":
      let (lower, upper) = Self.range(value)
      (colourScale.lower, colourScale.upper) = (lower ?? 0, upper ?? 1)
    case "xtics": panel.x.tics = Self.tics(value)
    case "ytics": panel.y.tics = Self.tics(value)
    case "palette":
      if let count = value.split(separator: " ").last.flatMap({ Int($0) }), count > 0, value.hasPrefix("maxcolors") {
        colourScale.levels = count
      }
    case "logscale":
      if value.hasPrefix("x") { panel.x.isLogarithmic = true }
      if value.hasPrefix("y") { panel.y.isLogarithmic = true }
      if value.hasPrefix("zcb") { colourScale.isLogarithmic = true }
    default: break
    }
  }

  private mutating func unset(_ rest: Substring, _ panel: inout Panel) {
    switch rest {
    case "logscale x": panel.x.isLogarithmic = false
    case "logscale y": panel.y.isLogarithmic = false
    default: break
    }
  }

  /// `[0:*]`.
  private static func range(_ text: Substring) -> (Double?, Double?) {
    let ends = text.prefix { $0 != "]" }.dropFirst().split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    return ends.count == 2 ? (ends[0], ends[1]) : (nil, nil)
  }

  /// `("a" 1, "b" 2)`, or `(0.1, 1)`, where numbers are their own labels; nil for anything else.
  private static func tics(_ text: Substring) -> [(label: String, value: Double)]? {
    guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else { return nil }
    return ScriptTokens.parts(text[text.index(after: open)..<close]).compactMap { words -> (label: String, value: Double)? in
      if words.count == 1, !words[0].isQuoted, let value = Double(words[0].text) {
        return (label: words[0].text.replacing("-", with: "−"), value: value)
      }
      guard words.count == 2, words[0].isQuoted, let value = Double(words[1].text) else { return nil }
      return (label: words[0].text, value: value)
    }
  }

  private static func element(_ words: [ScriptTokens.Word]) throws(Unknown) -> Element {
    func after(_ name: String) -> ScriptTokens.Word? {
      guard let index = words.firstIndex(where: { $0.text == name && !$0.isQuoted }), index + 1 < words.count else { return nil }
      return words[index + 1]
    }
    func unknown() -> Unknown { Unknown(form: words.map(\.text).joined(separator: " ")) }
    let counts = ["lines": 2, "linespoints": 2, "points": 2, "filledcurves": 3, "yerrorbars": 4]
    guard let first = words.first, var style = after("with")?.text, let count = counts[style] else { throw unknown() }
    let source: Source
    if let constant = Double(first.text) {
      source = .constant(constant)
    } else {
      guard first.text == "data", let using = after("using")?.text, var columns = columns(using), columns.count == count else {
        throw unknown()
      }
      // A bar is the band of one point, whose height comes with the points' own curve.
      if style == "yerrorbars" {
        columns.remove(at: 1)
        style = "filledcurves"
      }
      source = .columns(columns)
    }
    let isTransparent = words.contains { $0.text == "transparent" }
    return Element(
      source: source, style: style, title: after("title")?.text, colour: (after("fillcolor") ?? after("linecolor"))?.text ?? "black",
      isDashed: after("dashtype") != nil, opacity: isTransparent ? after("solid").flatMap { Double($0.text) } ?? 1 : 1)
  }

  /// `3:($1 == 0 && $2 == 1 ? $5 : NaN)`; nil for anything else. A condition on one column is one on all: they are drawn row by row.
  private static func columns(_ using: String) -> [Column]? {
    var parts = [String]()
    var depth = 0
    var part = ""
    for character in using {
      if character == ":", depth == 0 {
        parts.append(part)
        part = ""
        continue
      }
      depth += character == "(" ? 1 : character == ")" ? -1 : 0
      part.append(character)
    }
    let columns = (parts + [part]).map(column)
    guard columns.allSatisfy({ $0 != nil }) else { return nil }
    let conditions = columns.compactMap { $0?.conditions }.filter { !$0.isEmpty }
    guard conditions.allSatisfy({ $0 == conditions.first }) else { return nil }
    return columns.compactMap { $0.map { Column(index: $0.index, conditions: conditions.first ?? [:]) } }
  }

  private static func column(_ text: String) -> Column? {
    if let index = Int(text) { return Column(index: index - 1) }
    let inner = text.dropFirst().dropLast()
    guard text.hasPrefix("("), text.hasSuffix(": NaN)"), let mark = inner.firstIndex(of: "?") else { return nil }
    func number(_ text: Substring) -> Int? { text.hasPrefix("$") ? Int(text.dropFirst()) : nil }
    var conditions = [Int: Double]()
    for condition in inner[..<mark].split(separator: "&&") {
      let sides = condition.split(separator: "==").map { Substring($0.trimmingCharacters(in: .whitespaces)) }
      guard sides.count == 2, let column = number(sides[0]), let value = Double(sides[1]) else { return nil }
      conditions[column - 1] = value
    }
    let chosen = inner[inner.index(after: mark)...].prefix { $0 != ":" }.trimmingCharacters(in: .whitespaces)
    return number(Substring(chosen)).map { Column(index: $0 - 1, conditions: conditions) }
  }

  /// `data matrix skip 1 every 1:1:first:0:last using …, "path.csv" …`.
  private static func plane(_ rest: Substring) throws(Unknown) -> Plane {
    let words = rest.split(separator: " ")
    guard words.starts(with: ["data", "matrix", "skip", "1", "every"]), words.count > 5 else {
      throw Unknown(form: String(rest.prefix(80)))
    }
    let places = words[5].split(separator: ":").map { Int($0) }
    guard places.count >= 4, let first = places[2] else { throw Unknown(form: String(words[5])) }
    let path = ScriptTokens.parts(rest).compactMap(\.first).first { $0.isQuoted && $0.text.hasSuffix(".csv") }?.text
    return Plane(first: first, last: places.count > 4 ? places[4] : nil, path: path)
  }
}
