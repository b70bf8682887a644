internal import Foundation
internal import Statistics

/// From what to what colours go over a plane, where the loss may explode or not be finite at its edges.
struct ColourScale {
  let isLogarithmic: Bool
  /// The edges of the colours: contour lines run along them.
  let levels: [Double]
  /// What is cut off, in words; nil where nothing is.
  let note: String?

  var lowest: Double { levels[0] }
  var highest: Double { levels[levels.count - 1] }

  /// gnuplot's commands for it: viridis, which is told apart in grey and by colour-blind readers.
  func script(_ quantity: String) -> String {
    let colours =
      "0 \"#440154\", 0.125 \"#482878\", 0.25 \"#3e4989\", 0.375 \"#31688e\", 0.5 \"#26828e\", 0.625 \"#1f9e89\", 0.75 \"#35b779\", "
      + "0.875 \"#6ece58\", 1 \"#fde725\""
    return "set palette defined (\(colours))\nset palette maxcolors \(levels.count - 1)\nset cbrange [\(lowest):\(highest)]\n"
      + "set cblabel \"\(quantity)\"\n" + (isLogarithmic ? logarithmicAxes(["z", "cb"], levels) : "")
  }

  /// The scale of values of which one at least is finite: logarithmic where only that shows them. A logarithmic one ends four powers of ten above its beginning,
  /// or at ten times the median if that is more; a linear one, two deciles' distance beyond the ninth decile, or the first, where values go ten times that distance
  /// beyond.
  init(_ values: [Double]) {
    let finite = values.filter(\.isFinite)
    let quantiles = (try? Quantiles.of(finite, at: [0, 0.1, 0.5, 0.9, 1])) ?? [0, 0, 0, 0, 0]
    let (smallest, largest) = (quantiles[0], quantiles[4])
    var (lower, upper) = (smallest, largest)
    isLogarithmic = needsLogarithmicAxis(finite)
    if isLogarithmic {
      upper = min(largest, max(smallest * 1e4, quantiles[2] * 10))
      let ratio = upper / lower
      levels = (0...14).map { $0 == 14 ? upper : lower * pow(ratio, Double($0) / 14) }
    } else {
      let spread = quantiles[3] - quantiles[1]
      if spread > 0, largest - quantiles[3] > 10 * spread { upper = quantiles[3] + 2 * spread }
      if spread > 0, quantiles[1] - smallest > 10 * spread { lower = quantiles[1] - 2 * spread }
      let step = labelInterval(max(upper - lower, 1e-12 * max(abs(upper), 1e-300)), count: 14)
      let first = (lower / step).rounded(.down)
      let last = max((upper / step).rounded(.up), first + 1)
      levels = stride(from: first, through: last, by: 1).map { $0 * step }
    }
    var words = [String]()
    func short(_ value: Double) -> String { String(format: "%.3g", value) }
    if largest > levels[levels.count - 1] { words.append("colours end at \(short(levels[levels.count - 1])), values at \(short(largest))") }
    if smallest < levels[0] { words.append("colours begin at \(short(levels[0])), values at \(short(smallest))") }
    if finite.count < values.count { words.append("white: not finite (\(values.count - finite.count) of \(values.count) points)") }
    note = words.isEmpty ? nil : words.joined(separator: "; ")
  }
}
