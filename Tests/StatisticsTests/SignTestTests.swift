import Foundation
import Statistics
import TestSupport
import Testing

/// Tests and intervals of counts, against sums of binomial terms and tables.
@Suite("counts")
struct SignTestTests {
  @Test("sign test: both tails of the binomial distribution, zeros left out", arguments: [(12, 0), (11, 1), (9, 3), (6, 6), (1, 0)])
  func signs(above: Int, below: Int) throws {
    let values = (0..<above).map { 1 + Double($0) } + (0..<below).map { -0.5 - Double($0) } + [0, 0]
    let count = above + below
    var (term, tail) = (1.0, 0.0)
    for k in 0...min(above, below) {
      tail += term
      term *= Double(count - k) / Double(k + 1)
    }
    let expected = min(1, 2 * tail / Double(1 << count))
    expectAgreement([try SignTest.pValue(values)], [expected], relative: 1e-12)
    expectAgreement([try SignTest.pValue(values.map { -$0 })], [expected], relative: 1e-12)
  }

  @Test("sign test: nothing but zeros, and what is no number, are refused")
  func refusals() {
    #expect(throws: StatisticsError.tooFewValues(quantity: "sign test", found: 0, needed: 1)) { try SignTest.pValue([0, 0]) }
    #expect(throws: StatisticsError.invalidArgument(name: "difference", found: "nan", expected: "a finite number")) {
      try SignTest.pValue([1, .nan])
    }
  }

  @Test("proportion: the ends at which the binomial tails are 2.5 %")
  func proportion() throws {
    for (successes, trials) in [(10, 12), (3, 7), (1, 30)] {
      let found = try Proportion.interval(successes: successes, of: trials)
      func probability(_ range: ClosedRange<Int>, _ share: Double) -> Double {
        range.reduce(0) { sum, k in
          var term = 1.0
          for i in 0..<k { term *= Double(trials - i) / Double(k - i) * share }
          for _ in 0..<trials - k { term *= 1 - share }
          return sum + term
        }
      }
      expectAgreement(
        [probability(successes...trials, found.lower), probability(0...successes, found.upper)], [0.025, 0.025], relative: 1e-9)
      #expect(found.estimate == Double(successes) / Double(trials))
    }
    // None and all: one end has a closed form.
    let none = try Proportion.interval(successes: 0, of: 12)
    #expect(none.lower == 0)
    expectAgreement([none.upper], [1 - 0.7353515], relative: 1e-6)
    #expect(try Proportion.interval(successes: 12, of: 12).upper == 1)
    #expect(throws: StatisticsError.self) { try Proportion.interval(successes: 3, of: 2) }
    #expect(throws: StatisticsError.self) { try Proportion.interval(successes: 0, of: 0) }
    #expect(throws: StatisticsError.self) { try Proportion.interval(successes: 0, of: 1, confidence: 1) }
  }

  @Test("proportion: whatever the true share, the interval holds it in 95 % of draws and more", arguments: [3, 6, 12, 36])
  func proportionCoverage(trials: Int) throws {
    let intervals = try (0...trials).map { try Proportion.interval(successes: $0, of: trials) }
    for share in stride(from: 0.005, to: 0.999, by: 0.005) {
      var (term, covered) = (pow(1 - share, Double(trials)), 0.0)
      for successes in 0...trials {
        if intervals[successes].lower <= share, share <= intervals[successes].upper { covered += term }
        term *= Double(trials - successes) / Double(successes + 1) * share / (1 - share)
      }
      #expect(covered >= 0.95, "\(trials) trials, share \(share): \(covered)")
    }
  }

  @Test("detectable effect: four of five t tests of so far a mean find it")
  func power() throws {
    let stream = RandomStream(seed: 7, purpose: .dataset)
    let (count, rounds) = (12, 4000)
    let distance = 3.0765 / 12.0.squareRoot()
    var found = 0
    for _ in 0..<rounds {
      let values = stream.normals(count, mean: distance, standardDeviation: 1)
      let mean = values.reduce(0, +) / Double(count)
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)).squareRoot()
      if abs(mean) / (deviation / Double(count).squareRoot()) > 2.200985 { found += 1 }
    }
    // The approximation, which takes the noncentral distribution for a shifted one, is within two hundredths of its power here.
    #expect(abs(Double(found) / Double(rounds) - 0.8) < 0.03, "\(found) of \(rounds)")
    let alternating: [Double] = (0..<12).map { $0 % 2 == 0 ? -1 : 1 }
    let expected: Double = 3.076515 * (1.0 / 11).squareRoot()
    expectAgreement([DetectableEffect.distance(alternating)], [expected], relative: 1e-5)
    #expect(DetectableEffect.distance([1]).isNaN)
  }
}
