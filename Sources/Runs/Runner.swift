internal import Foundation
public import Records
internal import Tensors

/// How runs are executed, which does not show in their results.
public struct Execution: Sendable {
  /// How many runs are executed at a time.
  public var workers = 1
  /// How many threads share the work of a run; nil for one, and more where there are fewer runs left than `workers`.
  public var threads: Int?
  /// Whether each worker is a process of its own, so that a run that crashes does not end the study; else runs are executed in this process.
  public var usesProcesses = false
  /// Seconds between a run's checkpoints.
  public var checkpointInterval = 30.0
  /// The folder with data files, for workers.
  public var data = ""
  /// The folder for TensorBoard's event files, if they are wanted.
  public var eventFolder: String?
  /// How progress is shown.
  public var progress = ProgressStyle.quiet
  /// Who is told how far the runs are, once a second at most.
  public var observer: (@Sendable (ProgressReport) -> Void)?
  /// Where what serves the study's page to a browser stands, from the first run to the report; nil where the page is not served.
  package var watch: Watch?
  /// What stops it early.
  public var interruption = Interruption()
  /// Who is told of damaged files.
  public var note: @Sendable (_ line: String) -> Void = { _ in }

  /// One run at a time, in this process, with nothing on the terminal.
  public init() {}

  /// Threads for the next of `left` runs that are not done: its share of the workers, where there are fewer runs than workers.
  package func threads(left: Int) -> Int { threads ?? min(max(1, workers / max(1, left)), Team.mostThreads) }
}

/// A place for what serves a study's page: whoever writes pages puts it there.
package final class Watch: Sendable {
  package let server = Guarded<(any Sendable)?>(nil)
}

/// Executes runs side by side and stores them; finished ones are found again and not repeated, unfinished ones go on. When it is
/// interrupted its workers are killed; what they had stored stays.
public struct Runner: Sendable {
  /// Where runs are stored.
  public let store: RunStore
  /// How.
  public let execution: Execution

  /// A runner.
  public init(store: RunStore, execution: Execution) {
    self.store = store
    self.execution = execution
  }

  /// What the workers share.
  private final class Board: Sendable {
    private let state: Guarded<State>
    init(pending: [Int]) { state = Guarded(State(pending: pending)) }
    func withLock<Result: Sendable>(_ body: (inout State) -> Result) -> Result { state.withLock { body(&$0) } }
  }

  private struct State: Sendable {
    /// Runs that nobody has begun here, and those that another process was at when last looked.
    var pending: [Int]
    var failure: (any Error)?
    var crashes: [Int: String] = [:]
    var finished = 0
    /// Runs that are executed now.
    var running = 0
  }

  /// All runs of the configurations, in their order. The order in which they are executed does not show in the results.
  ///
  /// - Throws: the first error of a run, after the others have stopped; `InterruptedError`; or `CrashError` after all other runs are done.
  public func run(title: String, _ configurations: [RunConfiguration], datasets: DatasetLibrary) throws -> [StoredRun] {
    let interruption = execution.interruption
    var missing = [Int]()
    for (index, configuration) in configurations.enumerated() {
      if let run = try store.find(configuration, ifDamaged: "the run is done again") {
        try run.writeEvents(below: execution.eventFolder)
      } else {
        missing.append(index)
      }
      guard !interruption.happened else { throw InterruptedError(finished: index + 1 - missing.count, runs: configurations.count) }
    }
    let progress = Progress(
      title: title, runs: missing.count, total: missing.reduce(0) { $0 + configurations[$1].steps + 1 }, style: execution.progress,
      observer: execution.observer)
    let state = Board(pending: missing)
    let workers = min(execution.workers, missing.count)
    Threads.perform(iterations: workers, count: workers) { _ in
      do {
        try work(configurations, datasets, progress, state)
      } catch {
        state.withLock { if $0.failure == nil { $0.failure = error } }
      }
    }
    progress.finish()
    let (failure, crashes, finished) = state.withLock { ($0.failure, $0.crashes, $0.finished) }
    if interruption.happened {
      throw InterruptedError(finished: configurations.count - missing.count + finished, runs: configurations.count)
    }
    if let failure { throw failure }
    guard crashes.isEmpty else {
      throw CrashError(runs: try crashes.sorted { $0.key < $1.key }.map { (try configurations[$0.key].identifier, $0.value) })
    }
    return try configurations.map { configuration in
      guard case .finished(let run) = try store.look(for: configuration) else {
        throw RecordError(file: store.folder, problem: "found no run \(try configuration.identifier) at the end, expected it")
      }
      try store.tidy(configuration)
      return run
    }
  }

  /// One worker's life: takes pending runs until there are none.
  private func work(
    _ configurations: [RunConfiguration], _ datasets: DatasetLibrary, _ progress: Progress, _ state: Board
  ) throws {
    let interruption = execution.interruption
    var process: WorkerProcess?
    defer { process?.end() }
    while !interruption.happened, let (index, threads) = state.withLock({ take(&$0) }) {
      defer { state.withLock { $0.running -= 1 } }
      let configuration = configurations[index]
      var reported = 0
      func report(_ step: Int) {
        progress.advance(by: step - reported)
        reported = step
      }
      let answer: WorkerProcess.Answer
      if execution.usesProcesses {
        let worker = try process ?? WorkerProcess()
        process = worker
        answer = try worker.execute(
          Worker.Job(
            configuration: configuration, store: store.folder, data: execution.data, checkpointInterval: execution.checkpointInterval,
            eventFolder: execution.eventFolder, threads: threads), interruption, progress: report)
      } else {
        let run = RunExecution(
          configuration: configuration, dataset: try datasets.dataset(configuration.dataset, seed: configuration.seed), store: store,
          checkpointInterval: execution.checkpointInterval, eventFolder: execution.eventFolder, threads: threads)
        let result = try run.run { step in
          if step - reported >= 10 { report(step) }
          if interruption.happened || state.withLock({ $0.failure != nil }) { throw Stopped() }
        }
        answer = result == .busy ? .busy : .finished
      }
      switch answer {
      case .finished:
        progress.advance(by: configuration.steps + 1 - reported, finishedRun: true)
        state.withLock { $0.finished += 1 }
      case .busy:
        // Another study has it; it is looked at again when there is nothing else to do.
        state.withLock { $0.pending.append(index) }
        Thread.sleep(forTimeInterval: 0.1)
      case .failed(let reason): throw RunError(reason: reason)
      case .crashed(let reason):
        process = nil
        if !interruption.happened { state.withLock { $0.crashes[index] = reason } }
        progress.advance(by: configuration.steps + 1 - reported)
      }
    }
  }

  /// The next run, and how many threads it gets.
  private func take(_ state: inout State) -> (index: Int, threads: Int)? {
    guard state.failure == nil, !state.pending.isEmpty else { return nil }
    let left = state.pending.count + state.running
    state.running += 1
    return (state.pending.removeFirst(), execution.threads(left: left))
  }

  /// Another worker failed, or the study was interrupted; this one stops.
  private struct Stopped: Error {}
}

/// A run that could not be done, for a reason that is not its own.
public struct RunError: Error, CustomStringConvertible {
  let reason: String
  public var description: String { reason }
}

/// Runs that crashed; all others are done.
public struct CrashError: Error, CustomStringConvertible {
  let runs: [(run: String, reason: String)]

  /// How many crashed, and which.
  public var description: String {
    let list = runs.map { "\($0.run) (\($0.reason))" }.joined(separator: ", ")
    return
      "\(runs.count) of the runs crashed: \(list); the others are done, and the same command tries these again from their last checkpoints"
  }
}
