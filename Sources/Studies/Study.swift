internal import Foundation
public import Records

/// A study: a grid of runs, where they go, and what is made of them.
public struct Study: Sendable {
  /// The name, which is also the folder's below `results/`.
  public let name: String
  /// The folder for results.
  public let folder: String
  /// The grid.
  public let configurations: [RunConfiguration]
  /// The data that the runs learn.
  public let datasets: DatasetLibrary
  /// How many runs are executed at a time.
  public let workers: Int
  /// Whether to keep the terminal quiet.
  public let quiet: Bool

  /// Executes what is missing of the grid and returns all runs of it.
  ///
  /// - Throws: the first error of a run, or `RecordError` where the folder cannot be written.
  public func run() throws -> [StoredRun] {
    let store = try RunStore(folder: "\(folder)/runs")
    return try Runner(store: store, workers: workers, quiet: quiet).run(title: name, configurations, datasets: datasets)
  }

  /// Writes the summary and the figures, and prints the table of `columns` and where the files are.
  ///
  /// - Throws: `RecordError` where the folder cannot be written or gnuplot fails.
  public func report(_ runs: [StoredRun], columns: [SummaryColumn], figures: [Figure]) throws {
    let summary = try Summary(runs)
    try AtomicFiles.write(summary.table.text, to: "\(folder)/summary.csv")
    try AtomicFiles.write(try JSONValue.data(summary.json(study: name)), to: "\(folder)/summary.json")
    for figure in figures { try figure.write(to: folder) }
    guard !quiet else { return }
    print(summary.text(columns))
    print("Summary: \(folder)/summary.csv and summary.json; figures: \(folder)/figure-*.svg and .png; runs: \(folder)/runs/")
  }
}
