internal import Foundation
public import Records

/// What of a study to do.
public enum StudyMode: Equatable, Sendable {
  /// Everything.
  case whole
  /// Nothing but the list of its runs.
  case plan
  /// Runs i, i + n, i + 2n and so on, and no report.
  case shard(Int, of: Int)
  /// No runs; the report on what is there, if nothing is missing.
  case collect
}

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
  /// What runs differ in beside variant and seed, in a few words; empty where in nothing.
  public let setting: @Sendable (RunConfiguration) -> String
  /// What of it to do.
  public let mode: StudyMode
  /// How runs are executed.
  public let execution: Execution
  /// Whether to keep the terminal quiet.
  public let quiet: Bool

  /// Executes what is missing of the grid and returns all runs of it; nil where the mode leaves nothing to report on.
  ///
  /// - Throws: the first error of a run, `InterruptedError`, `CrashError`, `MissingRunsError` where runs are collected that are not there, or
  ///   `RecordError` where the folder cannot be written.
  public func run() throws -> [StoredRun]? {
    switch mode {
    case .plan:
      print(try plan(), terminator: "")
      return nil
    case .whole: return try execute(configurations)
    case .shard(let index, let count):
      let share = configurations.indices.filter { $0 % count == index }.map { configurations[$0] }
      _ = try execute(share)
      if !quiet { print("shard \(index)/\(count): \(share.count) of \(configurations.count) runs are in \(folder)/runs") }
      return nil
    case .collect:
      let store = try RunStore(folder: "\(folder)/runs")
      let found = try configurations.map { try store.find($0) }
      let missing = zip(configurations, found).filter { $1 == nil }.map(\.0)
      guard missing.isEmpty else { throw MissingRunsError(runs: try missing.map { try $0.identifier }, of: configurations.count) }
      return found.compactMap(\.self)
    }
  }

  private func execute(_ configurations: [RunConfiguration]) throws -> [StoredRun] {
    let store = try RunStore(folder: "\(folder)/runs")
    return try Runner(store: store, execution: execution).run(title: name, configurations, datasets: datasets)
  }

  /// The list of runs as CSV: their index, by which shards are cut, their folder's name and what tells them apart, and whether they are done.
  private func plan() throws -> String {
    var table = CSVTable(columns: ["index", "run", "model", "variant", "setting", "learning_rate", "seed", "steps", "done"])
    for (index, configuration) in configurations.enumerated() {
      let identifier = try configuration.identifier
      table.append(
        index, identifier, configuration.model.name, configuration.variant.rawValue, setting(configuration), configuration.learningRate,
        configuration.seed,
        configuration.steps, RunBatch.isRun("\(folder)/runs/\(identifier)") ? "yes" : "no")
    }
    return table.text
  }

  /// Writes the summary with its effects and the figures, and prints the table of `columns`, the effects and where the files are.
  ///
  /// - Throws: `RecordError` where the folder cannot be written or gnuplot fails.
  public func report(_ runs: [StoredRun], columns: [SummaryColumn], effects: [Effect] = [], figures: [Figure]) throws {
    let summary = try Summary(runs, effects: effects, setting: setting)
    try AtomicFiles.write(summary.table.text, to: "\(folder)/summary.csv")
    try AtomicFiles.write(try JSONValue.data(try summary.json(study: name)), to: "\(folder)/summary.json")
    try Figure.write(figures, to: folder)
    if let events = execution.eventFolder {
      let file = try EventFile(folder: "\(events)/study")
      for figure in figures {
        let png = try AtomicFiles.read("\(folder)/\(figure.name).png")
        try file.add(.image(png: png, width: figure.size.width * 3 / 2, height: figure.size.height * 3 / 2), tag: figure.name, step: 0)
      }
    }
    guard !quiet else { return }
    print(summary.text(columns))
    if !effects.isEmpty { print(try summary.effectText()) }
    print("Summary: \(folder)/summary.csv and summary.json; figures: \(folder)/figure-*.svg and .png; runs: \(folder)/runs/")
  }
}

/// Runs that are not there when they are to be summed up.
public struct MissingRunsError: Error, CustomStringConvertible {
  let runs: [String]
  let of: Int

  /// How many are missing, and which.
  public var description: String { "found \(of - runs.count) of \(of) runs, missing are: \(runs.joined(separator: ", "))" }
}
