public import Foundation

/// The project's executables as a user meets them.
public enum Command {
  /// The folder with the executables, beside the test bundle.
  private static var programs: URL { URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent() }

  /// Starts the executable `name` in `folder`.
  public static func start(_ name: String, _ arguments: [String], in folder: String) throws -> (Process, output: Pipe, errors: Pipe) {
    try start(programs.appendingPathComponent(name), arguments, in: folder)
  }

  /// Runs it to its end.
  public static func run(_ name: String, _ arguments: String, in folder: String) throws -> (status: Int32, output: String, errors: String) {
    try run(name, arguments.split(separator: " ").map(String.init), in: folder)
  }

  /// Runs it to its end, with arguments that may be empty or hold spaces.
  public static func run(
    _ name: String, _ arguments: [String], in folder: String
  ) throws -> (status: Int32, output: String, errors: String) { try end(of: try start(name, arguments, in: folder)) }

  /// Runs a command line of bash, which finds the executables by name, to its end: 124 after two minutes.
  public static func shell(_ line: String, in folder: String) throws -> (status: Int32, output: String, errors: String) {
    let script = "PATH=\(programs.path):$PATH; \(line)"
    return try end(of: try start(URL(fileURLWithPath: "/usr/bin/timeout"), ["120", "bash", "-c", script], in: folder))
  }

  private static func start(_ program: URL, _ arguments: [String], in folder: String) throws -> (Process, output: Pipe, errors: Pipe) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    return (process, output, errors)
  }

  private static func end(of started: (process: Process, output: Pipe, errors: Pipe)) throws -> (
    status: Int32, output: String, errors: String
  ) {
    let text = String(decoding: started.output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let message = String(decoding: started.errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    started.process.waitUntilExit()
    return (started.process.terminationStatus, text, message)
  }
}
