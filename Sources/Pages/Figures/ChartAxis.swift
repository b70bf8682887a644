internal import Foundation

/// An axis of a chart: its ends and its labels.
struct ChartAxis {
  /// A label at its place.
  struct Tick: Equatable {
    var label: String
    var value: Double
  }

  let label: String
  let isLogarithmic: Bool
  let lower: Double
  let upper: Double
  let ticks: [Tick]

  /// The axis that a script asks for; ends that it leaves open come from `values`, and go on to the next label unless the axis is tight.
  init(_ axis: FigureScript.Axis, values: [Double], isTight: Bool) {
    label = axis.label
    isLogarithmic = axis.isLogarithmic
    let drawn = values.filter { $0.isFinite && (!axis.isLogarithmic || $0 > 0) }
    var lower = axis.lower ?? drawn.min() ?? (axis.isLogarithmic ? 1 : 0)
    var upper = axis.upper ?? drawn.max() ?? (axis.isLogarithmic ? 10 : 1)
    if lower > upper { swap(&lower, &upper) }
    if axis.isLogarithmic {
      if lower <= 0 { (lower, upper) = (1, 10) }
      if lower == upper { (lower, upper) = (lower / 2, upper * 2) }
      if !isTight, axis.lower == nil { lower = Self.powerBelow(lower, span: upper / lower) }
      if !isTight, axis.upper == nil { upper = 1 / Self.powerBelow(1 / upper, span: upper / lower) }
    } else {
      if lower == upper { (lower, upper) = (lower - max(abs(lower), 1) / 2, upper + max(abs(upper), 1) / 2) }
      let step = Self.interval(upper - lower, count: 5)
      if !isTight, axis.lower == nil { lower = (lower / step + 1e-9).rounded(.down) * step }
      if !isTight, axis.upper == nil { upper = (upper / step - 1e-9).rounded(.up) * step }
    }
    (self.lower, self.upper) = (lower, upper)
    let own = axis.isLogarithmic ? Self.powers(lower, upper) : Self.multiples(lower, upper)
    // The script's own places, but for those that the axis does not reach.
    let margin = 1e-9 * (upper - lower)
    let asked = axis.tics?.filter { $0.value >= lower - margin && $0.value <= upper + margin }
      .map { Tick(label: $0.label, value: $0.value) }
    let reachesNone = asked?.isEmpty == true && axis.tics?.isEmpty == false
    ticks = reachesNone ? own : asked ?? own
  }

  /// How far along the axis a value lies: 0 at its lower end, 1 at its upper one; not a number where it has no place.
  func place(_ value: Double) -> Double {
    guard isLogarithmic else { return (value - lower) / (upper - lower) }
    return value > 0 ? log(value / lower) / log(upper / lower) : .nan
  }

  /// The distance of labels, 1, 2, 2.5 or 5 times a power of ten, at which no more than `count` and one stand on `span`.
  static func interval(_ span: Double, count: Int) -> Double {
    guard span > 0, span.isFinite else { return 1 }
    let rough = span / Double(count)
    let power = pow(10, floor(log10(rough)))
    return [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= rough * (1 - 1e-9) } ?? rough
  }

  private static func multiples(_ lower: Double, _ upper: Double) -> [Tick] {
    let step = interval(upper - lower, count: 5)
    let first = (lower / step - 1e-6).rounded(.up)
    let last = (upper / step + 1e-6).rounded(.down)
    guard first <= last else { return [] }
    let digits = max(0, -Int(floor(log10(step))) + (String(format: "%.1e", step).hasPrefix("2.5") ? 1 : 0))
    return stride(from: first, through: last, by: 1).map { index in
      // Not −0.
      let value = index * step + 0
      let isPlain = max(abs(lower), abs(upper)) < 1e6 && step >= 1e-4
      let label = isPlain ? String(format: "%.\(digits)f", value) : String(format: "%g", value)
      return Tick(label: label.replacing("-", with: "−"), value: value)
    }
  }

  /// The next power of ten below, or one of 1, 2 and 5 times it where the axis spans little.
  private static func powerBelow(_ value: Double, span: Double) -> Double {
    let power = pow(10, floor(log10(value) + 1e-9))
    guard span < 100 else { return power }
    return [5, 2, 1].map { $0 * power }.first { $0 <= value * (1 + 1e-9) } ?? power
  }

  private static func powers(_ lower: Double, _ upper: Double) -> [Tick] {
    let (first, last) = (Int((log10(lower) - 1e-9).rounded(.up)), Int((log10(upper) + 1e-9).rounded(.down)))
    let count = last - first + 1
    if count >= 3 {
      let stride = max(1, Int((Double(count) / 6).rounded(.up)))
      return (first...last).filter { $0.isMultiple(of: stride) }.map { Tick(label: power($0), value: pow(10, Double($0))) }
    }
    let start = Int(floor(log10(lower)))
    let end = Int(ceil(log10(upper)))
    let factors: [Double] = upper / lower > 20 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 7]
    let all = (start...max(start, end)).flatMap { exponent in factors.map { $0 * pow(10, Double(exponent)) } }
    return all.filter { $0 >= lower * (1 - 1e-9) && $0 <= upper * (1 + 1e-9) }.map { Tick(label: String(format: "%g", $0), value: $0) }
  }

  /// 10 with a small number above.
  private static func power(_ exponent: Int) -> String {
    switch exponent {
    case 0: "1"
    case 1: "10"
    default:
      "10"
        + String(
          "\(exponent)".map { digit -> Character in
            let small: [Character: Character] = [
              "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "-": "⁻",
            ]
            return small[digit] ?? digit
          })
    }
  }
}
