/// The normalization schemes under comparison, under the names that options and files use. A new scheme is one file in `Normalizations/` or
/// `Reparametrizations/` and one case here.
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
  /// Instance normalization; for images.
  case instance
  /// Ghost batch normalization.
  case ghost
  /// Weight normalization of every weight, the read-out's too: at the start the network is the plain one.
  case weight
  /// Weight standardization with group normalization behind it: Qiao et al. (2019) always follow it with one, and compare it with that one alone. The
  /// read-out, which has none behind it, keeps its weights, as theirs does.
  case weightStandardization = "weight-standardization"
  /// Batch normalization followed by noise that brings covariate shift back.
  case noisyBatch = "noisy-batch"
  /// That noise alone: the control.
  case noise

  /// What the variant makes of a model.
  public func scheme(_ settings: NormalizationSettings = NormalizationSettings()) -> NormalizationScheme {
    NormalizationScheme(layers(settings), place: settings.place, reparametrization: reparametrization)
  }

  /// What weights are functions of; nil where they are trained themselves.
  public var reparametrization: (any Reparametrization)? {
    switch self {
    case .weight: WeightNormalization()
    case .weightStandardization: WeightStandardization()
    default: nil
    }
  }

  /// The layers that stand where the scheme normalizes.
  public func layers(_ settings: NormalizationSettings = NormalizationSettings()) -> [any Layer] {
    let (epsilon, momentum, affine, scale) = (settings.epsilon, settings.momentum, settings.affine, settings.initialScale)
    let batch = BatchNormalization(epsilon: epsilon, momentum: momentum, affine: affine, initialScale: scale)
    let groups = GroupNormalization(.upTo(32, ofAtLeast: 8), epsilon: epsilon, initialScale: scale)
    func power(_ order: LpNormalization.Order) -> LpNormalization {
      LpNormalization(order: order, epsilon: epsilon, momentum: momentum, affine: affine, initialScale: scale)
    }
    return switch self {
    case .none, .weight: []
    case .batch: [batch]
    case .l1: [power(.one)]
    case .l2: [power(.two)]
    case .linf: [power(.infinity)]
    case .layer: [GroupNormalization(.layer, epsilon: epsilon, initialScale: scale)]
    case .group, .weightStandardization: [groups]
    case .rms: [RootMeanSquareNormalization(epsilon: epsilon, initialScale: scale)]
    case .instance: [GroupNormalization(.channels, epsilon: epsilon, initialScale: scale)]
    case .ghost:
      [
        GhostBatchNormalization(
          ghostBatch: settings.ghostBatch, epsilon: epsilon, momentum: momentum, affine: affine, initialScale: scale)
      ]
    case .noisyBatch: [batch, ActivationNoise()]
    case .noise: [ActivationNoise()]
    }
  }

  /// Whether it normalizes anything.
  public var isNormalization: Bool { self != .none && self != .noise }

  /// Whether what it divides by is taken over the batch.
  public var isOverBatch: Bool {
    switch self {
    case .batch, .l1, .l2, .linf, .ghost, .noisyBatch: true
    default: false
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
    case .rms: "RMSNorm"
    case .instance: "InstanceNorm"
    case .ghost: "ghost BatchNorm"
    case .weight: "WeightNorm"
    case .weightStandardization: "WS + GroupNorm"
    case .noisyBatch: "noisy BatchNorm"
    case .noise: "noise alone"
    }
  }

  /// The catalogue's order.
  public static func < (left: Variant, right: Variant) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}
