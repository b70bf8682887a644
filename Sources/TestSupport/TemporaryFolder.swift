internal import Foundation

/// Folders for tests' files; they go with the process.
public enum TemporaryFolder {
  private static let root: String = {
    let path = NSTemporaryDirectory() + "theodolite-tests-\(ProcessInfo.processInfo.processIdentifier)"
    atexit { try? FileManager.default.removeItem(atPath: TemporaryFolder.root) }
    return path
  }()

  /// A new empty folder.
  public static func make() throws -> String {
    let path = "\(root)/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }
}
