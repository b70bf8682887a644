internal import Foundation
public import Records

/// A finished run: its folder and its manifest.
public struct StoredRun: Sendable {
  /// The folder with the run's files.
  public let folder: String
  /// The manifest.
  public let manifest: Manifest

  /// The configuration.
  public var configuration: RunConfiguration { manifest.configuration }

  /// A number of the run; not a number where it has none.
  public func metric(_ name: String) -> Double { (manifest.outcome.metrics[name] ?? nil) ?? .nan }

  /// A table of the run; nil where the run has no such file.
  ///
  /// - Throws: `RecordError` for a file that is no table.
  public func table(_ name: String) throws(RecordError) -> CSVTable? {
    let path = "\(folder)/\(name)"
    return FileManager.default.fileExists(atPath: path) ? try CSVTable(contentsOf: path) : nil
  }
}

/// The runs of a study, each in a folder named by its configuration's hash. A folder is there whole or not at all.
public struct RunStore: Sendable {
  /// The folder above the runs' folders.
  public let folder: String

  /// The store in `folder`, made where it is missing; what a killed process left half-written is removed.
  ///
  /// - Throws: `RecordError` where the folder cannot be written.
  public init(folder: String) throws(RecordError) {
    self.folder = folder
    try AtomicFiles.makeFolder(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(Self.asidePrefix) {
      let owner = name.dropFirst(Self.asidePrefix.count).prefix { $0 != "-" }
      if let process = pid_t(owner), kill(process, 0) == 0, process != getpid() { continue }
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  private static let asidePrefix = ".unfinished-"

  /// The finished run of a configuration, if there is one.
  func find(_ configuration: RunConfiguration) throws -> StoredRun? {
    let path = "\(folder)/\(try configuration.identifier)"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let manifest = try Manifest.read(folder: path)
    guard manifest.configuration == configuration else {
      throw RecordError(file: path, problem: "holds another configuration of the same hash, expected this study's; move it away")
    }
    return StoredRun(folder: path, manifest: manifest)
  }

  /// Stores a run: `body` writes its files into a folder that takes its place only when all are written.
  func store(_ configuration: RunConfiguration, started: Date, _ body: (_ folder: String) throws -> Outcome) throws -> StoredRun {
    let identifier = try configuration.identifier
    let aside = "\(folder)/\(Self.asidePrefix)\(getpid())-\(identifier)"
    try AtomicFiles.makeFolder(aside)
    do {
      let outcome = try body(aside)
      let manifest = Manifest(
        schemaVersion: RunConfiguration.schemaVersion, configuration: configuration, hash: try configuration.hash, outcome: outcome,
        environment: .current(started: started))
      try AtomicFiles.write(try JSONValue.data(manifest), to: "\(aside)/\(Manifest.fileName)")
      let path = "\(folder)/\(identifier)"
      guard rename(aside, path) == 0 else {
        throw RecordError(file: path, problem: "cannot be written: \(String(cString: strerror(errno)))")
      }
      return StoredRun(folder: path, manifest: manifest)
    } catch {
      try? FileManager.default.removeItem(atPath: aside)
      throw error
    }
  }
}
