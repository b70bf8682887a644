public import Records
public import Runs

extension Study {
  /// Does what the command's options ask for and says so; returns the runs to report on, or nil where there is nothing more to do.
  ///
  /// - Throws: the first error of a run, `InterruptedError`, `CrashError`, `MissingRunsError` where runs are collected that are not there, or
  ///   `RecordError` where the folder or standard output cannot be written.
  public func run() throws -> [StoredRun]? {
    switch mode {
    case .plan, .planOfShard:
      try StandardStreams.print(try plan().text, terminator: "")
      return nil
    case .whole, .shard, .collect: break
    }
    let runs = try executeWithPage()
    guard case .shard(let index, let count) = mode else { return runs }
    if !quiet {
      try StandardStreams.print("shard \(index)/\(count): \(runs.count) of \(configurations.count) runs are in \(folder)/runs")
    }
    return nil
  }

  /// Writes the summary with its effects and the figures, and prints the table of `columns`, the effects and where the files are.
  ///
  /// - Throws: `RecordError` where the folder or standard output cannot be written, `InterruptedError`, or `UndrawnError` where all but figures is there.
  public func report(_ runs: [StoredRun], columns: [SummaryColumn], effects: [Effect] = [], figures: [Figure]) throws {
    let report = try writeReport(runs, effects: effects, figures: figures)
    if !quiet {
      try StandardStreams.print(report.summary.text(columns))
      if !effects.isEmpty {
        try StandardStreams.print(try report.summary.effectText())
      } else if Set(runs.map(\.configuration.variant)).count == 1 {
        try StandardStreams.print("No effects: all runs are of one variant, and there is nothing to compare it with.")
      }
      try StandardStreams.print(
        "Summary: \(folder)/summary.csv and summary.json; figures: \(folder)/figure-*.svg and .png; page: \(folder)/index.html; runs: \(folder)/runs/"
      )
    }
    endWatch()
    if let missing = report.missing { throw UndrawnError(figures: missing, folder: folder) }
  }
}

/// A study that is complete but for figures.
struct UndrawnError: Error, CustomStringConvertible {
  let figures: FiguresError
  let folder: String

  var description: String { "\(figures); the runs and the summary in \(folder) are complete, and the same command draws what is missing" }
}
