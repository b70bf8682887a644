import Foundation
import Instruments
import Records
import Runs
import TestSupport
import Testing
import Training

/// Runs that stop in the middle of their schedule and go on.
@Suite("resumption")
struct ResumptionTests {
  private func configuration(_ optimizer: OptimizerConfiguration, _ schedule: RateSchedule?) -> RunConfiguration {
    RunConfiguration(
      model: .dln(depth: 4), variant: .batch, dataset: .gaussianRegression(examples: 100, features: 10), initializer: .glorotUniform,
      optimizer: optimizer, learningRate: 1e-3, rateSchedule: schedule, batchSize: 20, steps: 400, seed: 0, precision: .float64,
      measurements: [
        Measurement(TrainingInstrument(), .every(10)), Measurement(LineInstrument(steps: [0.5, 2], unit: .learningRate), .every(40)),
      ])
  }

  /// Steps of the checkpoints below a folder.
  private func checkpoints(_ folder: String) -> Set<Int> {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { ($0 as? String)?.split(separator: "/").last } ?? []
    return Set(names.compactMap { $0.hasPrefix("checkpoint-") ? Int($0.dropFirst("checkpoint-".count)) : nil })
  }

  private func run(_ configuration: RunConfiguration, in folder: String, until isEnough: (@Sendable () -> Bool)? = nil) throws {
    var execution = Execution()
    execution.progress = .quiet
    execution.checkpointInterval = isEnough == nil ? 1000 : 0
    if let isEnough {
      let interruption = execution.interruption
      Thread.detachNewThread {
        while !isEnough() { Thread.sleep(forTimeInterval: 0.001) }
        interruption.interrupt()
      }
    }
    _ = try Runner(store: try RunStore(folder: folder), execution: execution).run(
      title: "test", [configuration], datasets: DatasetLibrary(folder: ""))
  }

  @Test(
    "in the middle of a schedule comes to the same bytes, whatever the optimizer",
    arguments: [OptimizerConfiguration.sgd(), .sgd(momentum: 0.9), .adam(), .sam(momentum: 0.9)])
  func middle(optimizer: OptimizerConfiguration) throws {
    let configuration = configuration(optimizer, RateSchedule(.cosine, warmUp: 20))
    let (whole, folder) = (try TemporaryFolder.make(), try TemporaryFolder.make())
    try run(configuration, in: whole)
    #expect(throws: InterruptedError.self) {
      try run(configuration, in: folder) { (checkpoints(folder).max() ?? 0) >= 50 }
    }
    let first = try #require(checkpoints(folder).max())
    // A run that began again would have fewer steps behind it than it had.
    #expect(throws: InterruptedError.self) {
      try run(configuration, in: folder) { !checkpoints(folder).subtracting([first]).isEmpty }
    }
    #expect((try #require(checkpoints(folder).max())) > first)
    try run(configuration, in: folder)
    try ResultFiles.expectEqual(folder, whole, "\(optimizer)")
  }

  @Test("with a trajectory that is kept comes to the same files, a point every so many steps and at the end")
  func trajectory() throws {
    var configuration = configuration(.sgd(), nil)
    configuration.trajectory = .every(60)
    let (whole, folder) = (try TemporaryFolder.make(), try TemporaryFolder.make())
    try run(configuration, in: whole)
    #expect(throws: InterruptedError.self) {
      try run(configuration, in: folder) { (checkpoints(folder).max() ?? 0) >= 150 }
    }
    try run(configuration, in: folder)
    try ResultFiles.expectEqual(folder, whole, "a trajectory")
    let kept = try Trajectory.steps(in: "\(folder)/\(try configuration.identifier)")
    #expect(kept.map(\.step) == [0, 60, 120, 180, 240, 300, 360, 400])
    #expect(kept.last.map { URL(fileURLWithPath: $0.path).lastPathComponent } == "trajectory-00000400.safetensors")
    var plain = configuration
    plain.trajectory = nil
    #expect(try plain.hash != configuration.hash)
    #expect(try Trajectory.steps(in: TemporaryFolder.make()).isEmpty)
    #expect(throws: RecordError(file: "/none", problem: "found no folder that can be read")) { try Trajectory.steps(in: "/none") }
  }

  @Test("a constant rate leaves no trace in what a run's hash is taken of, and a schedule makes another run")
  func hash() throws {
    let plain = configuration(.sgd(), nil)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let names = Set(try JSON.object(try encoder.encode(plain)).keys)
    #expect(
      names == [
        "model", "variant", "dataset", "normalization", "initializer", "weightScale", "optimizer", "learningRate", "batchSize", "steps",
        "seed", "precision", "measurements",
      ])
    #expect(try configuration(.sgd(), RateSchedule(.cosine)).hash != plain.hash)
    let scheduled = configuration(.sgd(), RateSchedule(.steps(factor: 0.1, at: [5]), warmUp: 2))
    #expect(try JSONDecoder().decode(RunConfiguration.self, from: encoder.encode(scheduled)) == scheduled)
  }
}
