import Foundation
import Instruments
import Networks
import Records
import Runs
import TestSupport
import Testing
import Training

/// Runs that end at a training loss, and measurements over examples of their own.
@Suite("stopping at a loss")
struct StoppingRuleTests {
  /// A hundred images, the same whatever the seed.
  private static let images: (library: DatasetLibrary, dataset: DatasetConfiguration) = {
    do {
      let labels = (0..<100).map { UInt8($0 * 7 % 10) }
      let library = DatasetLibrary(folder: try ImageFiles.make(training: labels, test: Array(labels.prefix(20)), side: 4))
      return (library, try library.images(scaling: .standardized, side: nil))
    } catch { preconditionFailure("\(error)") }
  }()

  private func configuration(_ stopping: StoppingRule?, every: Int = 1) -> RunConfiguration {
    RunConfiguration(
      model: .mlp(hidden: [8], activation: .tanh), variant: .batch, dataset: Self.images.dataset,
      initializer: .glorotUniform, optimizer: .adam(), learningRate: 3e-3, stopping: stopping, batchSize: 20, steps: 400, seed: 0,
      precision: .float64,
      measurements: [
        Measurement(TrainingInstrument(), .every(every)), Measurement(EvaluationInstrument(), .end),
        Measurement(GradientInstrument(), .end),
      ])
  }

  private func run(_ configuration: RunConfiguration, in folder: String, until isEnough: (@Sendable () -> Bool)? = nil) throws -> StoredRun
  {
    var execution = Execution()
    execution.checkpointInterval = isEnough == nil ? 1000 : 0
    if let isEnough {
      let interruption = execution.interruption
      Thread.detachNewThread {
        while !isEnough() { Thread.sleep(forTimeInterval: 0.001) }
        interruption.interrupt()
      }
    }
    let runs = try Runner(store: try RunStore(folder: folder), execution: execution).run(
      title: "test", [configuration], datasets: Self.images.library)
    return try #require(runs.first)
  }

  /// The first step at which the mean of so many losses, its own the last, is small enough.
  private func firstStep(_ losses: [Double], _ rule: StoppingRule) -> Int? {
    losses.indices.first { step in
      step >= rule.batches - 1
        && losses[(step - rule.batches + 1)...step].reduce(0, +) / Double(rule.batches) <= rule.loss
    }
  }

  @Test("is at the first step whose last batches have that mean loss, and what is measured at the end is measured there")
  func end() throws {
    let folder = try TemporaryFolder.make()
    let whole = try run(configuration(nil), in: folder)
    let losses = try whole.record(of: TrainingInstrument.self)[\.loss]
    #expect(losses.count == 401 && !whole.hasStopped && whole.steps == 400 && whole.numberIfMeasured("stopped") == nil)
    for (share, batches) in [(0.88, 7), (0.83, 1), (0.87, 30)] {
      let rule = StoppingRule(loss: share * losses[0], batches: batches)
      let step = try #require(firstStep(losses, rule))
      let stopped = try run(configuration(rule), in: folder)
      #expect(stopped.hasStopped && stopped.steps == step && step < 400 && step > 0, "\(step)")
      let record = try stopped.record(of: TrainingInstrument.self)
      #expect(record[\.loss] == Array(losses[...step]) && record.steps == step)
      #expect(try stopped.metric(TrainingInstrument.finalLoss) == losses[step] && stopped.number("stopped") == 1)
      #expect(try stopped.metric(EvaluationInstrument.finalLoss).isFinite)
      #expect(try stopped.record(of: GradientInstrument.self).entries.allSatisfy { $0.step == step })
    }
    let never = try run(configuration(StoppingRule(loss: -1, batches: 3)), in: folder)
    #expect(try !never.hasStopped && never.steps == 400 && never.number("stopped") == 0)
    #expect(try never.record(of: TrainingInstrument.self)[\.loss] == losses)
  }

