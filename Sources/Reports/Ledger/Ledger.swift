internal import Foundation
public import Records
internal import Runs

/// The ledger: claims of the literature, each with its measured effect and a verdict, from the summaries of studies.
public struct Ledger: Sendable {
  /// One claim with what was found of it.
  public struct Row: Sendable {
    /// The claim.
    public let claim: Claim
    /// What the effect is; nil where the study has not been run.
    public let kind: Effect.Kind?
    /// The judgement; nil where there is nothing to judge.
    public let judgement: Judgement?
    /// Hashes of the runs that it stands on.
    public let runs: [String]

    /// The verdict; undecided where there is nothing to judge.
    public var verdict: Verdict { judgement?.verdict ?? .undecided }
  }

  /// The claims that are tested.
  public let rows: [Row]
  /// Those that are not.
  public let untested: [UntestedClaim]
  private let commands: [String: String]
  private let preamble: String
  /// Studies whose summary is of other runs than their claims'.
  private let foreign: Set<String>

  /// Judges `claims` by the summaries below `results`; `commands` make them, by the study's folder. `preamble` is what a reader of the page needs to know
  /// first. With a `lock`, a summary of other runs than the lock's counts as none.
  ///
  /// - Throws: `RecordError` for a summary that is none, or has not the effect that a claim asks for.
  public init(
    claims: [Claim], untested: [UntestedClaim], commands: [String: String], preamble: String = "", lock: LedgerLock? = nil,
    results: String
  ) throws {
    var summaries = [String: StudySummary]()
    var foreign = Set<String>()
    for study in Set(claims.map(\.study)) {
      guard let summary = try StudySummary.read("\(results)/\(study)/summary.json") else { continue }
      if let lock, lock.runs[study] != summary.runSet { foreign.insert(study) } else { summaries[study] = summary }
    }
    self.foreign = foreign
    let effects = try claims.map { claim -> StudySummary.Effect? in
      guard let summary = summaries[claim.study] else { return nil }
      guard let effect = summary.effects[claim.effect] else {
        throw RecordError(
          file: "\(results)/\(claim.study)/summary.json",
          problem: "found no effect \(claim.effect), expected it; run \(commands[claim.study] ?? claim.study) again")
      }
      return effect
    }
    let judgements = try Judgement.judge(zip(claims, effects).map { ($1?.values ?? [], $1?.kind ?? .value, $0.hypothesis) })
    rows = claims.indices.map {
      Row(claim: claims[$0], kind: effects[$0]?.kind, judgement: judgements[$0], runs: effects[$0]?.runs ?? [])
    }
    self.untested = untested
    self.commands = commands
    self.preamble = preamble
  }

  /// How many claims got each verdict.
  public func count(_ verdict: Verdict) -> Int { rows.count { $0.verdict == verdict } }

  private var judged: Int { rows.count { $0.judgement != nil } }

  /// `ledger.csv`: one row a claim.
  public var table: CSVTable {
    var table = CSVTable(columns: [
      "claim", "source", "study", "effect", "measure", "kind", "hypothesis", "published", "estimate", "lower", "upper", "seeds", "p_value",
      "adjusted_p_value", "verdict", "runs", "run_set", "command",
    ])
    for row in rows {
      let judgement = row.judgement
      table.append(
        row.claim.sentence, row.claim.source, row.claim.study, row.claim.effect, row.claim.measure, row.kind?.rawValue ?? "",
        row.claim.hypothesis.description, row.claim.published ?? "", judgement?.interval.estimate ?? .nan,
        judgement?.interval.lower ?? .nan,
        judgement?.interval.upper ?? .nan, judgement?.seeds ?? 0, judgement?.pValue ?? .nan, judgement?.adjustedPValue ?? .nan,
        row.verdict.rawValue, row.runs.count, Self.digest(row.runs), commands[row.claim.study] ?? "")
    }
    return table
  }

  /// `ledger.json`: the same, with the hashes of all runs.
  public var json: JSONValue {
    let rows = rows.map { row -> JSONValue in
      let interval = row.judgement?.interval
      func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
      return [
        "claim": .string(row.claim.sentence), "source": .string(row.claim.source), "study": .string(row.claim.study),
        "effect": .string(row.claim.effect), "measure": .string(row.claim.measure), "kind": row.kind.map { .string($0.rawValue) } ?? .null,
        "hypothesis": .string(row.claim.hypothesis.description), "published": row.claim.published.map { .string($0) } ?? .null,
        "estimate": number(interval?.estimate), "lower": number(interval?.lower), "upper": number(interval?.upper),
        "seeds": .integer(row.judgement?.seeds ?? 0), "p_value": number(row.judgement?.pValue),
        "adjusted_p_value": number(row.judgement?.adjustedPValue), "verdict": .string(row.verdict.rawValue),
        "reason": .string(reason(row)), "figure": .string("\(row.claim.study)/\(row.claim.figure).png"),
        "differences": .string(row.claim.differences), "command": .string(commands[row.claim.study] ?? ""),
        "runs": .array(row.runs.map { .string($0) }), "run_set": .string(Self.digest(row.runs)),
      ]
    }
    return [
      "confidence": 0.95, "level": .number(Judgement.level), "claims": .array(rows),
      "seeds_needed": .integer(Judgement.seedsNeeded(claims: judged)),
      "untested": .array(
        untested.map { ["claim": .string($0.sentence), "source": .string($0.source), "reason": .string($0.reason)] }),
    ]
  }

