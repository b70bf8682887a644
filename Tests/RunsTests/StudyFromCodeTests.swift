import Foundation
import Instruments
import Runs
import TestSupport
import Testing
import Training

@Suite("a study from code")
struct StudyFromCodeTests {
  @Test("needs no command line: it executes its grid, and finds it again")
  func execute() throws {
    let folder = try TemporaryFolder.make()
    let configuration = RunConfiguration(
      model: .dln(depth: 3), variant: .batch, dataset: .gaussianRegression(examples: 50, features: 10), initializer: .glorotUniform,
      optimizer: .sgd(), learningRate: 1e-4, batchSize: 50, steps: 6, seed: 0, precision: .float64,
      measurements: [
        Measurement(TrainingInstrument(), .every(2)),
        Measurement(LineInstrument(steps: [1, 2], unit: .learningRate), .logarithmic(perDecade: 1)),
      ])
    var execution = Execution()
    execution.progress = .quiet
    let study = Study(
      name: "mine", folder: folder, configurations: [configuration].varying(\.seed, over: [3, 4]),
      datasets: DatasetLibrary(folder: folder), execution: execution)
    let runs = try study.execute()
    #expect(runs.map(\.configuration.seed) == [3, 4])
    #expect(try runs[0].record(of: TrainingInstrument.self).entries.map(\.step) == [0, 2, 4, 6])
    #expect(try runs[0].record(of: LineInstrument.self).entries.map(\.step) == [0, 1, 6])
    #expect(try study.plan().texts("done") == ["yes", "yes"])
    #expect(try study.execute().map(\.manifest) == runs.map(\.manifest))
  }
}
