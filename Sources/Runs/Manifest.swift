internal import Foundation
public import Records

/// How a run ended.
public struct Outcome: Codable, Equatable, Sendable {
  /// The step at which the loss was no longer a finite number; nil for a run that reached its end.
  public var divergedAtStep: Int?
  /// The step at which the configuration's rule ended it; nil for a run without one, or that did not meet it.
  public var stoppedAtStep: Int?
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
  /// The run's other files, as they must be.
  public var files: [String: Fingerprint]
  /// CRC-32 of this manifest without its environment and this.
  public private(set) var checksum: UInt32 = 0
  /// Where and when it ran.
  public var environment: RunEnvironment

  /// The version of a manifest's own layout; what runs contain has versions by instrument.
  static let schemaVersion = 4
  /// The file's name in a run's folder.
  static let fileName = "manifest.json"

  /// The manifest of a run whose other files lie in `folder`.
  ///
  /// - Throws: `RecordError` where these cannot be read.
  init(_ configuration: RunConfiguration, outcome: Outcome, folder: String, environment: RunEnvironment) throws {
    schemaVersion = Self.schemaVersion
    self.configuration = configuration
    hash = try configuration.hash
    self.outcome = outcome
    files = try Fingerprint.files(in: folder)
    self.environment = environment
    checksum = try expectedChecksum
  }

  private var expectedChecksum: UInt32 {
    get throws {
      var bare = self
      bare.checksum = 0
      bare.environment = RunEnvironment()
      return Checksum.crc32(try JSONValue.data(bare))
    }
  }

  /// Reads a run's manifest and holds the run's files to it.
  ///
  /// - Throws: `ManifestError` that names the first file that is missing, damaged or too many, or the manifest where it is of another version.
  static func read(folder: String) throws(ManifestError) -> Manifest {
    let path = "\(folder)/\(fileName)"
    let data: Data
    do throws(RecordError) {
      data = try AtomicFiles.read(path)
    } catch {
      throw .damaged(error)
    }
    if let difference = ManifestVersions.difference(data) { throw .outdated(RecordError(file: path, problem: difference)) }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let manifest = try? decoder.decode(Manifest.self, from: data) else {
      throw .damaged(RecordError(file: path, problem: "found no manifest, expected one of version \(schemaVersion)"))
    }
    let expected = try? manifest.expectedChecksum
    guard manifest.checksum == expected else {
      let words = expected.map(String.init) ?? "another"
      throw .damaged(RecordError(file: path, problem: "found checksum \(manifest.checksum), expected \(words)"))
    }
    // The manifest itself is the one file that it does not name.
    var files = manifest.files
    files[fileName] = Fingerprint(data)
    if let damage = Fingerprint.firstDamage(in: folder, expected: files) { throw .damaged(damage) }
    return manifest
  }
}
