import Foundation

/// What a process says of one workload: one line of JSON, the same from this program and from the yardstick.
struct Timing: Codable {
  var workload: String
  var peer: String
  var threads: Int
  var precision: String
  var medianMs: Double
  var p10Ms: Double
  var repeats: Int
  var peakRssMib: Double

  /// Runs a program that prints a measurement as its last line.
  static func run(_ program: String, _ arguments: [String], threads: Int) throws -> Timing {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["OPENBLAS_NUM_THREADS": "\(threads)", "OMP_NUM_THREADS": "\(threads)"]
    ) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard process.terminationStatus == 0, let line = text.split(separator: "\n").last else {
      throw BenchmarkError(description: "\(program) \(arguments.joined(separator: " ")): ended with status \(process.terminationStatus)")
    }
    return try decoder.decode(Timing.self, from: Data(line.utf8))
  }

  /// The largest resident memory of this process so far.
  static var peakMemory: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }
}

/// Why a benchmark could not be run.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String
}
