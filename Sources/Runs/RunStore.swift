internal import Foundation
public import Records

/// The runs of a study, each in a folder named by its configuration's hash. A folder is there whole or not at all; beside it, while the run is under way,
/// lie `.unfinished-…` with its checkpoints and `.lock-…`, which its process holds.
public struct RunStore: Sendable {
  /// The folder above the runs' folders.
  public let folder: String
  /// Who is told of what is damaged.
  let note: @Sendable (_ line: String) -> Void

  private static let versionName = "store.json"
  private struct Version: Codable { var version: Int }
  /// The version of the store's layout; an older program refuses a newer store.
  public static let version = 1

  /// The store in `folder`, made where it is missing; what is damaged in it is told to `note`, one line each.
  ///
  /// - Throws: `RecordError` where the folder cannot be written or holds a store of a later version.
  public init(folder: String, note: @escaping @Sendable (_ line: String) -> Void = { _ in }) throws(RecordError) {
    self.folder = folder
    self.note = note
    try AtomicFiles.makeFolder(folder)
    let path = "\(folder)/\(Self.versionName)"
    if FileManager.default.fileExists(atPath: path) {
      let text = try AtomicFiles.read(path)
      if let found = try? JSONDecoder().decode(Version.self, from: text).version, found > 0 {
        guard found <= Self.version else {
          throw RecordError(file: path, problem: "found a store of version \(found), expected at most \(Self.version)")
        }
        return
      }
      // It holds nothing but the version, and a store of a later one would say so.
      note("\(path): found no version of a store, expected one; it is written again")
    }
    guard let data = try? JSONValue.data(Version(version: Self.version)) else { preconditionFailure("a number is JSON") }
    try AtomicFiles.write(data, to: path)
  }

  /// The finished runs of the store, whatever their study; damaged ones are named and left out.
  public func runs() -> [StoredRun] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      let path = "\(folder)/\(name)"
      guard !name.hasPrefix("."), RunBatch.isRun(path) else { return nil }
      do {
        return StoredRun(folder: path, manifest: try Manifest.read(folder: path))
      } catch {
        note("\(error); the run is left out")
        return nil
      }
    }
  }

  private func path(_ configuration: RunConfiguration) throws -> String { "\(folder)/\(try configuration.identifier)" }

  /// What there is of a configuration's run.
  enum Finding {
    case finished(StoredRun)
    case missing
    /// It was finished and cannot be believed any more.
    case damaged(ManifestError)
  }

  /// Looks for a configuration's run.
  func look(for configuration: RunConfiguration) throws -> Finding {
    let path = try path(configuration)
    guard FileManager.default.fileExists(atPath: path) else { return .missing }
    let manifest: Manifest
    do throws(ManifestError) {
      manifest = try Manifest.read(folder: path)
    } catch {
      return .damaged(error)
    }
    guard try manifest.configuration.canonical == configuration.canonical else {
      throw RecordError(file: path, problem: "holds another configuration of the same hash, expected this study's; move it away")
    }
    return .finished(StoredRun(folder: path, manifest: manifest))
  }

  /// The finished run of a configuration, if there is one that can be believed; of a damaged one it is noted what is wrong, and what comes of it.
  func find(_ configuration: RunConfiguration, ifDamaged consequence: String) throws -> StoredRun? {
    switch try look(for: configuration) {
    case .finished(let run): return run
    case .missing: return nil
    case .damaged(let error):
      note("\(error); \(consequence)")
      return nil
    }
  }

  /// The lock on a configuration's run; nil where another process has it.
  func lock(_ configuration: RunConfiguration) throws -> FileLock? { try FileLock("\(folder)/.lock-\(try configuration.identifier)") }

  /// The folder for a run's checkpoints.
  func unfinishedFolder(_ configuration: RunConfiguration) throws -> String { "\(folder)/.unfinished-\(try configuration.identifier)" }

  /// Takes away what a killed process left of a finished run: its checkpoints, and the file of its lock.
  func tidy(_ configuration: RunConfiguration) throws {
    let identifier = try configuration.identifier
    let unfinished = try unfinishedFolder(configuration)
    guard [unfinished, "\(folder)/.lock-\(identifier)"].contains(where: FileManager.default.fileExists) else { return }
    // Who has the lock does it.
    guard let lock = try lock(configuration) else { return }
    withExtendedLifetime(lock) { try? FileManager.default.removeItem(atPath: unfinished) }
  }

  /// Stores a run under its lock: `body` writes its files into a folder that takes its place, with a manifest, only when all are written. Checkpoints and
  /// any damaged run of the same name go. The run was begun, or gone on with, at `started` and `instant`.
  func store(
    _ configuration: RunConfiguration, started: Date, instant: ContinuousClock.Instant, _ body: (_ folder: String) throws -> Outcome
  ) throws {
    let aside = "\(folder)/.finished-\(try configuration.identifier)"
    try? FileManager.default.removeItem(atPath: aside)
    try AtomicFiles.makeFolder(aside)
    do {
      let outcome = try body(aside)
      let manifest = try Manifest(
        configuration, outcome: outcome, folder: aside, environment: .current(started: started, instant: instant))
      try AtomicFiles.write(try JSONValue.data(manifest), to: "\(aside)/\(Manifest.fileName)")
      let path = try path(configuration)
      try? FileManager.default.removeItem(atPath: path)
      guard rename(aside, path) == 0 else {
        throw RecordError(file: path, problem: "cannot be written: \(String(cString: strerror(errno)))")
      }
      try? FileManager.default.removeItem(atPath: try unfinishedFolder(configuration))
    } catch {
      try? FileManager.default.removeItem(atPath: aside)
      throw error
    }
  }
}
