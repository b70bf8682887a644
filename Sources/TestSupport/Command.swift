public import Foundation

/// The project's executables as a user meets them.
public enum Command {
  /// Starts the executable `name`, which lies beside the test bundle, in `folder`.
  public static func start(_ name: String, _ arguments: [String], in folder: String) throws -> (Process, output: Pipe, errors: Pipe) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(name)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    return (process, output, errors)
  }

  /// Runs a line of bash to its end, in which the project's executables are commands.
  public static func shell(_ line: String, in folder: String) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    process.environment = ProcessInfo.processInfo.environment.merging(["PATH": "\(programs):/usr/bin:/bin"]) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    return finish(process, output, errors)
  }

  /// Runs it to its end.
  public static func run(_ name: String, _ arguments: String, in folder: String) throws -> (status: Int32, output: String, errors: String) {
    let (process, output, errors) = try start(name, arguments.split(separator: " ").map(String.init), in: folder)
    return finish(process, output, errors)
  }

  private static func finish(_ process: Process, _ output: Pipe, _ errors: Pipe) -> (
    status: Int32, output: String, errors: String
  ) {
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text, message)
  }
}
