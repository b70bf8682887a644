import Datasets
import Foundation
import Instruments
import Networks
import Records
import Statistics
import Reports
import Runs

/// Runs an hour of a study with several workers against one, and against as many studies of one worker each at once, which is what the machine itself
/// gives: they share its memory and caches, and nothing of ours.
struct Throughput {
  /// Workers, and studies at once.
  let workers: Int
  /// Rounds; each measures all three, one after the other.
  let rounds: Int
  /// Seconds of all three, by round.
  private(set) var one: [Double] = []
  private(set) var several: [Double] = []
  private(set) var apart: [Double] = []

  /// The grid: the batch-normalized perceptron of `landscape` with its probes, 300 steps, over seeds; a multiple of the workers, so that none is idle
  /// while the last run ends.
  private let configurations: [RunConfiguration]
  private let datasets: DatasetLibrary

  /// - Throws: `DataError` where Fashion-MNIST is not there.
  init(workers: Int, runsPerWorker: Int, rounds: Int) throws {
    self.workers = workers
    self.rounds = rounds
    datasets = DatasetLibrary(folder: FashionMNIST.defaultFolder)
    let plan = [
      Measurement(TrainingInstrument(), .every(4)),
      Measurement(EvaluationInstrument(), .every(100)),
      Measurement(LineInstrument(steps: [0.5, 1, 2, 4], unit: .learningRate), .every(20)),
      Measurement(CovariateShiftInstrument(), .every(20)),
      Measurement(ActivationInstrument(), .every(30)),
    ]
    let configuration = RunConfiguration(
      model: .mlp(hidden: [256, 256, 256], activation: .relu), variant: .batch,
      dataset: try datasets.images(scaling: .standardized, side: nil), initializer: .glorotUniform,
      optimizer: .sgd(momentum: 0, weightDecay: 0), learningRate: 0.1, batchSize: 128, steps: 300, seed: 0, precision: .float32,
      measurements: plan)
    configurations = [configuration].varying(\.seed, over: Array(0..<UInt64(runsPerWorker * workers)))
  }

  /// How many runs each measurement makes, by each study.
  var runs: Int { configurations.count }

  /// The speed with several workers over that with one, by round.
  var ratios: [Double] { zip(one, several).map { $0 / $1 } }

  /// The same for studies apart.
  var ratiosApart: [Double] { zip(one, apart).map { Double(workers) * $0 / $1 } }

  /// Measures.
  ///
  /// - Throws: the first error of a run.
  mutating func measure() throws {
    let progress = Progress(title: "throughput", total: 3 * rounds, style: .line)
    for _ in 0..<rounds {
      one.append(try seconds(studies: 1, workers: 1))
      progress.advance(by: 1)
      several.append(try seconds(studies: 1, workers: workers))
      progress.advance(by: 1)
      apart.append(try seconds(studies: workers, workers: 1))
      progress.advance(by: 1)
    }
    progress.finish()
  }

  /// How long so many studies of the grid take at once, each in a store of its own.
  private func seconds(studies: Int, workers: Int) throws -> Double {
    let folder = FileManager.default.temporaryDirectory.path + "/theodolite-throughput-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var execution = Execution()
    (execution.workers, execution.usesProcesses, execution.data) = (workers, true, FashionMNIST.defaultFolder)
    execution.progress = .quiet
    execution.interruption = TerminationSignals.interruption
    let runners = try (0..<studies).map { Runner(store: try RunStore(folder: "\(folder)/\($0)"), execution: execution) }
    let failures = Guarded([any Error]())
    let (configurations, datasets) = (configurations, datasets)
    let started = ContinuousClock.now
    Threads.perform(iterations: studies, count: studies) { index in
      do {
        _ = try runners[index].run(title: "throughput", configurations, datasets: datasets)
      } catch {
        failures.withLock { $0.append(error) }
      }
    }
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    if let failure = failures.withLock({ $0.first }) { throw failure is InterruptedError ? Stopped() : failure }
    return seconds
  }

  /// Nothing is kept of a measurement that was interrupted, unlike of a study.
  private struct Stopped: Error, CustomStringConvertible {
    let description = "interrupted: the throughput is not measured"
  }

  /// One row a round: seconds of `runs` runs with one worker and with several, and of `workers` times as many in studies apart.
  var table: CSVTable {
    var table = CSVTable(columns: [
      "workers", "runs", "seconds_one", "seconds_several", "seconds_apart", "runs_per_hour_one", "runs_per_hour_several", "ratio",
      "ratio_apart",
    ])
    for round in 0..<rounds {
      table.append(
        workers, runs, one[round], several[round], apart[round], 3600 * Double(runs) / one[round], 3600 * Double(runs) / several[round],
        ratios[round], ratiosApart[round])
    }
    return table
  }

  /// What a reader sees.
  ///
  /// - Throws: `StatisticsError`, never for a measured throughput.
  func text() throws -> String {
    var lines = [["", "runs an hour", "ratio", "range"]]
    let rows = [
      ("1 worker", 1, one, [1]), ("\(workers) workers", 1, several, ratios),
      ("\(workers) studies of 1 worker", workers, apart, ratiosApart),
    ]
    for (name, studies, seconds, ratios) in rows {
      lines.append([
        name, String(format: "%.0f", 3600 * Double(studies * runs) / (try Quantiles.median(seconds))),
        String(format: "%.2f", try Quantiles.median(ratios)), String(format: "%.2f–%.2f", ratios.min() ?? .nan, ratios.max() ?? .nan),
      ])
    }
    return TextTable.text(lines)
  }
}
