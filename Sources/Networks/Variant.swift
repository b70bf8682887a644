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
  /// Group normalization in as many groups as both 32 (Wu & He's default) and the channels divide into.
  case group
  /// Batch normalization followed by noise that brings covariate shift back.
  case noisyBatch = "noisy-batch"

  /// The layers that stand where the scheme normalizes.
  public var layers: [any Layer] {
    switch self {
    case .none: []
    case .batch: [BatchNormalization()]
    case .l1: [LpNormalization(order: .one)]
    case .l2: [LpNormalization(order: .two)]
    case .linf: [LpNormalization(order: .infinity)]
    case .layer: [GroupNormalization(.layer)]
    case .group: [GroupNormalization(.commonDivisor(32))]
    case .noisyBatch: [BatchNormalization(), ActivationNoise()]
    }
  }

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
    case .noisyBatch: "noisy BatchNorm"
    }
  }

  /// The catalogue's order.
  public static func < (left: Variant, right: Variant) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}
