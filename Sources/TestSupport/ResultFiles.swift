public import Foundation
public import Testing

/// A study's files, to compare with another's.
public enum ResultFiles {
  /// All files below a folder with their bytes, what was left unfinished among them; of a manifest, all but the environment.
  public static func read(_ folder: String) throws -> [String: Data] {
    var files = [String: Data]()
    for case let path as String in try #require(FileManager.default.enumerator(atPath: folder)) {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else { continue }
      if path.hasSuffix("manifest.json"), var manifest = try? JSON.object(data) {
        manifest["environment"] = nil
        files[path] = try JSONSerialization.data(withJSONObject: manifest, options: .sortedKeys)
      } else {
        files[path] = data
      }
    }
    return files
  }

  /// Expects two folders to hold the same files of the same bytes; names the first that differs.
  public static func expectEqual(_ found: String, _ expected: String, _ what: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let (found, expected) = (try read(found), try read(expected))
    let different = Set(found.keys).union(expected.keys).sorted().filter { found[$0] != expected[$0] }
    #expect(different.isEmpty && !found.isEmpty, "\(what): \(different.first ?? "no files") differs", sourceLocation: sourceLocation)
  }
}
