public import Datasets
internal import Instruments
public import Runs

extension StoredRun {
  /// The losses that maps of lower rank reach on the run's data; nil where these are not drawn from a linear map.
  ///
  /// - Throws: `DataError` as the data do.
  public func rankFloors() throws -> RankFloors? {
    guard case .gaussianRegression(let examples, let features, let deviation) = configuration.dataset else { return nil }
    return try RankFloors(
      of: try GaussianRegression(examples: examples, features: features, inputDeviation: deviation ?? 1, seed: configuration.seed))
  }

  /// How many singular modes of its data's map a deep linear network has not learnt at its last step; nil for a run that diverged, and for other data.
  ///
  /// - Throws: `RecordError` where the run has no training loss, `DataError` as the data do.
  public func unlearntModes() throws -> Int? {
    let loss = try metric(TrainingInstrument.finalLoss)
    guard loss.isFinite, let floors = try rankFloors() else { return nil }
    return floors.unlearnt(at: loss)
  }
}
