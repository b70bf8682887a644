internal import Foundation
internal import Runs
public import Statistics

/// A claim's effect, judged together with the others of its family by one rule:
///
/// 1. Values by seed (logarithms, for ratios) are tested against the bounds of the claim's region by the test that the claim names (see `Evidence.pValue`).
/// 2. p values are adjusted by Holm's method over the family: the claims of one study, and once more the headline claims of all studies.
/// 3. The claim *holds* if the adjusted p is at most 0.05 and the interval lies in the region: the 95 % interval (BCa bootstrap), for a region of two bounds the 90 % one.
///    It *does not hold* if the adjusted p is at most 0.05 and the 95 % interval lies outside of the region. Else it is *undecided*.
/// 4. A verdict that leaving out any one seed would change is undecided.
/// 5. A claim whose control's 90 % interval does not lie outside of the region, or whose control has no values, is *void*, whatever its own values; so is one whose
///    premise's 90 % interval does not lie in the premise's region.
public struct Judgement: Sendable {
  /// The mean effect with its 95 % interval.
  public let interval: Interval
  /// The median over seeds.
  public let median: Double
  /// How many seeds it stands on.
  public let seeds: Int
  /// The p value of the test.
  public let pValue: Double
  /// The same, adjusted for the family.
  public let adjustedPValue: Double
  /// The share of seeds whose value lies in the region, with its exact 95 % interval.
  public let share: Interval
  /// The share of seeds whose value lies on the claimed side of no effect (1 for a ratio, 0 for a difference), whatever the margin, with its exact 95 % interval; nil for
  /// levels and for claims that two things are the same.
  public let shareBeyondNone: Interval?
  /// How far from a bound the mean would have to be for so many seeds of this spread to show it in four cases of five, before Holm's correction: a factor for a ratio.
  public let detectable: Double
  /// The control's mean with its 90 % interval; nil for a claim without one.
  public let control: Interval?
  /// The verdict.
  public let verdict: Verdict
  /// Why it is undecided or void; empty for another verdict.
  public let reason: String

  /// The level of every test, and what an interval leaves out.
  public static let level = 0.05

  /// The fewest seeds whose smallest p value a family of `claims` claims can reach its level with when one is left out: 2^(2 − n) · claims ≤ 0.05.
  public static func seedsNeeded(claims: Int) -> Int {
    var seeds = 2
    while pow(2, 2 - Double(seeds)) * Double(max(1, claims)) > level { seeds += 1 }
    return seeds
  }

  /// Judges a family, each by its own hypothesis; nil for evidence without values.
  ///
  /// - Throws: `StatisticsError` should the statistics refuse.
  public static func judge(_ family: [Evidence]) throws -> [Judgement?] {
    let judged = family.indices.filter { !family[$0].values.isEmpty }
    let pValues = try judged.map { try family[$0].pValue() }
    let adjusted = HolmCorrection.adjusted(pValues)
    var judgements = [Judgement?](repeating: nil, count: family.count)
    for (place, index) in judged.enumerated() {
      judgements[index] = try judgement(family[index], pValues, adjusted, at: place)
    }
    return judgements
  }

  private static func judgement(_ evidence: Evidence, _ pValues: [Double], _ adjusted: [Double], at place: Int) throws -> Judgement {
    let interval = try Effect.interval(evidence.values, evidence.kind)
    let control = try evidence.control.flatMap { $0.isEmpty ? nil : try Effect.interval($0, evidence.kind, confidence: 1 - 2 * level) }
    var (verdict, reason) = (try decision(evidence, adjusted: adjusted[place], interval), "")
    let needed = seedsNeeded(claims: pValues.count)
    if verdict == .undecided {
      reason =
        evidence.values.count < needed
        ? "\(evidence.values.count) seeds; a verdict needs \(needed) at least" : "the interval or the corrected test leaves it open"
    } else if let seed = try decidingSeed(evidence, verdict, pValues, at: place) {
      (verdict, reason) = (.undecided, "one seed decides it: without seed \(seed) it would not be “\(verdict.rawValue)”")
    }
    if let control, !evidence.hypothesis.excludes(lower: control.lower, upper: control.upper) {
      (verdict, reason) = (.void, "the control is not outside of the region")
    } else if evidence.control?.isEmpty == true {
      (verdict, reason) = (.void, "the control has no values")
    } else if let premise = evidence.premise, try !premise.isMet() {
      (verdict, reason) = (.void, "what it takes for granted is not seen: \(premise.name)")
    }
    let detectable = DetectableEffect.distance(evidence.values.map(evidence.scaled))
    return Judgement(
      interval: interval, median: try Quantiles.median(evidence.values), seeds: evidence.values.count, pValue: pValues[place],
      adjustedPValue: adjusted[place],
      share: try Proportion.interval(successes: evidence.values.count(where: evidence.hypothesis.contains), of: evidence.values.count),
      shareBeyondNone: try evidence.countBeyondNone.map { try Proportion.interval(successes: $0, of: evidence.values.count) },
      detectable: evidence.kind == .ratio ? exp(detectable) : detectable, control: control, verdict: verdict, reason: reason)
  }

  /// Rule 3.
  static func decision(_ evidence: Evidence, adjusted: Double, _ interval: Interval? = nil) throws -> Verdict {
    guard adjusted <= level else { return .undecided }
    let wide = try interval ?? Effect.interval(evidence.values, evidence.kind)
    guard wide.lower.isFinite, wide.upper.isFinite else { return .undecided }
    if evidence.hypothesis.excludes(lower: wide.lower, upper: wide.upper) { return .doesNotHold }
    let kept = evidence.hypothesis.isEquivalence ? try Effect.interval(evidence.values, evidence.kind, confidence: 1 - 2 * level) : wide
    return evidence.hypothesis.contains(lower: kept.lower, upper: kept.upper) ? .holds : .undecided
  }

  /// A seed without which the verdict would be another, the others of the family being what they are; nil where there is none.
  static func decidingSeed(_ evidence: Evidence, _ verdict: Verdict, _ pValues: [Double], at place: Int) throws -> Int? {
    try evidence.values.indices.first { index in
      let rest = evidence.leavingOut(index)
      var others = pValues
      others[place] = try rest.pValue()
      return try decision(rest, adjusted: HolmCorrection.adjusted(others)[place]) != verdict
    }.map { evidence.seeds[$0] }
  }
}
