internal import Datasets
internal import Foundation

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

  /// The study of a grid of runs. Its folder is `results/` and its name, with the scale if that is not the default one: a first look never writes over
  /// the results.
  ///
  /// - Parameters:
  ///   - name: the study's.
  ///   - folder: where its results go, if not there.
  ///   - configurations: its runs.
  ///   - library: where their data come from.
  ///   - setting: what runs differ in beside variant and seed, in a few words; runs are compared with the plain network of their own setting.
  /// - Throws: `OptionError` where the data are too few for a batch, `DataError` for data that cannot be read.
  public func study(
    named name: String, folder: String? = nil, _ configurations: [RunConfiguration], library: DatasetLibrary,
    setting: @escaping @Sendable (RunConfiguration) -> String = { _ in "" }
  ) throws -> Study {
    for (dataset, group) in Dictionary(grouping: configurations, by: \.dataset) {
      let examples = try library.dataset(dataset, seed: 0).count(.training)
      let largest = group.map(\.batchSize).max() ?? 0
      guard largest <= examples else {
        throw OptionError(option: "--batch-size", found: "\(largest)", expected: "at most the \(examples) training examples")
      }
    }
    let folder = output ?? "results/\(folder ?? name)\(scale == .default ? "" : "-\(scale.rawValue)")"
    var execution = Execution()
    execution.workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
    execution.usesProcesses = isolation
    execution.checkpointInterval = checkpointEvery
    execution.data = dataFolder
    execution.eventFolder = tensorboard ? "\(folder)/tensorboard" : nil
    execution.progress = quiet ? .quiet : jsonProgress ? .json : .line
    let mode: StudyMode = plan ? .plan : collect ? .collect : shard.map { .shard($0.index, of: $0.count) } ?? .whole
    return Study(
      name: name, folder: folder, configurations: configurations, datasets: library, setting: setting, mode: mode, execution: execution,
      quiet: quiet)
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
