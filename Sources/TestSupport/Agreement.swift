public import Testing

/// How far two lists of numbers are apart, and where most.
public struct Disagreement: CustomStringConvertible {
  /// Index of the worst element.
  public let index: Int
  /// What was measured there.
  public let found: Double
  /// What was expected there.
  public let expected: Double
  /// |found − expected| over what the tolerance allows; above 1 is a failure.
  public let excess: Double

  /// One line with the worst element.
  public var description: String { "element \(index): found \(found), expected \(expected), \(excess) times the tolerance" }
}

/// The worst element of `found` against `expected`, each allowed `relative` of its expected magnitude plus `absolute`. Two values that are not
/// numbers agree; lists of different lengths disagree without limit.
public func worst(_ found: [Double], _ expected: [Double], relative: Double, absolute: Double = 0) -> Disagreement {
  guard found.count == expected.count else {
    return Disagreement(index: min(found.count, expected.count), found: .nan, expected: .nan, excess: .infinity)
  }
  var worst = Disagreement(index: 0, found: found.first ?? 0, expected: expected.first ?? 0, excess: 0)
  for (index, (f, e)) in zip(found, expected).enumerated() {
    if f == e || (f.isNaN && e.isNaN) { continue }
    let excess = abs(f - e) / (relative * abs(e) + absolute)
    if !(excess <= worst.excess) { worst = Disagreement(index: index, found: f, expected: e, excess: excess.isNaN ? .infinity : excess) }
  }
  return worst
}

/// Expects that every element agrees, and prints the worst one if not.
public func expectAgreement(
  _ found: [Double], _ expected: [Double], relative: Double, absolute: Double = 0, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let worst = worst(found, expected, relative: relative, absolute: absolute)
  #expect(worst.excess <= 1, "\(what) \(worst)", sourceLocation: sourceLocation)
}
