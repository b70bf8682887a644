internal import Foundation

/// The Pythons that `.ci/test-tools` makes: one with the packages that read and write the same files as this toolkit, and one with PyTorch. And
/// Debian's own, which drives a browser.
public enum Python {
  private static let root =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  private static let path = "\(root)/.build/python/bin/python"
  private static let torch = "\(root)/.build/torch/bin/python"

  /// Whether the one with the packages is there.
  public static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// Whether the one with the packages has VTK too.
  public static let hasVTK: Bool = isThere && (try? run("import vtkmodules", in: "/").status) == 0

  /// Whether the one with PyTorch is there.
  public static var hasTorch: Bool { FileManager.default.isExecutableFile(atPath: torch) }

  /// Runs a program in `folder`; returns its status and what it said, errors too.
  public static func run(_ program: String, in folder: String) throws -> (status: Int32, output: String) {
    try run(path, ["-c", program], in: folder)
  }

  /// Runs one of the repository's programs in `folder`, likewise.
  public static func run(file: String, _ arguments: [String], in folder: String) throws -> (status: Int32, output: String) {
    try run(path, ["\(root)/\(file)"] + arguments, in: folder, environment: ["PYTHONDONTWRITEBYTECODE": "1"])
  }

  /// Runs the unit tests in a folder of the repository's by the Python with PyTorch; they find this project's programs in $PROGRAMS.
  public static func runTests(in folder: String) throws -> (status: Int32, output: String) {
    let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    return try run(
      torch, ["-m", "unittest", "discover", "-p", "*_test.py"], in: "\(root)/\(folder)", environment: ["PROGRAMS": programs])
  }

  /// Whether Debian's Python can drive Debian's Chromium.
  public static let hasBrowser: Bool =
    ["/usr/bin/chromium", "/usr/bin/chromedriver"].allSatisfy(FileManager.default.isExecutableFile)
    && (try? run("/usr/bin/python3", ["-c", "import selenium"], in: "/").status) == 0

  /// Runs one of the repository's files of unit tests by that Python; they find this project's programs in $PROGRAMS, and `folder` in $FOLDER.
  public static func runBrowserTests(_ file: String, folder: String) throws -> (status: Int32, output: String) {
    let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    return try run("/usr/bin/python3", ["\(root)/\(file)"], in: folder, environment: ["PROGRAMS": programs, "FOLDER": folder])
  }

  private static func run(
    _ python: String, _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
