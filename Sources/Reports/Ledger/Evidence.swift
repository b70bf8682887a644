internal import Foundation
internal import Runs
internal import Statistics

/// What a claim is judged by: values by seed, the region that they are held to, and the test that fits them.
public struct Evidence: Sendable {
  /// One value a seed.
  public var values: [Double]
  /// The seeds.
  public var seeds: [Int]
  /// What the values are.
  public var kind: Effect.Kind
  /// The region.
  public var hypothesis: Hypothesis
  /// The test.
  public var test: Claim.Test
  /// The control's values, of the same kind; nil for a claim without one.
  public var control: [Double]?
  /// Whether what the claim takes for granted is so; nil for a claim that takes nothing.
  public var premise: Premise?

  /// What a claim takes for granted, with its values.
  public struct Premise: Sendable {
    /// One value a seed.
    public var values: [Double]
    /// What the values are.
    public var kind: Effect.Kind
    /// Where their mean must lie.
    public var hypothesis: Hypothesis
    /// What it is, for a reader.
    public var name: String

    /// A premise.
    public init(_ values: [Double], _ kind: Effect.Kind, _ hypothesis: Hypothesis, name: String) {
      (self.values, self.kind, self.hypothesis, self.name) = (values, kind, hypothesis, name)
    }

    /// Whether the 90 % interval of the mean lies in the region.
    ///
    /// - Throws: `StatisticsError` should the statistics refuse.
    func isMet() throws -> Bool {
      guard !values.isEmpty else { return false }
      let interval = try Effect.interval(values, kind, confidence: 1 - 2 * Judgement.level)
      return hypothesis.contains(lower: interval.lower, upper: interval.upper)
    }
  }

  /// Evidence; seeds are numbered from 0 unless given.
  public init(
    _ values: [Double], seeds: [Int]? = nil, _ kind: Effect.Kind, _ hypothesis: Hypothesis, test: Claim.Test = .signFlips,
    control: [Double]? = nil, premise: Premise? = nil
  ) {
    (self.values, self.seeds, self.kind) = (values, seeds ?? Array(values.indices), kind)
    (self.hypothesis, self.test, self.control, self.premise) = (hypothesis, test, control, premise)
  }

  /// A value where averages are taken: the logarithm of a ratio.
  func scaled(_ value: Double) -> Double { kind == .ratio ? log(value) : value }

  /// How many values lie on the claimed side of no effect; nil for levels, for a region with two bounds, and for one that no effect lies in.
  var countBeyondNone: Int? {
    // What is tested by sign flips is a contrast. Of what no effect is part of, no side is claimed.
    let none = kind == .ratio ? 1.0 : 0
    guard kind == .ratio || test == .signFlips, !hypothesis.contains(none) else { return nil }
    switch hypothesis {
    case .above: return values.count { $0 > none }
    case .below: return values.count { $0 < none }
    case .within: return nil
    }
  }

  /// The same without one seed.
  func leavingOut(_ index: Int) -> Evidence {
    var copy = self
    copy.values.remove(at: index)
    copy.seeds.remove(at: index)
    return copy
  }

  /// The p value against the region. Of a region with one bound it is the two-sided one of that bound. Of one with two it is, for a mean inside, the larger of the
  /// one-sided ones that the truth is not below the lower and not above the upper bound (two one-sided tests, Schuirmann 1987); for a mean outside, the two-sided one of
  /// the bound that it lies beyond.
  ///
  /// Where values are too many for all patterns of signs, `draws` of them are drawn.
  ///
  /// - Throws: `StatisticsError` for values that are not finite.
  func pValue(draws: Int = 100_000) throws -> Double {
    let values = values.map(scaled)
    let mean = values.reduce(0, +) / Double(values.count)
    func twoSided(_ bound: Double) throws -> Double {
      // What differs from the bound by rounding alone lies on it: else equal values would all be on one side.
      let differences = values.map { value in
        let difference = value - scaled(bound)
        return abs(difference) <= 1e-12 * max(abs(value), abs(scaled(bound))) ? 0 : difference
      }
      switch test {
      case .signFlips:
        return try PairedTests.permutation(differences, draws: draws, stream: RandomStream(seed: 0, purpose: .resampling, index: 1))
      // Values that all lie on the bound say nothing.
      case .signs: return differences.allSatisfy { $0 == 0 } ? 1 : try SignTest.pValue(differences)
      }
    }
    switch hypothesis {
    case .above(let bound), .below(let bound): return try twoSided(bound)
    case .within(let range):
      if mean < scaled(range.lowerBound) { return try twoSided(range.lowerBound) }
      if mean > scaled(range.upperBound) { return try twoSided(range.upperBound) }
      return try max(twoSided(range.lowerBound), twoSided(range.upperBound)) / 2
    }
  }
}
