import Foundation
import Instruments
import Interchange
import Networks
import Records
import Runs
import Tensors

/// A network at its trained parameters, with the examples that its loss is averaged over.
struct SurfaceSubject<R: Real> {
  let model: Case<R>
  let batches: BatchSequence<R>
  let estimation: BatchSequence<R>?
  let statistics: SurfaceStatistics
  /// The examples in words.
  let words: String
  /// The name of its folder.
  let name: String
  let weightsPath: String
  /// The folder in which a training trajectory may lie.
  let trajectoryFolder: String
  /// The hash of the run's configuration; empty for a case.
  let configuration: String
  /// The momentum that it was trained with, Adam's β₁ included; 0 for a case, which does not say.
  let momentum: Double
  /// What its loss depends on, file by file.
  let fingerprints: [String: Fingerprint]

  init(
    _ model: Case<R>, batches: BatchSequence<R>, estimation: BatchSequence<R>?, statistics: SurfaceStatistics, words: String,
    folder: String, files: CaseFiles, others: [String], configuration: String = "", momentum: Double = 0
  ) throws(RecordError) {
    (self.model, self.batches, self.estimation, self.statistics) = (model, batches, estimation, statistics)
    self.words = words
    name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
    weightsPath = files.weights
    trajectoryFolder = folder
    (self.configuration, self.momentum) = (configuration, momentum)
    var found = [String: Fingerprint]()
    for path in [files.model, files.weights] + others { found[URL(fileURLWithPath: path).lastPathComponent] = try Fingerprint(of: path) }
    fingerprints = found
  }

  var network: Network { model.network }
  var parameters: [R] { model.parameters }

  /// Its loss as a function of the parameters, by one thread.
  func objective() -> SurfaceObjective<R> { makeObjective(state: model.state)() }

  /// What makes a thread's own objective.
  func makeObjective(state: [R]) -> @Sendable () -> SurfaceObjective<R> {
    let (network, loss, batches, statistics, estimation) = (network, model.model.loss, batches, statistics, estimation)
    return {
      SurfaceObjective(
        network: network, loss: loss, batches: batches, statistics: statistics, state: state, estimationBatches: estimation)
    }
  }

  /// What normalizations work with, in words for a figure.
  var statisticsWords: String {
    guard network.state.count > 0 else { return "no running statistics: nothing differs by them" }
    switch statistics {
    case .batch: return "normalization by each batch's own statistics"
    case .running: return "normalization by the running statistics kept at θ"
    case .recomputed:
      let source = estimation ?? batches
      return "normalization by statistics recomputed at every point (\(source.count) batch\(source.count == 1 ? "" : "es"))"
    }
  }
}
