internal import Foundation
internal import Records

/// The study's end of a worker.
final class WorkerProcess {
  /// What became of a job.
  enum Answer: Equatable {
    case finished
    case busy
    /// What the worker said: a file that cannot be written, data that cannot be read.
    case failed(String)
    /// The worker died, by this signal or with this status.
    case crashed(String)
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var rest = Data()

  /// Starts this program again as a worker.
  ///
  /// - Throws: what the system says where it cannot be started.
  init() throws {
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [Worker.argument]
    // A crash is a line of the study's; Swift's own report of it runs over pages, and takes its time.
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  /// Its process id.
  var identifier: Int32 { process.processIdentifier }

  /// Has a job done; `progress` is told the step it has come to.
  func execute(_ job: Worker.Job, progress: (Int) -> Void) throws -> Answer {
    let line = try JSONEncoder().encode(job) + Data("\n".utf8)
    guard (try? input.fileHandleForWriting.write(contentsOf: line)) != nil else { return crash() }
    while let answer = nextLine() {
      let words = answer.split(separator: " ", maxSplits: 1).map(String.init)
      switch words.first {
      case "step": progress(words.count > 1 ? Int(words[1]) ?? 0 : 0)
      case "finished": return .finished
      case "busy": return .busy
      default: return .failed(words.count > 1 ? words[1] : answer)
      }
    }
    return crash()
  }

  private func nextLine() -> String? {
    while true {
      if let end = rest.firstIndex(of: 0x0A) {
        defer { rest = Data(rest[(end + 1)...]) }
        return String(decoding: rest[..<end], as: UTF8.self)
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      rest += more
    }
  }

  private func crash() -> Answer {
    process.waitUntilExit()
    return .crashed(
      process.terminationReason == .uncaughtSignal ? "signal \(process.terminationStatus)" : "status \(process.terminationStatus)")
  }

  /// Lets it go, and waits until it has gone.
  func end() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
