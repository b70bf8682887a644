public import Datasets

/// Which data a run learns; part of its configuration.
public enum DatasetConfiguration: Codable, Hashable, Sendable {
  /// Fashion-MNIST or another set of the same files, told apart by a checksum of their contents; in images of `side` pixels where given, and only the
  /// first `examples` training images of them where given.
  case fashion(scaling: PixelScaling, side: Int?, transform: InputTransform, examples: Int?, checksum: UInt32)
  /// CIFAR-10, likewise.
  case cifar(checksum: UInt32)
  /// The deep linear network's regression, drawn from the run's seed.
  case gaussianRegression(examples: Int, features: Int)
}
