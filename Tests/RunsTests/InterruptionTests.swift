import Foundation
import Instruments
import Records
import Runs
import TestSupport
import Testing
import Training

/// Ctrl-C and TERM, at any time of a study.
@Suite("interruption", .serialized)
struct InterruptionTests {
  private static let options = "--model dln --scale quick --variants none --seeds 2 --quiet --output out"

  /// Sends a signal a moment after a file of `folder` is there, and returns how the study ended, what it said, and how long it took.
  private func interrupt(
    _ options: String, by signal: Int32, afterFile prefix: String, path: String? = nil, in folder: String
  ) throws -> (status: Int32, errors: String, took: Duration) {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("landscape").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "PATH=\(path.map { "\($0):" } ?? "")$PATH; exec \"$0\" \(options)", program]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    while process.isRunning, !(FileManager.default.enumerator(atPath: folder)?.contains { "\($0)".hasPrefix(prefix) } ?? false) {
      Thread.sleep(forTimeInterval: 0.01)
    }
    Thread.sleep(forTimeInterval: 0.3)
    #expect(process.isRunning, "it has ended too soon to be interrupted")
    let took = ContinuousClock().measure {
      kill(process.processIdentifier, signal)
      for _ in 0..<1000 where process.isRunning { Thread.sleep(forTimeInterval: 0.01) }
    }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text, took)
  }

  @Test(
    "while figures are drawn, by a gnuplot that is slow or hears no signal",
    arguments: ["sleep 60", "trap '' TERM INT HUP; while :; do sleep 60 & wait; done"], [SIGINT, SIGTERM])
  func figures(gnuplot: String, signal: Int32) throws {
    let folder = try TemporaryFolder.make()
    let bin = "\(folder)/bin"
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    try Data("#!/bin/bash\necho $$ >>\(folder)/started\nprintf half\n\(gnuplot)\n".utf8).write(to: URL(fileURLWithPath: "\(bin)/gnuplot"))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(bin)/gnuplot")
    #expect(try Command.run("landscape", "\(Self.options) --steps 4", in: folder).status == 0)
    let before = try ResultFiles.read("\(folder)/out")

    let result = try interrupt("\(Self.options) --steps 4", by: signal, afterFile: "started", path: bin, in: folder)
    #expect(result.status == 130 && result.errors == "Error: interrupted: 2 of 2 runs are done; the same command goes on from there\n")
    #expect(result.took < .seconds(2), "\(result.took)")
    let started = try String(contentsOfFile: "\(folder)/started", encoding: .utf8).split(separator: "\n").compactMap { Int32($0) }
    #expect(!started.isEmpty && started.allSatisfy { kill($0, 0) != 0 }, "a gnuplot is left")
    #expect(try ResultFiles.read("\(folder)/out") == before, "half of a picture, or a file left aside")
  }

  @Test(
    "while runs are executed in the study's own process, though a step takes longer than anyone waits",
    arguments: [
      ("--steps 200000 --every 100000", "0 of 2 runs are done; the same command goes on from there"),
      ("--model vgg11 --width 0.5 --steps 2", "the same command goes on from what is finished"),
    ])
  func ownProcess(more: String, message: String) throws {
    let folder = try TemporaryFolder.make()
    let result = try interrupt("\(Self.options) --no-isolation \(more)", by: SIGINT, afterFile: "out/runs/.lock-", in: folder)
    #expect(result.status == 130 && result.errors.hasPrefix("Error: interrupted") && result.errors.hasSuffix("\(message)\n"), "\(result)")
    #expect(result.took < .seconds(2) && result.errors.split(separator: "\n").count == 1, "\(result)")
  }

  @Test("a runner stops when it is told to, and leaves no signal handler behind")
  func library() async {
    await #expect(processExitsWith: .success) {
      func handler(_ signal: Int32) -> UInt {
        var action = sigaction()
        sigaction(signal, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
      }
      let plan = [Measurement(TrainingInstrument(), .every(1)), Measurement(EvaluationInstrument(), .every(10))]
      let configuration = RunConfiguration(
        model: .dln(depth: 4), variant: .none, dataset: .gaussianRegression(examples: 100, features: 10),
        initializer: .glorotUniform, optimizer: .sgd(momentum: 0, weightDecay: 0), learningRate: 1e-6, batchSize: 100,
        steps: 1_000_000, seed: 0, precision: .float64, measurements: plan)
      let before = [SIGINT, SIGTERM].map(handler)
      var execution = Execution()
      execution.progress = .quiet
      let interruption = execution.interruption
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: 0.3)
        interruption.interrupt()
      }
      let runner = Runner(store: try RunStore(folder: TemporaryFolder.make()), execution: execution)
      do {
        _ = try runner.run(title: "test", [configuration], datasets: DatasetLibrary(folder: ""))
        exit(1)
      } catch {
        exit(error is InterruptedError && [SIGINT, SIGTERM].map(handler) == before && before == [0, 0] ? 0 : 2)
      }
    }
  }
}
