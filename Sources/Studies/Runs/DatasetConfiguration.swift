public import Datasets

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
