import Foundation
import Pages
import Testing

/// A page's charts, read back from its text without the code that wrote them.
struct DrawnChart {
  /// A curve: its class, its points in the units of the axes, and its band's ends.
  struct Curve {
    var points: [(x: Double, y: Double)]
    var band: [(x: Double, y: Double)]
  }

  var curves: [Curve]
  var x: (isLogarithmic: Bool, lower: Double, upper: Double)
  var y: (isLogarithmic: Bool, lower: Double, upper: Double)

  /// How far a value may be from the drawn one: a unit of the drawing.
  func isNear(_ drawn: Double, _ value: Double, _ axis: (isLogarithmic: Bool, lower: Double, upper: Double), units: Double) -> Bool {
    if axis.isLogarithmic { return abs(log(drawn / value)) <= 1.01 * log(axis.upper / axis.lower) / units }
    return abs(drawn - value) <= 1.01 * (axis.upper - axis.lower) / units
  }

  /// The charts of a figure on a page.
  static func all(_ figure: String, in html: String) throws -> [DrawnChart] {
    let start = try #require(html.range(of: "<figure id=\"\(figure)\">"), "\(figure)")
    let end = try #require(html.range(of: "</figure>", range: start.upperBound..<html.endIndex))
    let text = html[start.upperBound..<end.lowerBound]
    return text.components(separatedBy: "<svg class=\"chart\"").dropFirst().map(DrawnChart.init)
  }

  private init(_ text: String) {
    func attribute(_ name: String) -> String {
      text.firstMatch(of: try! Regex("\(name)=\"([^\"]*)\"", as: (Substring, Substring).self)).map { String($0.1) } ?? ""
    }
    func axis(_ text: String) -> (Bool, Double, Double) {
      let words = text.split(separator: " ")
      return (words[0] == "log", Double(words[1])!, Double(words[2])!)
    }
    let (x, y) = (axis(attribute("data-x")), axis(attribute("data-y")))
    func value(_ axis: (isLogarithmic: Bool, lower: Double, upper: Double), _ share: Double) -> Double {
      axis.isLogarithmic ? axis.lower * pow(axis.upper / axis.lower, share) : axis.lower + (axis.upper - axis.lower) * share
    }
    func points(_ path: Substring) -> [(x: Double, y: Double)] {
      var found = [(x: Double, y: Double)]()
      for piece in path.split(separator: "M") {
        let numbers = piece.matches(of: /-?[0-9]+/).map { Double($0.0)! }
        var last = (numbers[0], numbers[1])
        found.append(last)
        if piece.contains("h0") { continue }
        for index in stride(from: 2, to: numbers.count - 1, by: 2) {
          last = (last.0 + numbers[index], last.1 + numbers[index + 1])
          found.append(last)
        }
      }
      return found.map { (value(x, $0.x / 4000), value(y, 1 - $0.y / 2600)) }
    }
    (self.x, self.y) = (x, y)
    curves = text.components(separatedBy: "<g class=\"series").dropFirst().map { group in
      Curve(
        points: group.firstMatch(of: /<path class="line[^"]*" d="([^"]*)"/).map { points($0.1) } ?? [],
        band: group.firstMatch(of: /<path class="band"[^>]* d="([^"]*)"/).map { points($0.1) } ?? [])
    }
  }
}

/// The repository's own results.
enum Committed {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  static let results = "\(root)/results"
  static let studies = Pages.Report.studies(below: results)
}