  /// `ledger.md`: the page that a person reads.
  public var markdown: String {
    var text = """
      # Ledger of claims

      What the literature says of batch normalization, and what was measured here: \(count(.holds)) of \(rows.count) claims hold, \
      \(count(.doesNotHold)) do not, \(count(.undecided)) are undecided. Every effect is the mean over seeds with its 95 % interval (BCa bootstrap, \
      expanded for few values); ratios are geometric means.

      **The rule**, which was written before the runs (`Sources/Reports/Ledger/Verdict.swift`): a claim names a region for its effect. It *holds* if the \
      two-sided sign-flip permutation test against the region's bound gives p ≤ 0.05 after Holm's correction over the \(judged) claims with values, and the \
      interval lies in the region; it *does not hold* if the test is as clear and the interval lies outside; else it is *undecided*. With n seeds p cannot \
      go below 2^(1 − n): a verdict here needs \(Judgement.seedsNeeded(claims: judged)) seeds. All networks here are small and their data are Fashion-MNIST or \
      Gaussian; a verdict is one on these, not on ImageNet.

      \(preamble)


      """
    var number = 0
    for study in studies {
      let own = rows.filter { $0.claim.study == study }
      text += "## \(study)\n\nMade by `\(commands[study] ?? study)`.\n\n"
      text += "| | claim | source | measure | claimed | published | measured | p (Holm) | seeds | verdict |\n"
      text += "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
      for row in own {
        number += 1
        let measured = row.judgement.map { judgement in
          let short = Summary.short
          return "\(short(judgement.interval.estimate)) [\(short(judgement.interval.lower)), \(short(judgement.interval.upper))]"
        }
        let cells = [
          "\(number)", row.claim.sentence, row.claim.source, row.claim.measure, row.claim.hypothesis.description,
          row.claim.published ?? "–",
          measured ?? "–", row.judgement.map { "\(Summary.short($0.pValue)) (\(Summary.short($0.adjustedPValue)))" } ?? "–",
          row.judgement.map { "\($0.seeds)" } ?? "0",
          row.verdict == .undecided ? "undecided: \(reason(row))" : "**\(row.verdict.rawValue)**",
        ]
        text += "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |\n"
      }
      let figures = own.map(\.claim.figure).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      text += "\nFigures: \(figures.map { "[\($0)](\(study)/\($0).png)" }.joined(separator: ", ")).\n"
      let differences = own.map(\.claim.differences).filter { !$0.isEmpty }.reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      if !differences.isEmpty { text += "\nDifferent from what was published: \(differences.joined(separator: " "))\n" }
      let runs = Set(own.flatMap(\.runs)).sorted()
      if !runs.isEmpty { text += "\nRuns: \(runs.count), of the set `\(Self.digest(runs))`; each hash is in `ledger.json`.\n" }
      text += "\n"
    }
    text += "## Not tested\n\n| claim | source | reason |\n| --- | --- | --- |\n"
    for claim in untested { text += "| \(claim.sentence) | \(claim.source) | \(claim.reason) |\n" }
    return text
  }

  /// The table that a terminal shows.
  public var text: String {
    TextTable.text(
      [["claim", "claimed", "measured", "verdict"]]
        + rows.map { row in
          let interval = row.judgement?.interval
          let measured = interval.map { "\(Summary.short($0.estimate)) [\(Summary.short($0.lower)), \(Summary.short($0.upper))]" }
          let sentence = row.claim.sentence.count > 70 ? row.claim.sentence.prefix(69) + "…" : row.claim.sentence
          return [sentence, row.claim.hypothesis.description, measured ?? "–", row.verdict.rawValue]
        })
  }

  /// Studies in the order of their first claim.
  private var studies: [String] { rows.map(\.claim.study).reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

  private func reason(_ row: Row) -> String {
    row.judgement?.reason
      ?? (row.kind != nil
        ? "no seed has a value"
        : "\(foreign.contains(row.claim.study) ? "the results are of other runs than the claim's" : "no results"); "
          + "\(commands[row.claim.study] ?? row.claim.study) makes them")
  }

  /// A short name of a set of runs: the hash of their hashes.
  private static func digest(_ runs: [String]) -> String { runs.isEmpty ? "" : RunSet.digest(runs) }

  /// Writes the three files into `folder`.
  ///
  /// - Throws: `RecordError` where it cannot be written.
  public func write(to folder: String) throws {
    try AtomicFiles.makeFolder(folder)
    try AtomicFiles.write(markdown, to: "\(folder)/ledger.md")
    try AtomicFiles.write(try JSONValue.data(json), to: "\(folder)/ledger.json")
    try AtomicFiles.write(table.text, to: "\(folder)/ledger.csv")
  }
}
