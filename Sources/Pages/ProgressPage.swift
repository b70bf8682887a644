internal import Foundation

/// The page of a study that is not done: how far it is. A browser loads it anew every few seconds, until the study's own page stands in its place.
public struct ProgressPage: Sendable {
  /// How far a study is.
  public struct State: Sendable, Equatable {
    /// Runs that were done in this call.
    public var runsDone: Int
    /// Runs that were to be done in it.
    public var runs: Int
    /// The share of all steps that is done.
    public var share: Double
    /// Seconds since it began.
    public var seconds: Double

    /// A state.
    public init(runsDone: Int, runs: Int, share: Double, seconds: Double) {
      (self.runsDone, self.runs, self.share, self.seconds) = (runsDone, runs, share, seconds)
    }
  }

  /// The page.
  public let html: String

  /// Seconds between two loads.
  public static let interval = 2

  /// The page of a study's state; `end` says why it is not going on, where it is not.
  ///
  /// - Throws: `RecordError` should a template be none.
  public init(study: String, _ state: State, end: String? = nil) throws {
    var context: [String: Any] = [
      "name": study, "state": end ?? "The study is running.", "share": "\(state.share)", "percent": "\(Int(100 * state.share))",
      "runs_done": "\(state.runsDone)", "runs": "\(state.runs)", "elapsed": Self.duration(state.seconds),
      "note": end == nil
        ? "This page loads itself anew every \(Self.interval) seconds; the results take its place."
        : "The same command goes on where the study stands.",
    ]
    if end == nil, state.share > 0 { context["left"] = ["text": Self.duration(state.seconds * (1 - state.share) / state.share)] }
    html = try Templates().page(
      "progress", context, title: "\(study), \(Int(100 * state.share)) % – Theodolite", scripts: [],
      refresh: end == nil ? Self.interval : nil)
  }

  /// `45 s`, `3 min 20 s`, `2 h 5 min`.
  private static func duration(_ seconds: Double) -> String {
    let seconds = Int(seconds.rounded())
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
  }
}
