internal import Runs

/// What a claim says of an effect, as a region that the effect must lie in.
public enum Hypothesis: Equatable, Sendable {
  /// The effect is above this.
  case above(Double)
  /// The effect is below this.
  case below(Double)
  /// The effect is in this range: for claims that two things are the same, or that something has a certain value.
  case within(ClosedRange<Double>)

  /// Where the region ends.
  var bounds: [Double] {
    switch self {
    case .above(let bound), .below(let bound): [bound]
    case .within(let range): [range.lowerBound, range.upperBound]
    }
  }

  /// Whether it says that two things are the same, or that something has a certain value.
  var isEquivalence: Bool { if case .within = self { true } else { false } }

  /// The region to the last digit, for a lock.
  var exact: String {
    switch self {
    case .above(let bound): "> \(bound)"
    case .below(let bound): "< \(bound)"
    case .within(let range): "\(range.lowerBound) to \(range.upperBound)"
    }
  }

  /// Whether a value lies in the region.
  func contains(_ value: Double) -> Bool {
    switch self {
    case .above(let bound): value > bound
    case .below(let bound): value < bound
    case .within(let range): range.contains(value)
    }
  }

  /// Whether an interval lies in the region.
  func contains(lower: Double, upper: Double) -> Bool { contains(lower) && contains(upper) }

  /// Whether an interval lies outside of the region altogether.
  func excludes(lower: Double, upper: Double) -> Bool {
    switch self {
    case .above(let bound): upper < bound
    case .below(let bound): lower > bound
    case .within(let range): upper < range.lowerBound || lower > range.upperBound
    }
  }

  /// Where an interval lies.
  public enum Place: String, Sendable {
    /// In the region.
    case inside
    /// Outside of it altogether.
    case outside
    /// On its border.
    case across
  }

  /// Where an interval lies.
  func place(lower: Double, upper: Double) -> Place {
    contains(lower: lower, upper: upper) ? .inside : excludes(lower: lower, upper: upper) ? .outside : .across
  }
}

extension Hypothesis: CustomStringConvertible {
  /// The region as a reader sees it.
  public var description: String {
    switch self {
    case .above(let bound): "> \(Summary.short(bound))"
    case .below(let bound): "< \(Summary.short(bound))"
    case .within(let range): "\(Summary.short(range.lowerBound)) to \(Summary.short(range.upperBound))"
    }
  }
}
