public import Foundation

/// What a file must be to be believed.
public struct Fingerprint: Codable, Hashable, Sendable {
  /// Its size.
  public let bytes: Int
  /// CRC-32 of its bytes.
  public let crc32: UInt32

  /// The fingerprint of a file.
  ///
  /// - Throws: `RecordError` where it cannot be read.
  public init(of path: String) throws(RecordError) {
    self.init(try AtomicFiles.read(path))
  }

  /// The fingerprint of a file of these bytes.
  public init(_ data: Data) {
    bytes = data.count
    crc32 = Checksum.crc32(data)
  }

  /// The fingerprints of all files of a folder, by name.
  ///
  /// - Throws: `RecordError` where one, or the folder, cannot be read.
  public static func files(in folder: String) throws(RecordError) -> [String: Fingerprint] {
    var files = [String: Fingerprint]()
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw RecordError(file: folder, problem: "found no folder that can be read")
    }
    for name in names {
      files[name] = try Fingerprint(of: "\(folder)/\(name)")
    }
    return files
  }

  /// The first file of a folder that is not as `expected` says: missing, another, or one too many. Nil where all are.
  public static func firstDamage(in folder: String, expected: [String: Fingerprint]) -> RecordError? {
    guard let found = try? files(in: folder) else { return RecordError(file: folder, problem: "found a file that cannot be read") }
    for name in Set(found.keys).union(expected.keys).sorted() where found[name] != expected[name] {
      func words(_ fingerprint: Fingerprint?) -> String {
        fingerprint.map { "\($0.bytes) bytes of checksum \($0.crc32)" } ?? "no such file"
      }
      return RecordError(file: "\(folder)/\(name)", problem: "found \(words(found[name])), expected \(words(expected[name]))")
    }
    return nil
  }
}
