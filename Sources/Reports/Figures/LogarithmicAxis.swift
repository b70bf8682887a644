internal import Foundation

/// Whether values span so much, more than forty times, that only a logarithmic axis shows them.
func needsLogarithmicAxis(_ values: [Double]) -> Bool {
  guard let smallest = values.filter(\.isFinite).min(), let largest = values.filter(\.isFinite).max(), smallest > 0 else { return false }
  return largest / smallest > 40
}

/// gnuplot's commands for logarithmic axes (`x`, `y`, `z`, `cb`) that values are drawn on: labels at powers of ten, and where the values span fewer than three of
/// them, so that one or two labels would stand alone, also at 3 times these, or at 2 and 5 times where they span little.
func logarithmicAxes(_ axes: [String], _ values: [Double]) -> String {
  let finite = values.filter { $0.isFinite && $0 > 0 }
  let script = "set logscale \(axes.joined())\n"
  // Numbers of more figures than that take the room that the axis's name needs; those of an axis x lie along it.
  let highest = axes == ["x"] ? 1e5 : 1e4
  guard let smallest = finite.min(), let largest = finite.max(), largest / smallest < 1000, largest < highest, smallest >= 1e-3 else {
    return script + axes.map { "set format \($0) \"10^{%T}\"\nset \($0)tics autofreq\n" }.joined()
  }
  // A power beyond either end: bands reach past the values, and labels outside of an axis are not drawn.
  let powers = Int(floor(log10(smallest))) - 1...Int(ceil(log10(largest))) + 1
  let labels: [Double] = largest / smallest > 30 ? [1, 3] : [1, 2, 5]
  let places = powers.flatMap { power in labels.map { String(format: "%g", $0 * pow(10, Double(power))) } }.joined(separator: ", ")
  return script + axes.map { "set format \($0) \"%g\"\nset \($0)tics (\(places))\n" }.joined()
}

/// gnuplot's commands for an ordinary axis y behind a logarithmic one.
let linearAxis = "unset logscale y\nset format y \"%g\"\nset ytics autofreq\n"
