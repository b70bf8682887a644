internal import Datasets
internal import Foundation
internal import Records

extension RunOptions {
  /// The data sets in the folder of `--data`.
  public var datasets: DatasetLibrary { DatasetLibrary(folder: dataFolder) }

  private var dataFolder: String { data ?? FashionMNIST.defaultFolder }

  /// The seeds of `--seeds`, or 0 to `count` − 1.
  public func seeds(_ count: Int) -> [UInt64] { seeds?.seeds ?? Array(0..<UInt64(count)) }

  /// One of three values, by `--scale`.
  public func scaled<T>(quick: T, default standard: T, paper: T) -> T {
    switch scale {
    case .quick: quick
    case .default: standard
    case .paper: paper
    }
  }

  /// The study of a grid of runs, made by `grid` from these options.
  ///
  /// Its folder is `results/` and its name, with the scale if that is not the default one: a first look never writes over the results. Nor do own options:
  /// where the grid is not the one that no options would give, the folder is named for what differs (see `GridDifference`).
  ///
  /// - Parameters:
  ///   - name: the study's.
  ///   - library: where its data come from.
  ///   - setting: what runs differ in beside variant and seed, in a few words; runs are compared with the plain network of their own setting.
  ///   - grid: its runs.
  /// - Throws: `OptionError` where the data are too few for a batch, a schedule does not fit the runs or the folder holds another study's results,
  ///   `DataError` for data that cannot be read.
  public func study(
    named name: String, library: DatasetLibrary, setting: @escaping @Sendable (RunConfiguration) -> String = { _ in "" },
    grid: (RunOptions) throws -> [RunConfiguration]
  ) throws -> Study {
    let standard = try grid(try RunOptions.parse(["--scale", scale.rawValue]))
    return try study(named: name, folder: name, try grid(self), standard: standard, library: library, setting: setting)
  }

  /// Likewise, of a grid with the one that no options would give.
  func study(
    named name: String, folder: String, _ grid: [RunConfiguration], standard: [RunConfiguration], library: DatasetLibrary,
    setting: @escaping @Sendable (RunConfiguration) -> String
  ) throws -> Study {
    let configurations = try clipping.applied(to: rates.applied(to: kept.applied(to: measured.applied(to: grid))))
    for (dataset, group) in Dictionary(grouping: configurations, by: \.dataset) {
      let examples = try library.dataset(dataset, seed: 0).count(.training)
      let largest = group.map(\.batchSize).max() ?? 0
      guard largest <= examples else {
        throw OptionError(option: "--batch-size", found: "\(largest)", expected: "at most the \(examples) training examples")
      }
    }
    var words = [folder]
    if scale != .default { words.append(scale.rawValue) }
    // The two grids were made over the same data.
    if dataFolder != FashionMNIST.defaultFolder { words.append("data-\(URL(fileURLWithPath: dataFolder).lastPathComponent)") }
    let difference = try GridDifference.name(of: configurations, against: standard)
    if !difference.isEmpty { words.append(difference) }
    let folder = output ?? "\(Toolkit.results)/\(words.joined(separator: "-"))"
    if let other = try Self.study(inFolder: folder), other != name {
      throw OptionError(option: "--output", found: "\(folder) with results of \(other)", expected: "a folder of \(name)'s own")
    }
    var execution = Execution()
    execution.workers = workers ?? max(1, ProcessInfo.processInfo.activeProcessorCount / (threads ?? 1))
    execution.threads = threads
    execution.usesProcesses = isolation
    execution.checkpointInterval = checkpointEvery
    execution.data = dataFolder
    execution.eventFolder = tensorboard ? "\(folder)/tensorboard" : nil
    execution.progress = quiet ? .quiet : jsonProgress ? .json : .line
    execution.watch = watch ? Watch() : nil
    execution.interruption = TerminationSignals.interruption
    execution.note = StandardStreams.note
    let mode: StudyMode =
      switch (plan, shard) {
      case (true, let shard?): .planOfShard(shard.index, of: shard.count)
      case (true, nil): .plan
      case (false, let shard?): .shard(shard.index, of: shard.count)
      case (false, nil): collect ? .collect : .whole
      }
    return Study(
      name: name, folder: folder, configurations: configurations, datasets: library, setting: setting, mode: mode, execution: execution,
      quiet: quiet)
  }
}

extension RunOptions {
  private struct Summary: Decodable { var study: String? }

  /// The name of the study whose summary lies in a folder; nil where none does.
  fileprivate static func study(inFolder folder: String) throws(RecordError) -> String? {
    let path = "\(folder)/summary.json"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try JSONInput.decode(Summary.self, try AtomicFiles.read(path), file: path).study
  }
}

extension [RunConfiguration] {
  /// Every configuration with every one of `values` at `path`, the last varied fastest.
  public func varying<Value>(_ path: WritableKeyPath<RunConfiguration, Value>, over values: [Value]) -> [RunConfiguration] {
    flatMap { configuration in
      values.map { value in
        var copy = configuration
        copy[keyPath: path] = value
        return copy
      }
    }
  }
}
