internal import Foundation
internal import Records

/// An effect drawn against its region: one row of a forest plot.
struct ForestRow {
  /// What a claim says of an effect: where its region begins and ends.
  struct Region: Equatable {
    var lower: Double
    var upper: Double

    /// The region in a ledger's words, `< 0.900`, `> 1.10` or `0.800 to 1.25`; nil for others.
    init?(_ text: String) {
      let words = text.split(separator: " ")
      if words.count == 2, words[0] == "<", let bound = Double(words[1]) {
        (lower, upper) = (-.infinity, bound)
      } else if words.count == 2, words[0] == ">", let bound = Double(words[1]) {
        (lower, upper) = (bound, .infinity)
      } else if words.count == 3, words[1] == "to", let first = Double(words[0]), let last = Double(words[2]) {
        (lower, upper) = (first, last)
      } else {
        return nil
      }
    }
  }

  /// The mean with its interval; nil where there is none.
  var interval: (estimate: Double, lower: Double, upper: Double)?
  /// One value a seed.
  var values: [Double] = []
  /// The control's interval.
  var control: (estimate: Double, lower: Double, upper: Double)?
  var region: Region?
  /// Whether it is a ratio: drawn by its logarithm, about 1.
  var isRatio = false

  private static let width = 300.0

  /// The row as SVG; `name` is read to those who do not see it.
  func svg(name: String) -> String {
    let (lower, upper) = ends
    func x(_ value: Double) -> String {
      let scaled = isRatio ? log(max(value, 1e-300) / lower) / log(upper / lower) : (value - lower) / (upper - lower)
      return String(format: "%.1f", 6 + min(max(scaled, 0), 1) * (Self.width - 12))
    }
    var text = "<svg class=\"forest\" viewBox=\"0 0 \(Int(Self.width)) 36\" role=\"img\" aria-label=\"\(HTML.escaped(name))\">"
    if let region {
      let (left, right) = (region.lower.isFinite ? x(region.lower) : "0", region.upper.isFinite ? x(region.upper) : "\(Int(Self.width))")
      let span = (Double(right) ?? 0) - (Double(left) ?? 0)
      text +=
        "<path class=\"region\" d=\"M\(left) 1h\(String(format: "%.1f", max(span, 1)))v23h\(String(format: "%.1f", -max(span, 1)))z\"/>"
      for bound in [region.lower, region.upper] where bound.isFinite { text += "<path class=\"bound\" d=\"M\(x(bound)) 1v23\"/>" }
    }
    let none = isRatio ? 1.0 : 0.0
    if none >= lower, none <= upper { text += "<path class=\"none\" d=\"M\(x(none)) 1v23\"/>" }
    for value in values { text += "<circle class=\"seed\" cx=\"\(x(value))\" cy=\"19\" r=\"2\"/>" }
    if let control {
      text +=
        "<path class=\"control\" d=\"M\(x(control.lower)) 6H\(x(control.upper))\"/><circle class=\"control\" cx=\"\(x(control.estimate))\" cy=\"6\" r=\"2.5\"/>"
    }
    if let interval {
      if interval.lower.isFinite, interval.upper.isFinite {
        text += "<path class=\"interval\" d=\"M\(x(interval.lower)) 12.5H\(x(interval.upper))\"/>"
      }
      text += "<circle class=\"mean\" cx=\"\(x(interval.estimate))\" cy=\"12.5\" r=\"3.5\"/>"
    }
    text += "<path class=\"axis\" d=\"M6 25H\(Int(Self.width) - 6)\"/>"
    text +=
      "<text x=\"6\" y=\"35\">\(Self.short(lower))</text><text class=\"end\" x=\"\(Int(Self.width) - 6)\" y=\"35\">\(Self.short(upper))</text>"
    if none > lower, none < upper { text += "<text class=\"middle\" x=\"\(x(none))\" y=\"35\">\(Self.short(none))</text>" }
    return text + "</svg>"
  }

  private static func short(_ value: Double) -> String { String(format: "%.3g", value).replacing("-", with: "−") }

  /// The ends of the row's own axis: round numbers around all that is drawn, and around none where that is near.
  private var ends: (Double, Double) {
    var drawn =
      [interval?.estimate, interval?.lower, interval?.upper, control?.lower, control?.upper, region?.lower, region?.upper]
      .compactMap(\.self).filter(\.isFinite) + values
    guard isRatio else {
      // A level far from 0 is not drawn against it.
      if let lowest = drawn.min(), let highest = drawn.max(), abs(lowest + highest) <= 3 * (highest - lowest) { drawn.append(0) }
      let (lowest, highest) = (drawn.min() ?? 0, drawn.max() ?? 0)
      guard lowest < highest else { return (lowest - 1, highest + 1) }
      let step = ChartAxis.interval(highest - lowest, count: 4)
      // A region that goes on has some room to be seen in.
      return ((lowest / step - 0.25).rounded(.down) * step, (highest / step + 0.25).rounded(.up) * step)
    }
    let farthest = drawn.filter { $0 > 0 }.map { max($0, 1 / $0) }.max() ?? 1
    let rounded = [1.5, 2, 3, 5, 10, 20, 50, 100, 1000].first { $0 >= farthest * 1.05 } ?? pow(10, ceil(log10(farthest)))
    return (1 / rounded, rounded)
  }
}
