internal import Foundation
internal import Records
internal import Runs
public import Statistics

/// The ledger: claims of the literature, each with its measured effect and a verdict, from the summaries of studies.
public struct Ledger: Sendable {
  /// One claim with what was found of it.
  public struct Row: Sendable {
    /// The claim.
    public let claim: Claim
    /// What it was judged by; nil where the study has not been run.
    public let evidence: Evidence?
    /// The judgement in its study's family; nil where there is nothing to judge.
    public let judgement: Judgement?
    /// The judgement in the headline family; nil for a claim that is not of it.
    public let headline: Judgement?
    /// What other measures of the same say.
    public let others: [Other]
    /// In what share of simulated ledgers it got a verdict although its effect lay on a bound; not a number where it was not judged.
    public let simulatedError: Double
    /// Whether claim and region stood before the results.
    public let lock: LedgerLock.State
    /// Seeds left out since their ratio is not positive.
    public let excluded: Int
    /// Hashes of the runs that it stands on.
    public let runs: [String]

    /// The judgement where the median of its values and their share in the region say something: not of pseudo-values.
    var byUnit: Judgement? { claim.isOfPseudoValues ? nil : judgement }

    /// The verdict; undecided where there is nothing to judge.
    public var verdict: Verdict { judgement?.verdict ?? .undecided }
  }

  /// Another measure of a claim with what was found.
  public struct Other: Sendable {
    /// The measure.
    public let measure: Claim.OtherMeasure
    /// The mean with its 95 % interval; nil where no seed has a value.
    public let interval: Interval?

    /// Where its interval lies.
    public var place: Hypothesis.Place? { interval.map { measure.hypothesis.place(lower: $0.lower, upper: $0.upper) } }
  }

  /// An identity with the largest error over seeds; not a number where it was not measured.
  public struct Check: Sendable {
    /// The identity.
    public let identity: Identity
    /// The error.
    public let largest: Double
    /// Whether rounding explains it.
    public var isMet: Bool { largest <= identity.bound }
  }

  /// The most claims of a family.
  public static let largestFamily = 12
  /// The most headline claims.
  public static let largestHeadline = 10

  /// The claims that are tested.
  public let rows: [Row]
  /// Those that are not.
  public let untested: [UntestedClaim]
  /// What is true by mathematics.
  public let checks: [Check]
  /// How often the rule errs where there is nothing to find.
  public let simulation: LedgerSimulation
  let commands: [String: String]
  /// What each study's networks are, by the study's folder.
  let networks: [String: [String]]
  let preamble: String
  /// Studies whose summary is of other runs than their claims'.
  let foreign: Set<String>

