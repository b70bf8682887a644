internal import Foundation
internal import Runs
internal import Statistics

/// How often the rule errs where nothing is to be found: ledgers as large and as noisy as the one at hand, whose effects all lie on a bound of their regions.
public struct LedgerSimulation: Sendable {
  /// Ledgers drawn.
  public let rounds: Int
  /// By family, the share of ledgers with a verdict in it.
  public let families: [String: Double]
  /// The share of all judged claims that got one.
  public let claims: Double
  /// The share of ledgers in which each got one, by family and in its order; not a number for a claim of fewer than two values.
  public let byClaim: [String: [Double]]
  /// The share of ledgers with a verdict anywhere.
  public let ledgers: Double

  /// Draws ledgers. Values are the families' own, centred on their mean (their median where the sign test is used), drawn with replacement, and put on a bound: so they are as
  /// skewed and as heavy-tailed as they came. Verdicts are those of `Judgement` without controls and premises, which only take verdicts away.
  ///
  /// - Throws: `StatisticsError` should the statistics refuse.
  public init(_ families: [String: [Evidence]], rounds: Int, seed: UInt64 = 0) throws {
    self.rounds = rounds
    let places = families.mapValues { family in family.indices.filter { family[$0].values.count > 1 } }
    let ordered = places.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { name, own in (name, own.map { families[name]![$0] })
    }
    var wrong = [String: Int]()
    var wrongByClaim = families.mapValues { [Int](repeating: 0, count: $0.count) }
    var (wrongClaims, wrongLedgers) = (0, 0)
    for round in 0..<rounds {
      let stream = RandomStream(seed: seed, purpose: .resampling, index: 2, part: round)
      var isWrong = false
      for (name, family) in ordered {
        let drawn = try family.map { try Self.draw($0, stream) }
        let pValues = try drawn.map { try $0.pValue(draws: Self.patterns) }
        let adjusted = HolmCorrection.adjusted(pValues)
        let errors = try drawn.indices.filter { place in
          let verdict = try Judgement.decision(drawn[place], adjusted: adjusted[place])
          return try verdict != .undecided && Judgement.decidingSeed(drawn[place], verdict, pValues, at: place) == nil
        }
        wrongClaims += errors.count
        for error in errors { wrongByClaim[name]![places[name]![error]] += 1 }
        if !errors.isEmpty {
          wrong[name, default: 0] += 1
          isWrong = true
        }
      }
      if isWrong { wrongLedgers += 1 }
    }
    let judged = ordered.reduce(0) { $0 + $1.1.count }
    self.families = Dictionary(uniqueKeysWithValues: ordered.map { ($0.0, Double(wrong[$0.0] ?? 0) / Double(max(1, rounds))) })
    byClaim = Dictionary(
      uniqueKeysWithValues: families.map { name, family in
        (name, family.indices.map { family[$0].values.count > 1 ? Double(wrongByClaim[name]![$0]) / Double(max(1, rounds)) : .nan })
      })
    claims = Double(wrongClaims) / Double(max(1, judged * rounds))
    ledgers = Double(wrongLedgers) / Double(max(1, rounds))
  }

  /// Patterns of signs of a test: enough to tell what is twelve times below 0.05 from what is not.
  private static let patterns = 5000

  private static func draw(_ evidence: Evidence, _ stream: RandomStream) throws -> Evidence {
    let values = evidence.values.map(evidence.scaled)
    let centre = evidence.test == .signs ? try Quantiles.median(values) : values.reduce(0, +) / Double(values.count)
    let bounds = evidence.hypothesis.bounds
    let bound = evidence.scaled(bounds[stream.integer(below: bounds.count)])
    var drawn = evidence
    drawn.control = nil
    drawn.values = values.map { _ in
      let value = values[stream.integer(below: values.count)] - centre + bound
      return evidence.kind == .ratio ? exp(value) : value
    }
    return drawn
  }
}
