internal import Dispatch
internal import Foundation
internal import Records

/// Someone pressed Ctrl-C, or a scheduler wants its node back.
final class Interruption: Sendable {
  private struct State {
    var happened = false
    var actions: [@Sendable () -> Void] = []
  }
  private let state = Guarded(State())
  // Made once and never touched again.
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

  /// Listens for the interrupt and termination signals from now on.
  init() {
    let queue = DispatchQueue(label: "interruption")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for source in sources {
      source.setEventHandler { [weak self] in self?.happen() }
      source.resume()
    }
  }

  private func happen() {
    let actions = state.withLock { state in
      state.happened = true
      return state.actions
    }
    for action in actions { action() }
  }

  /// Whether it happened.
  var happened: Bool { state.withLock { $0.happened } }

  /// Has something done when it happens; at once where it has.
  func onInterrupt(_ action: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      state.actions.append(action)
      return state.happened
    }
    if isLate { action() }
  }
}

/// The study was stopped before its end.
public struct InterruptedError: Error, CustomStringConvertible {
  /// How far it came.
  public let finished: Int
  /// Of how many runs.
  public let runs: Int

  /// How far it came, and how to go on.
  public var description: String { "interrupted: \(finished) of \(runs) runs are done; the same command goes on from there" }
}
