internal import Foundation
internal import Records

/// How a run ended.
public struct Outcome: Codable, Equatable, Sendable {
  /// The step at which the loss was no longer a finite number; nil for a run that reached its end.
  public var divergedAtStep: Int?
  /// The run's numbers by name; nil for one that has no value.
  public var metrics: [String: Double?]
}

/// A finished run's `manifest.json`. All but `environment` follows from the configuration.
public struct Manifest: Codable, Equatable, Sendable {
  /// The version of the files' layout.
  public var schemaVersion: Int
  /// The configuration in full.
  public var configuration: RunConfiguration
  /// Its hash.
  public var hash: String
  /// How the run ended.
  public var outcome: Outcome
  /// Where and when it ran.
  public var environment: RunEnvironment

  /// The file's name in a run's folder.
  static let fileName = "manifest.json"

  /// Reads a run's manifest.
  ///
  /// - Throws: `RecordError` for a file that is missing or no manifest.
  static func read(folder: String) throws(RecordError) -> Manifest {
    let path = "\(folder)/\(fileName)"
    let data = try AtomicFiles.read(path)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(Manifest.self, from: data)
    } catch {
      throw RecordError(file: path, problem: "found no manifest of this version, expected one of version \(RunConfiguration.schemaVersion)")
    }
  }
}
