internal import Foundation
internal import Records

/// How progress is shown.
public enum ProgressStyle: Sendable {
  /// Not at all.
  case quiet
  /// A line that is written over, where standard error is a terminal; elsewhere a line a minute, so that a log shows that the work goes on.
  case line
  /// A line of JSON at most every second, on standard error.
  case json
}

/// How far the runs of a study are.
public struct ProgressReport: Equatable, Sendable {
  /// Runs that were done in this call.
  public let runsDone: Int
  /// Runs that were to be done in it.
  public let runs: Int
  /// The share of all their steps that is done.
  public let share: Double
  /// Seconds since it began.
  public let seconds: Double
}

/// How much of some long work is done, and how long the rest will take.
public final class Progress: Sendable {
  private struct State {
    var done = 0.0
    var runsDone = 0
    var lastShown: ContinuousClock.Instant?
    var isShown = false
    var lastReported: ContinuousClock.Instant?
  }

  private let state = Guarded(State())
  private let title: String
  private let runs: Int?
  private let total: Double
  private let started = ContinuousClock.now
  private let style: ProgressStyle
  private let isTerminal: Bool
  private let pause: Double
  private let observer: (@Sendable (ProgressReport) -> Void)?
  private let write: @Sendable (_ text: String, _ terminator: String) -> Void

  /// Seconds before something is shown, and from then on between one line and the next.
  private var pace: (first: Double, next: Double) {
    switch style {
    case .json: (0, 1)
    case .line where isTerminal: (2, 0.5)
    case .line, .quiet: (pause, pause)
    }
  }

  /// Progress over `runs` runs of `total` steps together; or over `total` steps of a work that has no runs. `observer` is told of it once a second at most.
  public convenience init(
    title: String, runs: Int? = nil, total: Int, style: ProgressStyle, observer: (@Sendable (ProgressReport) -> Void)? = nil
  ) {
    self.init(
      title: title, runs: runs, total: total, style: style, isTerminal: isatty(STDERR_FILENO) != 0, pause: 60, observer: observer,
      write: StandardStreams.note(_:terminator:))
  }

  /// Likewise, shown by `write`; a line every `pause` seconds where that is no terminal.
  package init(
    title: String, runs: Int? = nil, total: Int, style: ProgressStyle, isTerminal: Bool, pause: Double,
    observer: (@Sendable (ProgressReport) -> Void)? = nil, write: @escaping @Sendable (_ text: String, _ terminator: String) -> Void
  ) {
    self.observer = observer
    self.title = title
    self.runs = runs
    self.total = Double(max(total, 1))
    self.style = style
    (self.isTerminal, self.pause, self.write) = (isTerminal, pause, write)
  }

  /// Counts steps that were done.
  public func advance(by steps: Int, finishedRun: Bool = false) {
    state.withLock { state in
      state.done += Double(steps)
      if finishedRun { state.runsDone += 1 }
      let now = ContinuousClock.now
      let elapsed = (now - started) / .seconds(1)
      if let observer, now - (state.lastReported ?? started) > .seconds(1) {
        state.lastReported = now
        observer(ProgressReport(runsDone: state.runsDone, runs: runs ?? 0, share: min(state.done / total, 1), seconds: elapsed))
      }
      let isDue = state.lastShown.map { now - $0 > .seconds(pace.next) } ?? (elapsed >= pace.first)
      guard style != .quiet, isDue || (style == .json && finishedRun) else { return }
      state.lastShown = now
      let share = min(state.done / total, 1)
      let left = share > 0 ? elapsed * (1 - share) / share : 0
      if style == .json {
        write(
          #"{"study":"\#(title)","runs_done":\#(state.runsDone),"runs":\#(runs ?? 0),"share":\#(share),"seconds":\#(elapsed),"seconds_left":\#(left)}"#,
          "\n")
      } else {
        state.isShown = isTerminal
        let counted = runs.map { "\(state.runsDone)/\($0) runs, " } ?? ""
        let line = "\(title): \(counted)\(Int(share * 100)) %, \(Self.duration(left)) left"
        if isTerminal { write("\r\u{1B}[2K\(line)", "") } else { write(line, "\n") }
      }
    }
  }

  /// Takes the line away.
  public func finish() {
    state.withLock { state in
      if state.isShown { write("\r\u{1B}[2K", "") }
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
