import Foundation
import Instruments
import Records
import Runs
import TestSupport
import Testing
import Training

@Suite("a study from code")
struct StudyFromCodeTests {
  private static let configuration = RunConfiguration(
    model: .dln(depth: 3), variant: .batch, dataset: .gaussianRegression(examples: 50, features: 10), initializer: .glorotUniform,
    optimizer: .sgd(), learningRate: 1e-4, batchSize: 50, steps: 6, seed: 0, precision: .float64,
    measurements: [
      Measurement(TrainingInstrument(), .every(2)),
      Measurement(LineInstrument(steps: [1, 2], unit: .learningRate), .logarithmic(perDecade: 1)),
    ])

  @Test("needs no command line: it executes its grid, and finds it again")
  func execute() throws {
    let (folder, configuration) = (try TemporaryFolder.make(), Self.configuration)
    let study = Study(
      name: "mine", folder: folder, configurations: [configuration].varying(\.seed, over: [3, 4]),
      datasets: DatasetLibrary(folder: folder))
    #expect(study.execution.progress == .quiet, "where standard error is a terminal too")
    let runs = try study.execute()
    #expect(runs.map(\.configuration.seed) == [3, 4])
    #expect(try runs[0].record(of: TrainingInstrument.self).entries.map(\.step) == [0, 2, 4, 6])
    #expect(try runs[0].record(of: LineInstrument.self).entries.map(\.step) == [0, 1, 6])
    #expect(try runs[0].number("training_loss_final") == runs[0].metric(TrainingInstrument.finalLoss))
    let error = #expect(throws: RecordError.self) { try runs[0].number("training_loss_finl") }
    #expect(error?.problem.hasPrefix("found no metric training_loss_finl, expected it, or one of ") == true)
    #expect(try study.plan().texts("done") == ["yes", "yes"])
    #expect(try study.execute().map(\.manifest) == runs.map(\.manifest))
  }

  private static let refusals: [(message: String, change: @Sendable (inout RunConfiguration) -> Void)] = [
    // Both would write training.csv; a checkpoint, of which the second step here makes one, trapped.
    (
      "measurements: found training twice, expected each instrument once: it has one file",
      { $0.measurements.append(Measurement(TrainingInstrument(), .end)) }
    ),
    (
      "measurements: found gradient every 0, expected a positive number",
      { $0.measurements = [Measurement(GradientInstrument(), .every(0))] }
    ),
    (
      "measurements: found gradient epochs -1, expected a positive number",
      { $0.measurements = [Measurement(GradientInstrument(), .epochs(-1))] }
    ),
    // Trapped, as the steps of so many epochs overflow.
    (
      "measurements: found gradient epochs 9223372036854775807, expected at most 4294967296",
      { $0.measurements = [Measurement(GradientInstrument(), .epochs(.max))] }
    ),
    (
      "measurements: found gradient logarithmic 0, expected a positive number",
      { $0.measurements = [Measurement(GradientInstrument(), .logarithmic(perDecade: 0))] }
    ),
    (
      "measurements: found inspection every 2, expected end: its file has no steps",
      { $0.measurements = [Measurement(InspectionInstrument(), .every(2))] }
    ),
    ("curvature.top: found -1, expected 0 to 1000", { $0.measurements = [Measurement(CurvatureInstrument(top: -1), .end)] }),
    ("steps: found -1, expected a number from 0", { $0.steps = -1 }),
    ("batchSize: found 0, expected 1 to the 50 training examples", { $0.batchSize = 0 }),
    ("batchSize: found 51, expected 1 to the 50 training examples", { $0.batchSize = 51 }),
    (
      "trajectory: found every 0, expected 1 to 4294967296",
      { $0.trajectory = .every(0) }
    ),
    (
      "rateSchedule: found steps:0.1@, expected steps in ascending order, positive factors",
      { $0.rateSchedule = RateSchedule(.steps(factor: 0.1, at: [])) }
    ),
  ]

  @Test("says what of a configuration no run can be made of, and writes no run", arguments: refusals.indices)
  func refuse(index: Int) throws {
    let (message, change) = Self.refusals[index]
    let folder = try TemporaryFolder.make()
    var configuration = Self.configuration
    change(&configuration)
    var execution = Execution()
    execution.checkpointInterval = 1e-9
    let study = Study(
      name: "mine", folder: folder, configurations: [configuration], datasets: DatasetLibrary(folder: folder), execution: execution)
    let error = #expect(throws: (any Error).self) { try study.execute() }
    #expect(error.map { "\($0)" } == message)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs").allSatisfy { $0 == "store.json" })
  }
}
