public import Datasets
internal import Foundation
internal import Records

/// Data sets as runs ask for them; files are read once for all runs.
public final class DatasetLibrary: Sendable {
  private let folder: String
  private let cache = Guarded<[DatasetConfiguration: any Dataset]>([:])

  /// The data sets whose files lie in `folder`.
  public init(folder: String) { self.folder = folder }

  /// What the folder holds, CIFAR-10 or a set in MNIST's files, as a configuration.
  ///
  /// - Throws: `DataError` for files that cannot be read, and for CIFAR-10 where it would have to be transformed or cut.
  public func images(
    scaling: PixelScaling, side: Int?, transform: InputTransform = .raw, examples: Int? = nil
  ) throws(DataError) -> DatasetConfiguration {
    if FileManager.default.fileExists(atPath: "\(folder)/data_batch_1.bin") {
      guard transform == .raw, examples == nil else {
        throw DataError(file: folder, found: "CIFAR-10", expected: "images of one channel, in MNIST's four files, for this study")
      }
      let cifar = try CIFAR10(folder: folder)
      return remember(cifar, as: .cifar(checksum: cifar.checksum))
    }
    let fashion = try FashionMNIST(folder: folder, scaling: scaling, side: side)
    _ = remember(fashion, as: .fashion(scaling: scaling, side: side, transform: .raw, examples: nil, checksum: fashion.checksum))
    return .fashion(scaling: scaling, side: side, transform: transform, examples: examples, checksum: fashion.checksum)
  }

  private func remember(_ dataset: any Dataset, as configuration: DatasetConfiguration) -> DatasetConfiguration {
    cache.withLock { $0[configuration] = dataset }
    return configuration
  }

  /// The data of a run.
  ///
  /// - Throws: `DataError` for files that cannot be read, `RecordError` for others than the run's.
  public func dataset(_ configuration: DatasetConfiguration, seed: UInt64) throws -> any Dataset {
    if case .gaussianRegression(let examples, let features, let deviation) = configuration {
      return try GaussianRegression(examples: examples, features: features, inputDeviation: deviation ?? 1, seed: seed)
    }
    if case .classes(let base, let count, let examples, let isShuffled) = configuration {
      if !isShuffled, let found = cache.withLock({ $0[configuration] }) { return found }
      let made = try ClassSubset(
        try dataset(base, seed: seed), classes: count, examples: examples, shuffleSeed: isShuffled ? seed : nil)
      if !isShuffled { _ = remember(made, as: configuration) }
      return made
    }
    return try cache.withLock { cached in
      if let found = cached[configuration] { return found }
      let made: any Dataset
      switch configuration {
      case .fashion(let scaling, let side, .raw, nil, let checksum):
        let fashion = try FashionMNIST(folder: folder, scaling: scaling, side: side)
        try check(fashion.checksum, checksum)
        made = fashion
      case .fashion(let scaling, let side, let transform, let examples, let checksum):
        let plain = DatasetConfiguration.fashion(scaling: scaling, side: side, transform: .raw, examples: nil, checksum: checksum)
        if cached[plain] == nil {
          let fashion = try FashionMNIST(folder: folder, scaling: scaling, side: side)
          try check(fashion.checksum, checksum)
          cached[plain] = fashion
        }
        made = try TransformedDataset(cached[plain]!, transform: transform, limit: examples)
      case .cifar(let checksum):
        let cifar = try CIFAR10(folder: folder)
        try check(cifar.checksum, checksum)
        made = cifar
      case .gaussianRegression, .classes: preconditionFailure("made above, not read")
      }
      cached[configuration] = made
      return made
    }
  }

  private func check(_ found: UInt32, _ expected: UInt32) throws {
    guard found == expected else {
      throw RecordError(file: folder, problem: "found data of checksum \(found), expected the run's, \(expected)")
    }
  }
}
