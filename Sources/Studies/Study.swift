internal import Foundation
internal import Records

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

  /// The runs of the grid that the mode asks for, those that are missing executed first; none where it asks for the plan.
  ///
  /// - Throws: the first error of a run, `InterruptedError`, `CrashError`, `MissingRunsError` where runs are collected that are not there, or
  ///   `RecordError` where the folder cannot be written.
  func execute() throws -> [StoredRun] {
    switch mode {
    case .plan: return []
    case .whole: return try execute(configurations)
    case .shard(let index, let count):
      return try execute(configurations.indices.filter { $0 % count == index }.map { configurations[$0] })
    case .collect: return try collect()
    }
  }

  private var store: RunStore {
    get throws(RecordError) { try RunStore(folder: "\(folder)/runs", note: execution.note) }
  }

  private func execute(_ configurations: [RunConfiguration]) throws -> [StoredRun] {
    try Runner(store: try store, execution: execution).run(title: name, configurations, datasets: datasets)
  }

  private func collect() throws -> [StoredRun] {
    let store = try store
    let found = try configurations.map {
      try store.find($0, ifDamaged: "the run is left out; the same command without --collect does it again")
    }
    let missing = zip(configurations, found).filter { $1 == nil }.map(\.0)
    guard missing.isEmpty else { throw MissingRunsError(runs: try missing.map { try $0.identifier }, of: configurations.count) }
    let runs = found.compactMap(\.self)
    for run in runs { try run.writeEvents(below: execution.eventFolder) }
    return runs
  }

  /// The list of runs as CSV: their index, by which shards are cut, their folder's name and what tells them apart, and whether they are done.
  func plan() throws -> CSVTable {
    var table = CSVTable(columns: ["index", "run", "model", "variant", "setting", "learning_rate", "seed", "steps", "done"])
    for (index, configuration) in configurations.enumerated() {
      let identifier = try configuration.identifier
      table.append(
        index, identifier, configuration.model.name, configuration.variant.rawValue, setting(configuration).isEmpty ? Summary.onlySetting : setting(configuration),
        configuration.learningRate,
        configuration.seed,
        configuration.steps, RunBatch.isRun("\(folder)/runs/\(identifier)") ? "yes" : "no")
    }
    return table
  }

  /// What became of a report.
  struct Report {
    let summary: Summary
    /// The figures that are missing, and why; the summary is there all the same.
    let missing: FiguresError?
  }

  /// Writes the summary with its effects, the figures and, where they are wanted, the figures' events.
  ///
  /// - Throws: `RecordError` where the folder cannot be written, or `InterruptedError`.
  func writeReport(_ runs: [StoredRun], effects: [Effect], figures: [Figure]) throws -> Report {
    func checkInterruption() throws {
      if execution.interruption.happened { throw InterruptedError(finished: runs.count, runs: configurations.count) }
    }
    let summary = try Summary(runs, effects: effects, setting: setting)
    try checkInterruption()
    try AtomicFiles.write(summary.table.text, to: "\(folder)/summary.csv")
    try AtomicFiles.write(try JSONValue.data(try summary.json(study: name)), to: "\(folder)/summary.json")
    var missing: FiguresError?
    do throws(FiguresError) {
      try Figure.write(figures, to: folder, interruption: execution.interruption)
    } catch {
      missing = error
    }
    try checkInterruption()
    if let events = execution.eventFolder {
      let file = try EventFile(folder: "\(events)/study")
      for figure in figures where missing?.names.contains(figure.name) != true {
        let png = try AtomicFiles.read("\(folder)/\(figure.name).png")
        try file.add(.image(png: png, width: figure.size.width * 3 / 2, height: figure.size.height * 3 / 2), tag: figure.name, step: 0)
      }
    }
    return Report(summary: summary, missing: missing)
  }
}

/// Runs that are not there when they are to be summed up.
public struct MissingRunsError: Error, CustomStringConvertible {
  let runs: [String]
  let of: Int

  /// How many are missing, and which.
  public var description: String { "found \(of - runs.count) of \(of) runs, missing are: \(runs.joined(separator: ", "))" }
}