  /// Judges `claims` by the summaries below `results`; `commands` make them, of `networks`, by the study's folder. `preamble` is what a reader of the page needs to know
  /// first. With a `lock`, a summary of other runs than the lock's counts as none. The rule's errors are simulated over `rounds` ledgers.
  ///
  /// An effect that a study's summary has not is one of which no seed has a value.
  ///
  /// - Throws: `RecordError` for a summary that is none.
  public init(
    claims: [Claim], untested: [UntestedClaim] = [], identities: [Identity] = [], commands: [String: String],
    networks: [String: [String]] = [:],
    preamble: String = "", lock: LedgerLock? = nil, results: String, rounds: Int = 1000
  ) throws {
    Self.requireFamilies(claims)
    var summaries = [String: StudySummary]()
    var foreign = Set<String>()
    for study in Set(claims.map(\.study) + identities.map(\.study)) {
      guard let summary = try StudySummary.read("\(results)/\(study)/summary.json") else { continue }
      if let lock, lock.runs[study] != summary.runSet { foreign.insert(study) } else { summaries[study] = summary }
    }
    self.foreign = foreign
    func effect(_ name: String, of study: String) -> StudySummary.Effect? {
      guard let summary = summaries[study] else { return nil }
      // A study leaves out an effect that no seed has a value of.
      return summary.effects[name] ?? StudySummary.Effect(kind: .value, seeds: [], values: [], runs: [])
    }
    let evidence = claims.map { claim -> Evidence? in
      guard let own = effect(claim.effect, of: claim.study) else { return nil }
      let control = claim.control.map { effect($0.effect, of: claim.study)?.values ?? [] }
      let premise = claim.premise.map { premise in
        let found = effect(premise.effect, of: claim.study)
        return Evidence.Premise(found?.values ?? [], found?.kind ?? .value, premise.hypothesis, name: premise.name)
      }
      return Evidence(
        own.values, seeds: own.seeds, own.kind, claim.hypothesis, test: claim.test, control: control, premise: premise)
    }
    var judgements = [Int: Judgement]()
    var families = [String: [Evidence]]()
    let places = Dictionary(grouping: claims.indices.filter { evidence[$0] != nil }, by: { claims[$0].study })
    for (study, indices) in places {
      families[study] = indices.compactMap { evidence[$0] }
      for (index, judgement) in zip(indices, try Judgement.judge(families[study]!)) { judgements[index] = judgement }
    }
    let headlines = claims.indices.filter { claims[$0].isHeadline && evidence[$0] != nil }
    let headlineFamily = headlines.compactMap { evidence[$0] }
    let headlineJudgements = Dictionary(uniqueKeysWithValues: zip(headlines, try Judgement.judge(headlineFamily)))
    if !headlineFamily.isEmpty { families[Self.headlineName] = headlineFamily }
    simulation = try LedgerSimulation(families, rounds: rounds)
    var errors = [Int: Double]()
    for (study, indices) in places { for (index, error) in zip(indices, simulation.byClaim[study]!) { errors[index] = error } }
    func others(of claim: Claim) throws -> [Other] {
      guard summaries[claim.study] != nil else { return [] }
      return try claim.otherMeasures.map { measure in
        let found = effect(measure.effect, of: claim.study)
        return Other(measure: measure, interval: try found.flatMap { $0.values.isEmpty ? nil : try Effect.interval($0.values, $0.kind) })
      }
    }
    rows = try claims.indices.map { index in
      let claim = claims[index]
      return Row(
        claim: claim, evidence: evidence[index], judgement: judgements[index], headline: headlineJudgements[index] ?? nil,
        others: try others(of: claim),
        simulatedError: errors[index] ?? .nan,
        lock: lock?.state(of: claim, hasResults: evidence[index] != nil) ?? .missing,
        excluded: effect(claim.effect, of: claim.study)?.excluded ?? 0, runs: effect(claim.effect, of: claim.study)?.runs ?? [])
    }
    checks = identities.map { identity in
      Check(identity: identity, largest: effect(identity.effect, of: identity.study)?.values.max() ?? .nan)
    }
    self.untested = untested
    self.commands = commands
    self.networks = networks
    self.preamble = preamble
  }

  /// The name of the family across studies.
  static let headlineName = "headline"

  /// Families that are larger than the rule allows are a mistake in the list of claims.
  private static func requireFamilies(_ claims: [Claim]) {
    let sizes = Dictionary(grouping: claims, by: \.study).mapValues(\.count)
    for (study, size) in sizes { precondition(size <= largestFamily, "\(study): \(size) claims in a family of at most \(largestFamily)") }
    precondition(claims.count(where: \.isHeadline) <= largestHeadline, "more headline claims than \(largestHeadline)")
    precondition(Set(claims.map(\.identifier)).count == claims.count, "claims of different names")
  }

  /// How many claims got each verdict.
  public func count(_ verdict: Verdict) -> Int { rows.count { $0.verdict == verdict } }

  /// How many claims have values, and how many have none and are undecided for that.
  public var measured: Int { rows.count - waiting }
  /// How many claims have no values yet.
  public var waiting: Int { rows.count(where: isWaiting) }

  /// Whether a claim has no values, so that its verdict is none.
  func isWaiting(_ row: Row) -> Bool { row.judgement == nil && row.verdict == .undecided }

  /// A claim's verdict in words.
  func word(_ row: Row) -> String { isWaiting(row) ? "not measured" : row.verdict.rawValue }

  /// Studies in the order of their first claim.
  var studies: [String] { rows.map(\.claim.study).reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

  /// Why a verdict is none, in words.
  func reason(_ row: Row) -> String {
    row.judgement?.reason
      ?? (row.evidence != nil
        ? "no seed has a value of \(row.claim.effect)"
        : "\(foreign.contains(row.claim.study) ? "the results are of other runs than the claim's" : "no results"); "
          + "\(commands[row.claim.study] ?? row.claim.study) makes them")
  }

  /// A short name of a set of runs: the hash of their hashes.
  static func digest(_ runs: [String]) -> String { runs.isEmpty ? "" : RunSet.digest(runs) }

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
