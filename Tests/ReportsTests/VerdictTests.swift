import Foundation
import Reports
import Runs
import Statistics
import TestSupport
import Testing

/// The rule of verdicts on synthetic effects whose truth is known.
@Suite("verdicts")
struct VerdictTests {
  private func normals(_ draw: Int, _ count: Int, mean: Double, spread: Double = 1) -> [Double] {
    RandomStream(seed: 23, purpose: .dataset, index: draw).normals(count, mean: mean, standardDeviation: spread)
  }

  @Test("under the null at most 5 % of 1000 verdicts are wrong", arguments: ["value", "ratio", "region", "signs"])
  func falseVerdicts(kind: String) throws {
    let wrong = try (0..<1000).count { draw in
      let values = normals(draw, 12, mean: 0, spread: 0.3)
      let evidence =
        switch kind {
        case "ratio": Evidence(values.map { 2 * exp($0) }, .ratio, .above(2))
        // The truth on the edge of a region that is wide beside the spread.
        case "region": Evidence(values, .value, .within(0...3))
        // A median of 1 and a mean far above it: signs alone are fair there.
        case "signs": Evidence(values.map { exp(5 * $0) }, .value, .below(1), test: .signs)
        default: Evidence(values, .value, .below(0))
        }
      return try Judgement.judge([evidence])[0]?.verdict != .undecided
    }
    print("verdicts under the null, \(kind): \(wrong) of 1000")
    // Both ways of being wrong together; 50 expected at most, and two standard errors of 14.
    #expect(wrong <= 64, "\(wrong) of 1000")
  }

  @Test("equal values a rounding away from a bound lie on it", arguments: [Claim.Test.signFlips, .signs])
  func onTheBound(test: Claim.Test) throws {
    let value = (10.0).nextUp.nextUp
    let evidence = [Evidence(Array(repeating: value, count: 12), .ratio, .above(10), test: test)]
    #expect(try Judgement.judge(evidence)[0]?.pValue == 1 && Judgement.judge(evidence)[0]?.verdict == .undecided)
  }

