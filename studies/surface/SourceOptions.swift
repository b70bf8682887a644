import ArgumentParser
import Datasets
import Foundation
import Instruments
import Interchange
import Networks
import Records
import Runs
import Tensors

/// Which network is drawn, and over which examples.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder of a study's run. (default: none, and --case is given)", valueName: "folder"), transform: PathOption.path
  )
  var run: String?
  @Option(
    help: ArgumentHelp(
      "A folder with model.json, weights.safetensors and batch.safetensors, as for measure. (default: none, and --run is given)",
      valueName: "folder"),
    transform: PathOption.path)
  var `case`: String?
  @Option(
    help: ArgumentHelp("Other weights of the same network, in place of the folder's. (default: the folder's)", valueName: "file"),
    transform: PathOption.path)
  var weights: String?
  @Option(help: "Folder with the data that a run was trained on. (default: \(RunBatch.defaultFolder))", transform: PathOption.path)
  var data = RunBatch.defaultFolder
  @Option(
    help: "Of a run: how many of its first training batches the loss is averaged over. (default: 1)", transform: OptionParsing.positive)
  var batches: Int?
  @Option(help: "Of a run: the whole training or test split in place of batches. (default: batches)", transform: OptionParsing.choice)
  var split: Split?
  @Option(help: "Of a run: so many examples from the beginning of --split. (default: all)", transform: OptionParsing.positive)
  var examples: Int?
  @Option(help: "Examples that pass through the network at once, with --split. (default: the run's)", transform: OptionParsing.positive)
  var batchSize: Int?
  @Option(
    help: "Training batches that --normalization recomputed estimates from. (default: as many as the loss is averaged over)",
    transform: OptionParsing.positive)
  var statisticsBatches: Int?
  @Option(help: "float32 or float64. (default: a run's own; of a case, its request's, else float64)", transform: OptionParsing.choice)
  var precision: Precision?

  func validate() throws {
    guard (run == nil) != (`case` == nil) else {
      throw ValidationError("--run, --case: found \(run == nil ? "neither" : "both"), expected one of them with a folder")
    }
    for (name, value) in [("--examples", examples), ("--batch-size", batchSize)] where value != nil && split == nil {
      throw ValidationError("\(name): found no --split, expected training or test")
    }
    guard batches == nil || split == nil else { throw ValidationError("--batches: found --split, expected one of them") }
  }

  private var folder: String { run ?? `case` ?? "" }

  /// Whether the folder is a run's; a case's folder may be.
  private var isRun: Bool {
    RunBatch.isRun(folder) && (run != nil || !FileManager.default.fileExists(atPath: "\(folder)/batch.safetensors"))
  }

  /// What the engine computes in.
  func chosenPrecision() throws -> Precision {
    if let precision { return precision }
    guard !isRun else { return try RunBatch.source(ofRun: folder, data: data).configuration.precision }
    guard run == nil else {
      throw RecordError(file: folder, problem: "found no run, expected a folder with manifest.json")
    }
    return try CaseFiles(folder: folder).request.map { path throws(RecordError) in try Request(contentsOf: path).precision } ?? .float64
  }

  /// The network with its examples.
  func subject<R: Real>(statistics: SurfaceStatistics) throws -> SurfaceSubject<R> {
    guard isRun else { return try ofCase(statistics) }
    var files = CaseFiles(folder: folder)
    files.weights = weights ?? files.weights
    let (configuration, dataset) = try RunBatch.source(ofRun: folder, data: data)
    let subject = try Case<R>(model: files.model, weights: files.weights) { model throws(RecordError) in
      try RunBatch.first(ofRun: folder, data: data, for: model.network)
    }
    let size = batchSize ?? configuration.batchSize
    let measured: BatchSequence<R>
    let words: String
    if let split {
      let count = dataset.count(split)
      guard examples ?? 1 <= count else {
        throw OptionError(option: "--examples", found: "\(examples ?? 0)", expected: "at most the \(count) of the \(split.rawValue) split")
      }
      let taken = examples ?? count
      measured = BatchSequence(dataset, split, at: (0..<Int32(taken)).map(\.self), batchSize: min(size, taken))
      words = "\(taken) \(split.rawValue) examples in batches of \(min(size, taken))"
    } else {
      let count = batches ?? 1
      measured = BatchSequence(
        dataset, .training, at: RunBatch.indices(configuration, dataset, batches: count), batchSize: configuration.batchSize)
      words = count == 1 ? "the first training batch of \(size)" : "the first \(count) training batches of \(size)"
    }
    var estimation: BatchSequence<R>?
    if statistics == .recomputed {
      let most = dataset.count(.training) / configuration.batchSize
      estimation = BatchSequence(
        dataset, .training, at: RunBatch.indices(configuration, dataset, batches: min(most, statisticsBatches ?? measured.count)),
        batchSize: configuration.batchSize)
    }
    return try SurfaceSubject(
      subject, batches: measured, estimation: estimation, statistics: statistics, words: words, folder: folder, files: files,
      others: [], configuration: try configuration.hash, momentum: configuration.optimizer.repeatedShare)
  }

  private func ofCase<R: Real>(_ statistics: SurfaceStatistics) throws -> SurfaceSubject<R> {
    for (name, isGiven) in [
      ("--batches", batches != nil), ("--split", split != nil), ("--statistics-batches", statisticsBatches != nil),
    ] where isGiven {
      throw OptionError(option: name, found: "a case, which has one batch", expected: "a run")
    }
    var files = CaseFiles(folder: folder)
    files.weights = weights ?? files.weights
    let subject = try Case<R>(files)
    return try SurfaceSubject(
      subject, batches: BatchSequence(subject.batch), estimation: nil, statistics: statistics,
      words: "the case's batch of \(subject.batch.samples)", folder: folder, files: files, others: [files.batch])
  }
}
