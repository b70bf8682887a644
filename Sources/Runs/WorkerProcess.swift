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

  private let process: ChildProcess
  /// What the worker has said and is no whole line yet.
  private var rest = Data()

  /// Starts this program again as a worker.
  ///
  /// - Throws: `RecordError` where it cannot be started.
  init() throws(RecordError) {
    // A crash is a line of the study's; Swift's own report of it runs over pages, and takes its time.
    process = try ChildProcess(
      URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path, [Worker.argument],
      environment: ["SWIFT_BACKTRACE": "enable=no"], takesInput: true)
  }

  /// Has a job done; `progress` is told the step it has come to. An interruption kills the worker.
  func execute(_ job: Worker.Job, _ interruption: Interruption, progress: (Int) -> Void) throws -> Answer {
    let line = try JSONEncoder().encode(job) + Data("\n".utf8)
    return interruption.withHandler({ [process] in process.kill() }) {
      guard process.send(line) else { return crash() }
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
  }

  private func nextLine() -> String? {
    while true {
      if let end = rest.firstIndex(of: 0x0A) {
        defer { rest = Data(rest[(end + 1)...]) }
        return String(decoding: rest[..<end], as: UTF8.self)
      }
      let more = process.read()
      if more.isEmpty { return nil }
      rest += more
    }
  }

  private func crash() -> Answer {
    switch process.wait() {
    case .signal(let signal): .crashed("signal \(signal)")
    case .status(let status): .crashed("status \(status)")
    }
  }

  /// Lets it go, and waits until it has gone.
  func end() {
    process.endInput()
    _ = process.wait()
  }
}
