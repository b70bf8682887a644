public import Datasets

/// Which data a run learns; part of its configuration.
public enum DatasetConfiguration: Codable, Hashable, Sendable {
  /// Fashion-MNIST or another set of the same files, told apart by a checksum of their contents; in images of `side` pixels where given, and only the
  /// first `examples` training images of them where given.
  case fashion(scaling: PixelScaling, side: Int?, transform: InputTransform, examples: Int?, checksum: UInt32)
  /// CIFAR-10, likewise.
  case cifar(checksum: UInt32)
  /// Another set's examples of its first classes, the first `examples` of them for training, where given; with training labels shuffled by the run's seed
  /// where that is said.
  indirect case classes(of: DatasetConfiguration, count: Int?, examples: Int?, isShuffled: Bool)
  /// The deep linear network's regression, drawn from the run's seed; inputs have a standard deviation of 1 unless given.
  case gaussianRegression(examples: Int, features: Int, inputDeviation: Double? = nil)

  /// Whether its examples have targets and no classes.
  var isRegression: Bool {
    switch self {
    case .fashion, .cifar: false
    case .classes(let base, _, _, _): base.isRegression
    case .gaussianRegression: true
    }
  }
}
