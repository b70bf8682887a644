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
      times. With --workers it measures the throughput of studies, on a perceptron with its probes.

      PyTorch: python3 -m venv torch && torch/bin/pip install torch numpy scipy; then --peer torch/bin/python.
      """)

  @Option(help: "Workloads, separated by commas; all with a target unless given.")
  var workloads = Workload.names.joined(separator: ",")
  @Option(help: "Threads of this program, and of PyTorch.", transform: ThreadOption.threads)
  var threads = 1
  @Option(help: "Pairs of processes; rounds of studies.")
  var pairs = 7
  @Option(help: "Repetitions in a process; runs a worker.")
  var repeats = 10
  @Option(help: "A Python that has PyTorch.", transform: PathOption.path)
  var peer: String?
  @Option(help: "The yardstick's script.", transform: PathOption.path)
  var yardstick = "studies/benchmark/torch_yardstick.py"
  @Option(help: "Measure, instead, how many runs of a study an hour brings with so many workers, and with one.")
  var workers: Int?
  @Flag(help: "Count, instead, the instructions of small steps, by Valgrind's callgrind.")
  var instructions = false
  @Option(help: "Folder for results.", transform: PathOption.path)
  var output = "results/benchmark"
  @Flag(help: ArgumentHelp("Measure one workload in this process and print it as JSON.", visibility: .hidden))
  var measure = false
  @Option(help: ArgumentHelp("Repetitions before those that are counted.", visibility: .hidden))
  var warmup = 3

  func validate() throws {
    for (name, value) in [("--pairs", pairs), ("--repeats", repeats)] where value < 1 {
      throw ValidationError("\(name): found \(value), expected a positive whole number")
    }
    if let workers, workers < 2 { throw ValidationError("--workers: found \(workers), expected 2 or more") }
    if workers != nil, peer != nil { throw ValidationError("--workers, --peer: found both, expected one: PyTorch has no studies") }
  }

  func run() throws {
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
    let milliseconds = try workload.measure(repeats: repeats, warmup: warmup, team: Team(threads: threads)).map { 1000 * $0 }
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
    var throughput = try Throughput(workers: workers, runsPerWorker: repeats, rounds: pairs)
    try throughput.measure()
    let name = "\(output)/throughput-\(workers)-workers"
    try AtomicFiles.write(throughput.table.text, to: "\(name).csv")
    let environment = try JSONValue.encoding(RunEnvironment.current(started: started, instant: instant))
    try AtomicFiles.write(try JSONValue.data(["environment": environment] as JSONValue), to: "\(name).json")
    try StandardStreams.print(try throughput.text())
    try StandardStreams.print("Rounds: \(name).csv; machine and versions: \(name).json")
  }

  private func compare(_ names: [String]) throws {
    let (started, instant) = (Date(), ContinuousClock.now)
    try AtomicFiles.makeFolder(output)
    var peak = 0.0
    var table = CSVTable(columns: [
      "workload", "precision", "threads", "pairs", "milliseconds", "peer_milliseconds", "ratio", "ratio_lowest", "ratio_highest",
      "peak_memory_mib", "peer_peak_memory_mib", "share_of_fma_peak",
    ])
    var peerName = "none"
    var lines = [["workload", "ms", "peer ms", "ratio", "range", "memory", "peer memory", "of FMA peak"]]
    for name in names {
      let workload = try Workload(name)!
      var own = [Timing]()
      var others = [Timing]()
      let common = ["--threads", "\(threads)", "--repeats", "\(repeats)"]
      for _ in 0..<pairs {
        // A neighbour on the same core halves it for a while: the best over the whole benchmark is the machine's.
        peak = max(peak, MachinePeak.gigaflops())
        own.append(try Timing.run(CommandLine.arguments[0], ["--measure", "--workloads", name] + common, threads: threads))
        guard let peer else { continue }
        others.append(
          try Timing.run(peer, [yardstick, name, "--precision", workload.precision.rawValue] + common, threads: threads))
      }
      let time = try Quantiles.median(own.map(\.medianMs))
      let ratios = zip(own, others).map { $0.medianMs / $1.medianMs }
      let peerTime = others.isEmpty ? .nan : try Quantiles.median(others.map(\.medianMs))
      let ratio = ratios.isEmpty ? .nan : try Quantiles.median(ratios)
      let memory = own.map(\.peakRssMib).max() ?? .nan
      let peerMemory = others.map(\.peakRssMib).max() ?? .nan
      // Only a step's operations are counted; float64 lanes are half as many.
      let width = workload.precision == .float64 ? 2.0 : 1
      let share = workload.kind == .step ? workload.operations / (time * 1e6) / (peak / width * Double(threads)) : .nan
      peerName = others.first?.peer ?? peerName
      table.append(
        name, workload.precision.rawValue, threads, pairs, time, peerTime, ratio, ratios.min() ?? .nan, ratios.max() ?? .nan, memory,
        peerMemory, share)
      func short(_ value: Double, _ format: String = "%.2f") -> String { value.isNaN ? "–" : String(format: format, value) }
      lines.append([
        name, short(time), short(peerTime), short(ratio), "\(short(ratios.min() ?? .nan))–\(short(ratios.max() ?? .nan))",
        short(memory, "%.0f"), short(peerMemory, "%.0f"), short(share),
      ])
    }
    let suffix = threads == 1 ? "" : "-\(threads)-threads"
    try AtomicFiles.write(table.text, to: "\(output)/summary\(suffix).csv")
    let environment: JSONValue = [
      "threads": .integer(threads), "peer": .string(peerName), "fma_peak_gigaflops_float32": .number(peak),
      "environment": try .encoding(RunEnvironment.current(started: started, instant: instant)),
    ]
    try AtomicFiles.write(try JSONValue.data(environment), to: "\(output)/environment\(suffix).json")
    try StandardStreams.print(TextTable.text(lines))
    try StandardStreams.print("Summary: \(output)/summary\(suffix).csv; machine and versions: \(output)/environment\(suffix).json")
  }
}
