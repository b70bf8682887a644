public import Foundation
public import Records
internal import Runs

/// What stood before the results: which runs each study's claims are about, and every claim with its region. A summary of other runs, made with other options or by
/// another version, is not judged; a claim that was changed or added after its results is marked.
public struct LedgerLock: Codable, Equatable, Sendable {
  /// What is known of a claim.
  public enum State: String, Codable, Sendable {
    /// It stood before its results.
    case locked
    /// It stood before the runs that it is judged by, and after results of an earlier design of its study had been seen.
    case renewed
    /// It is older than the lock.
    case seen
    /// It was changed after its results had been seen.
    case changed
    /// It was added after its results had been seen.
    case added
    /// It is not in the lock.
    case missing = "not locked"
  }

  /// A claim of the lock.
  public struct Entry: Codable, Equatable, Sendable {
    /// What of it may not change.
    public var fingerprint: String
    /// What is known of it.
    public var state: State
  }

  /// By the study's folder, the name of its set of runs (see `RunSet`).
  public var runs: [String: String]
  /// By the claim's identifier.
  public var claims: [String: Entry]

  /// The file's name among results.
  public static let fileName = "ledger-lock.json"

  /// What of a study's results somebody may have seen.
  public enum Results: Sendable {
    /// None.
    case none
    /// Those of other runs than its claims are about: an earlier design.
    case ofOtherRuns
    /// Those of these runs, or runs that are not summed up yet.
    case present
  }

  /// The lock on `claims` and the sets of runs that they are about. A claim that stands in the `previous` lock as it is keeps its state. Of the others, those without
  /// results are locked, those with results of other runs renewed, and those with results are marked as changed or added; in a first lock, without a previous one, as
  /// seen. What was added after results stays so when it is held to other runs of the same design.
  public init(_ claims: [Claim], runs: [String: String], previous: LedgerLock? = nil, results: (Claim) throws -> Results) rethrows {
    self.runs = runs
    self.claims = Dictionary(
      uniqueKeysWithValues: try claims.map { claim in
        let fingerprint = claim.fingerprint(runs: runs[claim.study] ?? "")
        let old = previous?.claims[claim.identifier]
        if let old, old.fingerprint == fingerprint { return (claim.identifier, old) }
        if let old, old.state == .added, old.fingerprint == claim.fingerprint(runs: previous?.runs[claim.study] ?? "") {
          return (claim.identifier, Entry(fingerprint: fingerprint, state: .added))
        }
        let state: State =
          switch try results(claim) {
          case .none: .locked
          case .ofOtherRuns: previous == nil ? .seen : .renewed
          case .present: previous == nil ? .seen : old != nil ? .changed : .added
          }
        return (claim.identifier, Entry(fingerprint: fingerprint, state: state))
      })
  }

  /// A lock on sets of runs alone.
  public init(runs: [String: String]) { (self.runs, claims) = (runs, [:]) }

  /// Reads a lock, also one of runs alone.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    runs = try container.decode([String: String].self, forKey: .runs)
    claims = try container.decodeIfPresent([String: Entry].self, forKey: .claims) ?? [:]
  }

  /// Reads a lock.
  ///
  /// - Throws: `RecordError` where there is none.
  public init(contentsOf path: String) throws(RecordError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw RecordError(file: path, problem: "found no lock, expected one; studies/run ledger --lock writes it")
    }
    self = try JSONInput.decode(LedgerLock.self, try JSONInput.read(path, limit: 1 << 20), file: path)
  }

  /// What the files below `results` have of a study whose claims are about the set of runs `runs`. Of results that lie elsewhere it knows nothing.
  ///
  /// - Throws: `RecordError` for a summary that is none.
  public static func results(of study: String, runs: String?, in results: String) throws(RecordError) -> Results {
    let folder = "\(results)/\(study)"
    if (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs").isEmpty) == false { return .present }
    guard let summary = try StudySummary.read("\(folder)/summary.json") else { return .none }
    return summary.runSet == runs ? .present : .ofOtherRuns
  }

  /// What is known of a claim.
  func state(of claim: Claim, hasResults: Bool) -> State {
    guard let entry = claims[claim.identifier] else { return hasResults ? .added : .missing }
    return entry.fingerprint == claim.fingerprint(runs: runs[claim.study] ?? "") ? entry.state : hasResults ? .changed : .missing
  }

  /// Writes it.
  ///
  /// - Throws: `RecordError` where it cannot be written.
  public func write(to path: String) throws { try AtomicFiles.write(try JSONValue.data(self), to: path) }

  /// The set of runs in the list that a study's own command prints with `--plan`; `source` is named in errors.
  ///
  /// - Throws: `RecordError` for an output that is no such list.
  public static func digest(ofPlan output: Data, source: String) throws(RecordError) -> String {
    let table = try CSVTable(output, file: source)
    guard let runs = table.texts("run"), !runs.isEmpty else {
      throw RecordError(file: source, problem: "found no list of runs, expected one")
    }
    // A run's name ends with its hash.
    return RunSet.digest(runs.map { $0.split(separator: "-").last.map(String.init) ?? $0 })
  }
}