  @Test("in a family of 12 null effects at most 5 % of 200 families have a wrong verdict, and simulation finds as many")
  func family() throws {
    var families = [String: [Evidence]]()
    let wrong = try (0..<200).count { draw in
      let evidence = (0..<12).map { index in Evidence(normals(draw * 12 + index, 12, mean: 0), .value, .above(0)) }
      if draw < 3 { families["family \(draw)"] = evidence }
      return try Judgement.judge(evidence).contains { $0?.verdict != .undecided }
    }
    print("families of 12 null effects with a wrong verdict: \(wrong) of 200")
    #expect(wrong <= 16, "\(wrong) of 200")
    let simulation = try LedgerSimulation(families, rounds: 100)
    #expect(simulation.rounds == 100 && simulation.families.keys.sorted() == ["family 0", "family 1", "family 2"])
    // Resampled dozens are a little narrower than what they came from.
    for (name, share) in simulation.families { #expect(share <= 0.15, "\(name): \(share)") }
    let largest = try #require(simulation.families.values.max())
    #expect(simulation.ledgers >= largest)
    #expect(simulation.claims <= simulation.ledgers)
    #expect(try LedgerSimulation(families, rounds: 100).families == simulation.families)
  }

  @Test("clear effects are told in their direction, and stand without any one seed")
  func clear() throws {
    let up = normals(1, 12, mean: 5)
    let judgements = try Judgement.judge([
      Evidence(up, .value, .above(0)), Evidence(up, .value, .below(0)), Evidence(up, .value, .within(2...8)),
      Evidence(up, .value, .within(-2...1)), Evidence(up.map { exp(0.1 * $0) }, .ratio, .above(1)), Evidence(up, .value, .above(100)),
      Evidence(up, .value, .above(0), test: .signs),
    ])
    #expect(judgements.map { $0?.verdict } == [.holds, .doesNotHold, .holds, .doesNotHold, .holds, .doesNotHold, .holds])
    for judgement in judgements.compactMap(\.self) { #expect(judgement.reason.isEmpty && judgement.adjustedPValue <= 0.05) }
  }

  @Test("beside a verdict stand the median, the share of seeds in the region, and what could be seen")
  func beside() throws {
    let values = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 18]
    let judgement = try #require(try Judgement.judge([Evidence(values, .value, .above(2))])[0])
    #expect(judgement.interval.estimate == 7 && judgement.median == 6.5 && judgement.seeds == 12)
    // Ten of twelve lie above 2; Clopper and Pearson's ends as tables have them.
    expectAgreement(
      [judgement.share.estimate, judgement.share.lower, judgement.share.upper], [10.0 / 12, 0.515862, 0.979140], relative: 1e-5)
    // s² = 248/11 by hand; t of 11 degrees of freedom is 2.200985 at 97.5 % and 0.875530 at 80 %.
    let squares = values.reduce(0) { $0 + ($1 - 7) * ($1 - 7) }
    expectAgreement([judgement.detectable], [(2.200985 + 0.875530) * (squares / 11 / 12).squareRoot()], relative: 1e-5)
    let ratio = try #require(try Judgement.judge([Evidence(values, .ratio, .above(1))])[0])
    let logarithms = values.map { log($0) }
    expectAgreement([ratio.detectable], [exp(DetectableEffect.distance(logarithms))], relative: 1e-12)
  }

  @Test("a verdict that one seed decides is none, and the seed is named")
  func oneSeed() throws {
    // Eleven of twelve are above 0; without one of them the sign test of two claims comes to 2 · 2 · (1 + 11) / 2¹¹ = 0.023, without the low one to less.
    let many = [-0.1] + (1...11).map { Double($0) }
    let kept = try Judgement.judge([Evidence(many, .value, .above(0), test: .signs), Evidence(many, .value, .above(0), test: .signs)])
    #expect(kept.map { $0?.verdict } == [.holds, .holds])
    // Of six seeds the two-sided p is 2 / 64, of five 2 / 32.
    let few = try Judgement.judge([Evidence([1, 1.1, 1.2, 1.3, 1.4, 1.5], seeds: [3, 4, 5, 6, 7, 8], .value, .above(0))])[0]
    #expect(few?.verdict == .undecided && few?.adjustedPValue == 2.0 / 64)
    #expect(few?.reason == "one seed decides it: without seed 3 it would not be “holds”")
  }

  @Test("a claim that two things are the same is judged by the 90 % interval, and is void beside a control that is the same too")
  func equivalence() throws {
    // A mean of 1.86 of a spread of 0.2 beside an upper end of 2: the 95 % interval passes it, the 90 % one does not.
    let spread = normals(4, 12, mean: 0, spread: 1)
    let mean = spread.reduce(0, +) / 12
    let deviation = (spread.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 11).squareRoot()
    let values = spread.map { 2 - 2.0 * 0.2 / 12.0.squareRoot() + 0.2 * ($0 - mean) / deviation }
    let near = try #require(try Judgement.judge([Evidence(values, .value, .within(0...2))])[0])
    #expect(near.interval.upper > 2)
    #expect(near.pValue < 0.05)
    #expect(try Judgement.judge([Evidence(values, .value, .below(2))])[0]?.verdict == .undecided)
    let well = (0..<12).map { 1 + 0.01 * Double($0) }
    func verdict(_ control: [Double]) throws -> Judgement? {
      try Judgement.judge([Evidence(well, .value, .within(0...2), control: control)])[0]
    }
    let outside = try verdict((0..<12).map { 5 + 0.1 * Double($0) })
    #expect(outside?.verdict == .holds && (outside?.control?.lower ?? 0) > 5)
    let none = try verdict([])
    #expect(none?.verdict == .void && none?.reason == "the control has no values" && none?.control == nil)
    for control in [well, (0..<12).map { 1.5 + 0.1 * Double($0) }] {
      let void = try verdict(control)
      #expect(void?.verdict == .void && void?.reason == "the control is not outside of the region")
    }
  }

  @Test("five seeds carry no verdict, however clear the effect; nor has an effect without values one")
  func fewSeeds() throws {
    let few = try Judgement.judge([
      Evidence([1, 1.1, 1.2, 1.3, 1.4], .value, .above(0)), Evidence([], .ratio, .above(1)), Evidence([1], .value, .above(0)),
    ])
    #expect(few[0]?.verdict == .undecided && few[0]?.pValue == 2.0 / 32)
    #expect(few[0]?.reason.contains("a verdict needs 8") == true)
    #expect(few[1] == nil)
    #expect(few[2]?.verdict == .undecided && few[2]?.interval.lower.isNaN == true)
    #expect(Judgement.seedsNeeded(claims: 1) == 7 && Judgement.seedsNeeded(claims: 100) == 13)
  }
}
