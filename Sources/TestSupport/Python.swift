internal import Foundation

/// The Python that `.ci/test-tools` makes, with the packages that read and write the same files as this toolkit.
public enum Python {
  private static let path =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent(".build/python/bin/python").path

  /// Whether it is there.
  public static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// Runs a program in `folder`; returns its status and what it said, errors too.
  public static func run(_ program: String, in folder: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["-c", program]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