  @Test("goes on from a checkpoint with the losses before it, to the same bytes")
  func resumed() throws {
    let (whole, folder) = (try TemporaryFolder.make(), try TemporaryFolder.make())
    // A window of more batches than a look at every 50 steps could give back.
    let configuration = configuration(StoppingRule(loss: 3, batches: 120), every: 50)
    let expected = try run(configuration, in: whole)
    @Sendable func checkpoint() -> Int {
      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { ($0 as? String)?.split(separator: "/").last } ?? []
      return names.compactMap { $0.hasPrefix("checkpoint-") ? Int($0.dropFirst("checkpoint-".count)) : nil }.max() ?? 0
    }
    #expect(throws: InterruptedError.self) { try run(configuration, in: folder) { checkpoint() >= 30 } }
    #expect(checkpoint() >= 30)
    #expect(try run(configuration, in: folder).steps == expected.steps)
    try ResultFiles.expectEqual(folder, whole, "a run that stops")
  }

  @Test("is in a run's hash where it is given, and in no other's")
  func hash() throws {
    let plain = configuration(nil)
    let encoder = JSONEncoder()
    #expect(!String(decoding: try encoder.encode(plain), as: UTF8.self).contains("stopping"))
    #expect(!String(decoding: try encoder.encode(plain), as: UTF8.self).contains("\"examples\":20"))
    let rules = [StoppingRule(loss: 1), StoppingRule(loss: 2), StoppingRule(loss: 1, batches: 5)]
    #expect(Set(try (rules.map(Optional.some) + [nil]).map { try configuration($0).hash }).count == 4)
  }

  @Test("of no batch, of more than the run has, or at no number, is refused before anything is written")
  func refusals() throws {
    let folder = try TemporaryFolder.make()
    func expectRefused(_ configuration: RunConfiguration, _ expected: String) {
      let error = #expect(throws: ConfigurationError.self) { _ = try run(configuration, in: folder) }
      #expect(error?.description == expected)
    }
    for (rule, words) in [
      (StoppingRule(loss: 1, batches: 0), "0 batches, expected 1 to the 401 of the run"),
      (StoppingRule(loss: 1, batches: 402), "402 batches, expected 1 to the 401 of the run"),
    ] { expectRefused(configuration(rule), "stopping: found \(words)") }
    for count in [0, 101] {
      var wrong = configuration(nil)
      wrong.measurements[2].examples = count
      expectRefused(wrong, "measurements: found gradient over \(count), expected 1 to the 100 training examples")
    }
  }

  @Test("examples of a measurement's own are the data set's first, whatever the run's batches")
  func examples() throws {
    let folder = try TemporaryFolder.make()
    func norms(batchSize: Int, examples: Int?) throws -> [Double] {
      var configuration = configuration(nil)
      (configuration.batchSize, configuration.steps) = (batchSize, 0)
      configuration.measurements = [Measurement(GradientInstrument(), .end, examples: examples)]
      return try run(configuration, in: folder).record(of: GradientInstrument.self)[\.norm]
    }
    // At step 0 all runs are at one point. One batch of all examples is all of them, in another order.
    let whole = try norms(batchSize: 100, examples: nil)
    expectAgreement(try norms(batchSize: 20, examples: 100), whole, relative: 1e-10)
    let some = try norms(batchSize: 20, examples: 30)
    #expect(try norms(batchSize: 7, examples: 30) == some && some != whole)
    #expect(try norms(batchSize: 30, examples: nil) != some)
    // What is known of the run is known there too: Adam's own state, after its first steps.
    var adam = configuration(nil)
    adam.steps = 3
    adam.measurements = [Measurement(LargestEigenvalueInstrument(), .end, examples: 30)]
    #expect(try run(adam, in: folder).record(of: LargestEigenvalueInstrument.self)[\.preconditioned].allSatisfy { $0.isFinite && $0 != 0 })
  }
}
