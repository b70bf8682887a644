import Foundation
import Records

/// The instructions of one repetition of a workload, counted by Valgrind's callgrind: a number that other work on the machine does not move. Valgrind knows no
/// AVX-512, so the count is that of the loops for x86-64-v3 on every processor.
struct InstructionCount {
  let workload: String
  let instructions: Double

  /// Counts by the difference between three repetitions and one, so that what a process does once falls out.
  ///
  /// - Throws: `BenchmarkError` where Valgrind or binutils' strip is missing or fails.
  init(_ workload: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("instructions-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Debian's Valgrind stumbles over Swift's debug information.
    let program = folder.appendingPathComponent("benchmark").path
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    _ = try Self.run("strip", ["-o", program, own])
    func total(_ repeats: Int) throws -> Double {
      let text = try Self.run(
        "valgrind",
        ["--tool=callgrind", "--callgrind-out-file=/dev/null", program, "--measure", "--warmup", "0", "--workloads", workload, "--repeats"]
          + ["\(repeats)"])
      let line = text.split(separator: "\n").last { $0.contains("Collected : ") }
      guard let count = line?.split(separator: " ").last.flatMap({ Double($0) }) else {
        throw BenchmarkError(description: "valgrind: found no count of instructions, expected a line \"Collected : …\"")
      }
      return count
    }
    (self.workload, instructions) = (workload, try (total(3) - total(1)) / 2)
  }

  /// What a program prints, on either stream.
  private static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let last = text.split(separator: "\n").last ?? ""
      throw BenchmarkError(description: "\(program): ended with status \(process.terminationStatus): \(last)")
    }
    return text
  }
}
