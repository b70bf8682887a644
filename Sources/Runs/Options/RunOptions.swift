public import ArgumentParser
internal import Datasets

/// The options of every study: how large it is, where its files are and how its runs are executed.
public struct RunOptions: ParsableArguments {
  private static let checkpointSeconds = 30.0

  @Option(
    help: "How large: quick (seconds), default (minutes) or paper (the published scale). (default: \(Scale.default.rawValue))",
    transform: OptionParsing.choice)
  public var scale = Scale.default

  @Option(
    help: ArgumentHelp("Seeds: a count (5 is 0 to 4), a range (100-102) or a list (3,7). (default: the scale's)", valueName: "seeds"),
    transform: OptionParsing.seeds)
  var seeds: SeedList?

  @OptionGroup var rates: RateOptions

  @OptionGroup var clipping: ClippingOptions

  @OptionGroup var measured: InstrumentOptions

  @OptionGroup var kept: TrajectoryOptions

  @Option(help: "Runs at a time. (default: the number of cores, by threads of each run)", transform: OptionParsing.positive)
  var workers: Int?

  @Option(
    help:
      "Threads that share a run's work; its files do not depend on them. (default: one, or more where fewer runs are left than workers)",
    transform: ThreadOption.threads)
  var threads: Int?

  @Option(
    help:
      "Folder with the four files of Fashion-MNIST or of a set in the same format, or with the six .bin files of CIFAR-10. (default: \(FashionMNIST.defaultFolder))",
    transform: PathOption.path)
  var data: String?

  @Option(
    help: "Folder for results. (default: results/STUDY, with the model and the scale if not the default ones)", transform: PathOption.path)
  var output: String?

  @Option(help: "Seconds between checkpoints of a run. (default: \(RunOptions.checkpointSeconds))", transform: OptionParsing.positiveNumber)
  var checkpointEvery = RunOptions.checkpointSeconds

  @Flag(help: "Print the list of runs, with --shard of its share, as CSV, and run none.")
  var plan = false

  @Option(
    help: ArgumentHelp(
      "Do a share of the runs, number i (from 0) of n, and no report: for the tasks of a job array. (default: all runs)", valueName: "i/n"),
    transform: OptionParsing.shard)
  var shard: Shard?

  @Flag(help: "Run nothing; report on the runs that are there, or list what is missing.")
  var collect = false

  @Flag(help: ArgumentHelp("Write TensorBoard's event files, below tensorboard/ in the folder for results.", valueName: "tensorboard"))
  var tensorboard = false

  @Flag(inversion: .prefixedNo, help: "Execute runs in processes of their own, so that one that crashes does not end the study.")
  var isolation = true

  @Flag(help: "No progress line and no table.")
  var quiet = false

  @Flag(help: "Progress as lines of JSON on standard error.")
  var jsonProgress = false

  @Flag(
    help: "Serve the page of progress, and then that of the results, to a browser on this machine; its address is said on standard error.")
  var watch = false

  /// Options as they stand without arguments.
  public init() {}

  /// Refuses modes that exclude each other; a share of the runs may be planned.
  public func validate() throws {
    guard collect else { return }
    for (option, isGiven) in [("--plan", plan), ("--shard", shard != nil)] where isGiven {
      throw ValidationError("--collect: found \(option) beside it, expected one of them")
    }
  }
}
