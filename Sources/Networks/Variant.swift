/// The normalization schemes under comparison, under the names that options and files use. A new scheme is one file in `Normalizations/` and one
/// case here.
public enum Variant: String, Codable, Sendable, CaseIterable, Comparable {
  /// No normalization: the paper's "standard" network.
  case none
  /// Batch normalization.
  case batch
  /// ℓ1 normalization.
  case l1
  /// ℓ2 normalization.
  case l2
  /// ℓ∞ normalization.
  case linf
  /// Layer normalization.
  case layer
  /// Group normalization in up to 32 groups (Wu & He's default), as many as the channels divide into with at least 8 of them in each: 1 group below 16
  /// channels, 8 of 64 units, 32 from 256 channels on. Groups of one or two units leave hardly more than signs of them.
  case group
  /// Root-mean-square normalization.
  case rms
  /// Batch normalization followed by noise that brings covariate shift back.
  case noisyBatch = "noisy-batch"
  /// That noise alone: the control.
  case noise

  /// The layers that stand where the scheme normalizes.
  public func layers(_ settings: NormalizationSettings = NormalizationSettings()) -> [any Layer] {
    let (epsilon, momentum, affine, scale) = (settings.epsilon, settings.momentum, settings.affine, settings.initialScale ?? 1)
    let batch = BatchNormalization(epsilon: epsilon, momentum: momentum, affine: affine, initialScale: scale)
    func power(_ order: LpNormalization.Order) -> LpNormalization {
      LpNormalization(order: order, epsilon: epsilon, momentum: momentum, affine: affine, initialScale: scale)
    }
    return switch self {
    case .none: []
    case .batch: [batch]
    case .l1: [power(.one)]
    case .l2: [power(.two)]
    case .linf: [power(.infinity)]
    case .layer: [GroupNormalization(.layer, epsilon: epsilon, initialScale: scale)]
    case .group: [GroupNormalization(.upTo(32, ofAtLeast: 8), epsilon: epsilon, initialScale: scale)]
    case .rms: [RootMeanSquareNormalization(epsilon: epsilon, initialScale: scale)]
    case .noisyBatch: [batch, ActivationNoise()]
    case .noise: [ActivationNoise()]
    }
  }

  /// Whether it normalizes anything.
  public var isNormalization: Bool { self != .none && self != .noise }

  /// The name in figures and tables.
  public var title: String {
    switch self {
    case .none: "none"
    case .batch: "BatchNorm"
    case .l1: "L1"
    case .l2: "L2"
    case .linf: "L∞"
    case .layer: "LayerNorm"
    case .group: "GroupNorm"
    case .rms: "RMSNorm"
    case .noisyBatch: "noisy BatchNorm"
    case .noise: "noise alone"
    }
  }

  /// The catalogue's order.
  public static func < (left: Variant, right: Variant) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}
