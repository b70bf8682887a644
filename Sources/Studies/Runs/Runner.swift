internal import Dispatch
internal import Foundation
internal import Synchronization
internal import Tensors

/// Executes runs side by side, each on one BLAS thread, and stores them; finished ones are found again and not repeated.
public struct Runner: Sendable {
  /// Where runs are stored.
  public let store: RunStore
  /// How many runs are executed at a time.
  public let workers: Int
  /// Whether to keep the terminal quiet.
  public let quiet: Bool

  /// A runner.
  public init(store: RunStore, workers: Int, quiet: Bool) {
    self.store = store
    self.workers = workers
    self.quiet = quiet
  }

  private struct State {
    var next = 0
    var finished: [Int: StoredRun] = [:]
    var failure: (any Error)?
  }

  /// Another worker failed; this one stops.
  private struct Cancelled: Error {}

  /// All runs of the configurations, in their order. The order in which they are executed does not show in the results.
  ///
  /// - Throws: the first error of a run, after the others have stopped.
  public func run(title: String, _ configurations: [RunConfiguration], datasets: DatasetLibrary) throws -> [StoredRun] {
    LinearAlgebraLibrary.setThreads(1)
    let found = try configurations.map { try store.find($0) }
    let missing = configurations.indices.filter { found[$0] == nil }
    let progress = Progress(
      title: title, runs: missing.count, total: missing.reduce(0) { $0 + configurations[$1].steps + 1 }, quiet: quiet)
    let state = Mutex(State())
    DispatchQueue.concurrentPerform(iterations: min(workers, missing.count)) { _ in
      while let index = state.withLock({ state -> Int? in
        guard state.failure == nil, state.next < missing.count else { return nil }
        defer { state.next += 1 }
        return missing[state.next]
      }) {
        do {
          let run = try execute(configurations[index], datasets, progress) {
            if state.withLock({ $0.failure != nil }) { throw Cancelled() }
          }
          state.withLock { $0.finished[index] = run }
        } catch {
          state.withLock { if $0.failure == nil { $0.failure = error } }
        }
      }
    }
    progress.finish()
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return configurations.indices.map { found[$0] ?? state.finished[$0]! }
    }
  }

  private func execute(
    _ configuration: RunConfiguration, _ datasets: DatasetLibrary, _ progress: Progress, checkForFailure: () throws -> Void
  ) throws -> StoredRun {
    let started = Date()
    let dataset = datasets.dataset(configuration.dataset, seed: configuration.seed)
    return try store.store(configuration, started: started) { folder in
      var reported = 0
      let outcome = try RunExecution(configuration: configuration, dataset: dataset).run(into: folder) { step in
        guard step - reported >= 10 else { return }
        try checkForFailure()
        progress.advance(by: step - reported)
        reported = step
      }
      progress.advance(by: configuration.steps + 1 - reported, finishedRun: true)
      return outcome
    }
  }
}
