internal import Foundation
internal import Synchronization

/// A line on the terminal with the share of work done and the time left. Quiet where standard error is no terminal.
final class Progress: Sendable {
  private struct State {
    var done = 0.0
    var runsDone = 0
    var lastShown = Date.distantPast
    var isShown = false
  }

  private let state = Mutex(State())
  private let title: String
  private let runs: Int
  private let total: Double
  private let started = Date()
  private let isVisible: Bool

  /// Progress over `runs` runs of `total` steps together.
  init(title: String, runs: Int, total: Int, quiet: Bool) {
    self.title = title
    self.runs = runs
    self.total = Double(max(total, 1))
    isVisible = !quiet && isatty(STDERR_FILENO) == 1
  }

  /// Counts steps that were done.
  func advance(by steps: Int, finishedRun: Bool = false) {
    state.withLock { state in
      state.done += Double(steps)
      if finishedRun { state.runsDone += 1 }
      let now = Date()
      let elapsed = now.timeIntervalSince(started)
      guard isVisible, elapsed > 2, now.timeIntervalSince(state.lastShown) > 0.5 else { return }
      state.lastShown = now
      state.isShown = true
      let share = min(state.done / total, 1)
      let left = share > 0 ? elapsed * (1 - share) / share : 0
      let line = "\(title): \(state.runsDone)/\(runs) runs, \(Int(share * 100)) %, \(Self.duration(left)) left"
      FileHandle.standardError.write(Data("\r\u{1B}[2K\(line)".utf8))
    }
  }

  /// Takes the line away.
  func finish() {
    state.withLock { state in
      if state.isShown { FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8)) }
      state.isShown = false
    }
  }

  /// `45 s`, `3 min 20 s`, `2 h 5 min`.
  static func duration(_ seconds: Double) -> String {
    let seconds = Int(seconds.rounded())
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
  }
}
