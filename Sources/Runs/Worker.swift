internal import Foundation
internal import Records
internal import Tensors

/// A process that executes runs for a study, one after the other: a run that crashes takes its worker with it, not the study.
///
/// The study writes jobs to its standard input, one line of JSON each; it answers with lines, `step N` as it goes and at the end of a job `finished`,
/// `busy` (another process has the run) or `failed REASON`. When its input ends, because the study is done or is no more, it ends at once.
enum Worker {
  /// The first argument that makes a study's program a worker.
  static let argument = "--worker"

  /// One run to execute.
  struct Job: Codable {
    var configuration: RunConfiguration
    /// The store's folder.
    var store: String
    /// The folder with the data files.
    var data: String
    var checkpointInterval: Double
    var eventFolder: String?
    /// Threads that share the run's work.
    var threads: Int
  }

  /// Serves until the input ends.
  static func serve() -> Never {
    let jobs = JobQueue()
    Thread.detachNewThread {
      while let line = readLine(strippingNewline: true) { jobs.add(line) }
      _exit(0)
    }
    var libraries = [String: DatasetLibrary]()
    while true { answer(execute(jobs.next(), &libraries)) }
  }

  private static func execute(_ line: String, _ libraries: inout [String: DatasetLibrary]) -> String {
    do {
      let job = try JSONDecoder().decode(Job.self, from: Data(line.utf8))
      let configuration = job.configuration
      let library = libraries[job.data] ?? DatasetLibrary(folder: job.data)
      libraries[job.data] = library
      let execution = RunExecution(
        configuration: configuration, dataset: try library.dataset(configuration.dataset, seed: configuration.seed),
        store: try RunStore(folder: job.store, note: StandardStreams.note), checkpointInterval: job.checkpointInterval,
        eventFolder: job.eventFolder, threads: job.threads)
      var reported = ContinuousClock.now
      let result = try execution.run { step in
        guard ContinuousClock.now - reported > .milliseconds(100) else { return }
        reported = .now
        answer("step \(step)")
      }
      return result == .busy ? "busy" : "finished"
    } catch {
      return "failed \("\(error)".split(whereSeparator: \.isNewline).joined(separator: " "))"
    }
  }

  private static func answer(_ line: String) {
    // A study that does not listen any more has ended.
    guard (try? StandardStreams.print(line)) != nil else { _exit(0) }
  }

  /// Jobs that came and are not begun.
  private final class JobQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var lines = [String]()

    func add(_ line: String) {
      condition.withLock {
        lines.append(line)
        condition.signal()
      }
    }

    func next() -> String {
      condition.withLock {
        while lines.isEmpty { condition.wait() }
        return lines.removeFirst()
      }
    }
  }
}
