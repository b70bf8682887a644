internal import Foundation
internal import Runs
public import Statistics

/// What the measurements say of a claim.
public enum Verdict: String, Codable, Sendable {
  /// The effect is where the claim has it.
  case holds
  /// It is elsewhere.
  case doesNotHold = "does not hold"
  /// The seeds or the effect do not carry either.
  case undecided
}

/// A claim's effect, judged together with all others of its ledger by one rule:
///
/// 1. Values by seed (logarithms, for ratios) are tested against the bound of the claim's region by the two-sided sign-flip permutation test. A region of two
///    bounds takes, for an estimate inside, the larger of their p values, since both must be kept; for one outside, that of the bound it lies beyond.
/// 2. p values are adjusted by Holm's method over all claims of the ledger that have values.
/// 3. The claim *holds* if the adjusted p is at most 0.05 and the 95 % interval (BCa bootstrap) lies in the region; it *does not hold* if the
///    adjusted p is at most 0.05 and the interval lies outside of it; else it is *undecided*.
///
/// A wrong verdict anywhere in a ledger has then a probability of about 5 % at most. With n seeds p cannot go below 2^(1 − n).
public struct Judgement: Sendable {
  /// The mean effect with its 95 % interval.
  public let interval: Interval
  /// How many seeds it stands on.
  public let seeds: Int
  /// The p value of the test.
  public let pValue: Double
  /// The same, adjusted for all claims of the ledger.
  public let adjustedPValue: Double
  /// The verdict.
  public let verdict: Verdict
  /// Why it is undecided; empty for another verdict.
  public let reason: String

  /// The level of every test, and what an interval leaves out.
  public static let level = 0.05

  /// The fewest seeds whose smallest p value a ledger of `claims` claims can reach its level with: 2^(1 − n) · claims ≤ 0.05.
  public static func seedsNeeded(claims: Int) -> Int {
    var seeds = 1
    while pow(2, 1 - Double(seeds)) * Double(max(1, claims)) > level { seeds += 1 }
    return seeds
  }

  /// Judges effects, each by its own hypothesis; nil for an effect without values.
  ///
  /// - Throws: `StatisticsError` should the statistics refuse.
  public static func judge(_ effects: [(values: [Double], kind: Effect.Kind, hypothesis: Hypothesis)]) throws -> [Judgement?] {
    let judged = effects.indices.filter { !effects[$0].values.isEmpty }
    let pValues = try judged.map { try pValue(effects[$0]) }
    let adjusted = HolmCorrection.adjusted(pValues)
    var judgements = [Judgement?](repeating: nil, count: effects.count)
    for (place, index) in judged.enumerated() {
      judgements[index] = try judgement(effects[index], pValues[place], adjusted[place], claims: judged.count)
    }
    return judgements
  }

  private static func judgement(
    _ effect: (values: [Double], kind: Effect.Kind, hypothesis: Hypothesis), _ pValue: Double, _ adjusted: Double, claims: Int
  ) throws -> Judgement {
    let interval = try Effect.interval(effect.values, effect.kind)
    let (lower, upper) = (interval.lower, interval.upper)
    let isKnown = lower.isFinite && upper.isFinite
    var (verdict, reason) = (Verdict.undecided, "")
    if isKnown, adjusted <= level, effect.hypothesis.contains(lower: lower, upper: upper) {
      verdict = .holds
    } else if isKnown, adjusted <= level, effect.hypothesis.excludes(lower: lower, upper: upper) {
      verdict = .doesNotHold
    } else if effect.values.count < seedsNeeded(claims: claims) {
      reason = "\(effect.values.count) seeds; a verdict needs \(seedsNeeded(claims: claims)) at least"
    } else {
      reason = "the interval or the corrected test leaves it open"
    }
    return Judgement(
      interval: interval, seeds: effect.values.count, pValue: pValue, adjustedPValue: adjusted, verdict: verdict, reason: reason)
  }

  private static func pValue(_ effect: (values: [Double], kind: Effect.Kind, hypothesis: Hypothesis)) throws -> Double {
    func scaled(_ value: Double) -> Double { effect.kind == .ratio ? log(value) : value }
    let values = effect.values.map(scaled)
    let estimate = values.reduce(0, +) / Double(values.count)
    let tests = try effect.hypothesis.bounds.map { bound in
      let stream = RandomStream(seed: 0, purpose: .resampling, index: 1)
      return (scaled(bound), try PairedTests.permutation(values.map { $0 - scaled(bound) }, stream: stream))
    }
    guard case .within(let range) = effect.hypothesis else { return tests[0].1 }
    if estimate < scaled(range.lowerBound) { return tests[0].1 }
    if estimate > scaled(range.upperBound) { return tests[1].1 }
    return tests.map(\.1).max() ?? 1
  }
}
