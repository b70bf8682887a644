public import Foundation
public import Records
internal import Runs

/// Which runs each study's claims are about: a summary of other runs, made with other options or by another version, is not judged.
public struct LedgerLock: Codable, Equatable, Sendable {
  /// By the study's folder, the name of its set of runs (see `RunSet`).
  public var runs: [String: String]

  /// The file's name among results.
  public static let fileName = "ledger-lock.json"

  /// A lock on sets of runs.
  public init(runs: [String: String]) { self.runs = runs }

  /// Reads a lock.
  ///
  /// - Throws: `RecordError` where there is none.
  public init(contentsOf path: String) throws(RecordError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw RecordError(file: path, problem: "found no lock, expected one; studies/run ledger --lock writes it")
    }
    self = try JSONInput.decode(LedgerLock.self, try JSONInput.read(path, limit: 1 << 20), file: path)
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
