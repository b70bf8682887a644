import Foundation
import Statistics
import Reports
import Runs
import Testing

/// The rule of verdicts on synthetic effects whose truth is known.
@Suite("verdicts")
struct VerdictTests {
  private typealias Case = (values: [Double], kind: Effect.Kind, hypothesis: Hypothesis)

  private func normals(_ draw: Int, _ count: Int, mean: Double, spread: Double = 1) -> [Double] {
    RandomStream(seed: 23, purpose: .dataset, index: draw).normals(count, mean: mean, standardDeviation: spread)
  }

  @Test("under the null at most 5 % of 1000 verdicts are wrong", arguments: ["value", "ratio", "region"])
  func falseVerdicts(kind: String) throws {
    let wrong = try (0..<1000).count { draw in
      let values = normals(draw, 12, mean: 0, spread: 0.3)
      let effect: Case =
        switch kind {
        case "ratio": (values.map { 2 * exp($0) }, .ratio, .above(2))
        // The truth on the edge of a region that is wide beside the spread.
        case "region": (values, .value, .within(0...3))
        default: (values, .value, .below(0))
        }
      return try Judgement.judge([effect])[0]?.verdict != .undecided
    }
    print("verdicts under the null, \(kind): \(wrong) of 1000")
    // Both ways of being wrong together; 50 expected at most, and two standard errors of 14.
    #expect(wrong <= 64, "\(wrong) of 1000")
  }

  @Test("in a ledger of 20 null effects at most 5 % of 200 ledgers have a wrong verdict")
  func family() throws {
    let wrong = try (0..<200).count { draw in
      let effects = (0..<20).map { index -> Case in (normals(draw * 20 + index, 12, mean: 0), .value, .above(0)) }
      return try Judgement.judge(effects).contains { $0?.verdict != .undecided }
    }
    print("ledgers of 20 null effects with a wrong verdict: \(wrong) of 200")
    #expect(wrong <= 16, "\(wrong) of 200")
  }

  @Test("clear effects are told in their direction")
  func clear() throws {
    let up = normals(1, 12, mean: 5)
    let judgements = try Judgement.judge([
      (up, .value, .above(0)), (up, .value, .below(0)), (up, .value, .within(2...8)), (up, .value, .within(-2...1)),
      (up.map { exp(0.1 * $0) }, .ratio, .above(1)), (up, .value, .above(100)),
    ])
    #expect(judgements.map { $0?.verdict } == [.holds, .doesNotHold, .holds, .doesNotHold, .holds, .doesNotHold])
    for judgement in judgements.compactMap(\.self) { #expect(judgement.reason.isEmpty && judgement.adjustedPValue <= 0.05) }
  }

  @Test("five seeds carry no verdict, however clear the effect; nor has an effect without values one")
  func fewSeeds() throws {
    let few = try Judgement.judge([([1, 1.1, 1.2, 1.3, 1.4], .value, .above(0)), ([], .ratio, .above(1)), ([1], .value, .above(0))])
    #expect(few[0]?.verdict == .undecided && few[0]?.pValue == 2.0 / 32 && few[0]?.reason.contains("a verdict needs 7") == true)
    #expect(few[1] == nil && few[2]?.verdict == .undecided && few[2]?.interval.lower.isNaN == true)
    #expect(Judgement.seedsNeeded(claims: 1) == 6 && Judgement.seedsNeeded(claims: 100) == 12)
  }
}
