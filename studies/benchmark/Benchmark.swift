import ArgumentParser
import Foundation
import Networks
import Records
import Statistics
import Reports
import Runs
import Tensors

/// Times every workload that the toolkit exists for, in fresh processes, in turns with PyTorch where one is given.
@main
struct Benchmark: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measures time and memory of training steps and probes, and their ratio to PyTorch's on the same cores.",
    discussion: """
      Every measurement is a fresh process: the median of its repetitions after a warm-up. With --peer the PyTorch yardstick runs in turns with \
      this program, and the table holds the median of the pairs' ratios with their range. Machines that others use are noisy: trust ratios, not \
      times. Each pair is written as it comes, and the same command goes on where it was stopped; pairs of another build, processor or number of \
      repetitions are measured anew. With --workers it measures the throughput of studies, on a perceptron with its probes.

      PyTorch: python3 -m venv torch && torch/bin/pip install torch numpy scipy; then --peer torch/bin/python.
      """, version: Toolkit.version)

  private static let usual = (threads: 1, yardstick: "studies/benchmark/torch_yardstick.py", output: "results/benchmark")

  @Option(help: "Workloads, separated by commas; all unless given.")
  var workloads = Workload.names.joined(separator: ",")
  @Option(help: "Threads of this program, and of PyTorch. (default: \(Benchmark.usual.threads))", transform: ThreadOption.threads)
  var threads = Benchmark.usual.threads
  @Option(help: "Pairs of processes for every workload; rounds of studies.")
  var pairs = 7
  @Option(help: "Repetitions in a process, or runs a worker. (default: as many as a workload's cost allows; 10 runs)")
  var repeats: Int?
  @Option(help: "A Python that has PyTorch. (default: none, and no ratios)", transform: PathOption.path)
  var peer: String?
  @Option(help: "The yardstick's script. (default: \(Benchmark.usual.yardstick))", transform: PathOption.path)
  var yardstick = Benchmark.usual.yardstick
  @Option(
    help: "Measure, instead, how many runs of a study an hour brings with so many workers, and with one. (default: workloads are measured)")
  var workers: Int?
  @Flag(help: "Count, instead, the instructions of small steps, by Valgrind's callgrind.")
  var instructions = false
  @Option(help: "Put, instead, the tables of the results' folder into a page. (default: none)", transform: PathOption.path)
  var page: String?
  @Option(help: "Folder for results. (default: \(Benchmark.usual.output))", transform: PathOption.path)
  var output = Benchmark.usual.output
  @Flag(help: ArgumentHelp("Measure one workload in this process and print it as JSON.", visibility: .hidden))
  var measure = false
  @Option(help: ArgumentHelp("Repetitions before those that are counted.", visibility: .hidden))
  var warmup: Int?

  func validate() throws {
    for (name, value) in [("--pairs", pairs), ("--repeats", repeats ?? 1)] where value < 1 {
      throw ValidationError("\(name): found \(value), expected a positive whole number")
    }
    if let workers, workers < 2 { throw ValidationError("--workers: found \(workers), expected 2 or more") }
    if workers != nil, peer != nil { throw ValidationError("--workers, --peer: found both, expected one: PyTorch has no studies") }
  }

  func run() throws {
    if let page { return try SpeedTable(results: output).write(to: page) }
    if let workers { return try measureThroughput(workers) }
    if instructions { return try countInstructions() }
    let names = workloads.split(separator: ",").map(String.init)
    for name in names {
      guard try Workload(name) != nil else {
        throw OptionError(option: "--workloads", found: name, expected: "some of \(Workload.names.joined(separator: ", "))")
      }
    }
    if measure { return try measureHere(names[0]) }
    try compare(names)
  }

  private func measureHere(_ name: String) throws {
    let workload = try Workload(name)!
    let repeats = repeats ?? workload.kind.repeats
    let milliseconds = try workload.measure(repeats: repeats, warmup: warmup ?? workload.kind.warmup, team: Team(threads: threads))
      .map { 1000 * $0 }
    let quantiles = try Quantiles.of(milliseconds, at: [0.5, 0.1])
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let measurement = Timing(
      workload: name, peer: "theodolite", threads: threads, precision: workload.precision.rawValue, medianMs: quantiles[0],
      p10Ms: quantiles[1], repeats: repeats, peakRssMib: Timing.peakMemory)
    try StandardStreams.print(String(decoding: try encoder.encode(measurement), as: UTF8.self))
  }

  private func countInstructions() throws {
    try AtomicFiles.makeFolder(output)
    var table = CSVTable(columns: ["workload", "instructions"])
    var lines = [["workload", "million instructions"]]
    for name in Workload.countedNames {
      let count = try InstructionCount(name)
      table.append(name, count.instructions)
      lines.append([name, String(format: "%.3f", count.instructions / 1e6)])
    }
    try AtomicFiles.write(table.text, to: "\(output)/instructions.csv")
    try StandardStreams.print(TextTable.text(lines))
    try StandardStreams.print("Counts: \(output)/instructions.csv")
  }

  private func measureThroughput(_ workers: Int) throws {
    let (started, instant) = (Date(), ContinuousClock.now)
    try AtomicFiles.makeFolder(output)
    var throughput = try Throughput(workers: workers, runsPerWorker: repeats ?? 10, rounds: pairs)
    try throughput.measure()
    let name = "\(output)/throughput-\(workers)-workers"
    try AtomicFiles.write(throughput.table.text, to: "\(name).csv")
    let environment = try JSONValue.encoding(RunEnvironment.current(started: started, instant: instant))
    try AtomicFiles.write(try JSONValue.data(["environment": environment] as JSONValue), to: "\(name).json")
    try StandardStreams.print(try throughput.text())
    try StandardStreams.print("Rounds: \(name).csv; machine and versions: \(name).json")
  }

  /// Times the pairs that are missing, one round over all workloads after the other, and writes each as it comes.
  private func compare(_ names: [String]) throws {
    let (started, instant) = (Date(), ContinuousClock.now)
    try AtomicFiles.makeFolder(output)
    let suffix = threads == 1 ? "" : "-\(threads)-threads"
    let path = "\(output)/pairs\(suffix).csv"
    var timed = try TimedPairs(path)
    let program = try Fingerprint(of: "/proc/self/exe").crc32
    let yardstickSum = peer == nil ? 0 : try Fingerprint(of: yardstick).crc32
    var settings = [String: TimedPairs.Setting]()
    for name in names {
      let workload = try Workload(name)!
      let setting = TimedPairs.Setting(
        program: program, yardstick: yardstickSum, processor: RunEnvironment.processor, repeats: repeats ?? workload.kind.repeats,
        warmup: warmup ?? workload.kind.warmup)
      timed.keep(name, setting: setting)
      settings[name] = setting
    }
    let progress = Progress(title: "benchmark", total: names.map { max(pairs - timed.of($0).count, 0) }.reduce(0, +), style: .line)
    for round in 0..<pairs {
      for name in names where timed.of(name).count <= round {
        let setting = settings[name]!
        let precision = try Workload(name)!.precision.rawValue
        let common = ["--threads", "\(threads)", "--repeats", "\(setting.repeats)", "--warmup", "\(setting.warmup)"]
        let peak = MachinePeak.gigaflops()
        let own = try Timing.run(CommandLine.arguments[0], ["--measure", "--workloads", name] + common, threads: threads)
        let other = try peer.map { try Timing.run($0, [yardstick, name, "--precision", precision] + common, threads: threads) }
        try timed.append(TimedPairs.Pair(own: own, peer: other, peak: peak, setting: setting))
        // At once: an interrupted benchmark leaves no summary of pairs that are no longer there.
        try AtomicFiles.write(try TimingSummary(timed).table.text, to: "\(output)/summary\(suffix).csv")
        progress.advance(by: 1)
      }
    }
    progress.finish()
    let summary = try TimingSummary(timed)
    try AtomicFiles.write(summary.table.text, to: "\(output)/summary\(suffix).csv")
    try note(.encoding(RunEnvironment.current(started: started, instant: instant)), in: "\(output)/environment\(suffix).json")
    try StandardStreams.print(TextTable.text(summary.lines))
    try StandardStreams.print(
      "Summary: \(output)/summary\(suffix).csv; every pair: \(path); machine and versions: \(output)/environment\(suffix).json")
  }

  /// Adds an environment to those of a file: rows may come from several commands.
  private func note(_ environment: JSONValue, in path: String) throws {
    var earlier = [JSONValue]()
    if FileManager.default.fileExists(atPath: path) {
      let found = try JSONInput.decode([String: JSONValue].self, try JSONInput.read(path, limit: 1 << 20), file: path)
      if case .array(let list)? = found["environments"] { earlier = list }
      // A file of one command, as an earlier version wrote it.
      if let one = found["environment"] { earlier = [one] }
    }
    let file: JSONValue = ["threads": .integer(threads), "environments": .array(earlier + [environment])]
    try AtomicFiles.write(try JSONValue.data(file), to: path)
  }
}
