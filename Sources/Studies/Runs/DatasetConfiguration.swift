public import Datasets

/// Which data a run learns; part of its configuration.
public enum DatasetConfiguration: Codable, Hashable, Sendable {
  /// Fashion-MNIST or another set of the same files, told apart by a checksum of their contents.
  case fashion(scaling: FashionMNIST.Scaling, checksum: UInt32)
  /// The deep linear network's regression, drawn from the run's seed.
  case gaussianRegression(examples: Int, features: Int)
}

/// Data sets as runs ask for them; files are read once for all runs.
public struct DatasetLibrary: Sendable {
  private let fashionMNIST: FashionMNIST?

  /// The data sets of a study; `fashionMNIST` where its runs learn that.
  public init(fashionMNIST: FashionMNIST? = nil) { self.fashionMNIST = fashionMNIST }

  /// The data of a run.
  public func dataset(_ configuration: DatasetConfiguration, seed: UInt64) -> any Dataset {
    switch configuration {
    case .fashion:
      guard let fashionMNIST else { preconditionFailure("a study of Fashion-MNIST reads it before its runs") }
      return fashionMNIST
    case .gaussianRegression(let examples, let features):
      return GaussianRegression(examples: examples, features: features, seed: seed)
    }
  }
}
