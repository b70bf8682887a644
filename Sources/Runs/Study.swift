internal import Foundation
public import Records

/// What of a study to do.
public enum StudyMode: Equatable, Sendable {
  /// Everything.
  case whole
  /// Nothing but the list of its runs.
  case plan
  /// Nothing but the list of the runs i, i + n and so on.
  case planOfShard(Int, of: Int)
  /// Runs i, i + n, i + 2n and so on, and no report.
  case shard(Int, of: Int)
  /// No runs; the report on what is there, if nothing is missing.
  case collect
}

/// A study: a grid of runs, where they go and how they are executed. It needs no command line; the options of one make it (see `RunOptions`).
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

  /// What tables call the setting of a study that has one alone: readers take an empty cell for a missing value.
  public static let onlySetting = "default"

  /// A study; unless said otherwise of everything, one run at a time in this process, with nothing on the terminal.
  public init(
    name: String, folder: String, configurations: [RunConfiguration], datasets: DatasetLibrary,
    setting: @escaping @Sendable (RunConfiguration) -> String = { _ in "" }, mode: StudyMode = .whole, execution: Execution = Execution(),
    quiet: Bool = true
  ) {
    (self.name, self.folder, self.configurations, self.datasets) = (name, folder, configurations, datasets)
    (self.setting, self.mode, self.execution, self.quiet) = (setting, mode, execution, quiet)
  }

  /// The same study, executed otherwise.
  public func executed(_ execution: Execution) -> Study {
    Study(
      name: name, folder: folder, configurations: configurations, datasets: datasets, setting: setting, mode: mode, execution: execution,
      quiet: quiet)
  }

  /// The runs of the grid that the mode asks for, those that are missing executed first; none where it asks for the plan.
  ///
  /// - Throws: the first error of a run, `InterruptedError`, `CrashError`, `MissingRunsError` where runs are collected that are not there, or
  ///   `RecordError` where the folder cannot be written.
  public func execute() throws -> [StoredRun] {
    switch mode {
    case .plan, .planOfShard: return []
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
  public func plan() throws -> CSVTable {
    var table = CSVTable(columns: ["index", "run", "model", "variant", "setting", "learning_rate", "seed", "steps", "done"])
    for (index, configuration) in configurations.enumerated() {
      if case .planOfShard(let own, let count) = mode, index % count != own { continue }
      let identifier = try configuration.identifier
      table.append(
        index, identifier, configuration.model.name, configuration.variant.rawValue,
        setting(configuration).isEmpty ? Self.onlySetting : setting(configuration), configuration.learningRate, configuration.seed,
        configuration.steps, RunBatch.isRun("\(folder)/runs/\(identifier)") ? "yes" : "no")
    }
    return table
  }
}

/// Runs that are not there when they are to be summed up.
public struct MissingRunsError: Error, CustomStringConvertible {
  let runs: [String]
  let of: Int

  /// How many are missing, and which: the first ten.
  public var description: String {
    let more = runs.count > 10 ? " and \(runs.count - 10) more, which --plan lists" : ""
    return "found \(of - runs.count) of \(of) runs, missing are: \(runs.prefix(10).joined(separator: ", "))\(more)"
  }
}
