public import Datasets
internal import Foundation
internal import Records

/// Which data a run learns; part of its configuration.
public enum DatasetConfiguration: Codable, Hashable, Sendable {
  /// Fashion-MNIST or another set of the same files, told apart by a checksum of their contents; in images of `side` pixels where given.
  case fashion(scaling: PixelScaling, side: Int?, checksum: UInt32)
  /// CIFAR-10, likewise.
  case cifar(checksum: UInt32)
  /// The deep linear network's regression, drawn from the run's seed.
  case gaussianRegression(examples: Int, features: Int)
}

/// Data sets as runs ask for them; files are read once for all runs.
public struct DatasetLibrary: Sendable {
  private let files: (any Dataset)?

  /// The data sets of a study; `files` where its runs learn from files.
  public init(files: (any Dataset)? = nil) { self.files = files }

  /// The data of a run that is made, with its files read from `folder`.
  ///
  /// - Throws: `DataError` for files that cannot be read, `RecordError` for others than the run's.
  public init(for configuration: DatasetConfiguration, folder: String) throws {
    let checksums: (found: UInt32, expected: UInt32)
    switch configuration {
    case .gaussianRegression:
      files = nil
      return
    case .fashion(_, let side, let checksum):
      let fashion = try FashionMNIST(folder: folder, side: side)
      files = fashion
      checksums = (fashion.checksum, checksum)
    case .cifar(let checksum):
      let cifar = try CIFAR10(folder: folder)
      files = cifar
      checksums = (cifar.checksum, checksum)
    }
    guard checksums.found == checksums.expected else {
      throw RecordError(file: folder, problem: "found data of checksum \(checksums.found), expected the run's, \(checksums.expected)")
    }
  }

  /// The data of a run.
  public func dataset(_ configuration: DatasetConfiguration, seed: UInt64) -> any Dataset {
    switch configuration {
    case .fashion, .cifar:
      guard let files else { preconditionFailure("a study of data files reads them before its runs") }
      return files
    case .gaussianRegression(let examples, let features):
      return GaussianRegression(examples: examples, features: features, seed: seed)
    }
  }
}
