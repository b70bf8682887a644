import Networks
import Reports
import Runs

/// One way to normalize the network.
struct RecurrentArm {
  let title: String
  let color: String
  let variant: Variant
  var normalized = RecurrentConfiguration.Part.both
  var gamma = 1.0
  var statistics = RecurrentConfiguration.Statistics.separate
  var initializer = RecurrentInitializer.orthogonal
  var isDashed = false

  static let plain = RecurrentArm(title: "none", color: Variant.none.color, variant: .none)
  /// Cooijmans et al.'s.
  static let both = RecurrentArm(title: "BatchNorm, γ 0.1", color: Variant.batch.color, variant: .batch, gamma: 0.1)
  static let bothFromOne = RecurrentArm(title: "BatchNorm, γ 1", color: Variant.batch.color, variant: .batch, isDashed: true)
  /// Laurent et al.'s.
  static let input = RecurrentArm(title: "input alone", color: Palette.color(1), variant: .batch, normalized: .input)
  static let hidden = RecurrentArm(title: "state alone", color: Palette.color(3), variant: .batch, normalized: .hidden)
  static let shared = RecurrentArm(
    title: "shared statistics", color: Palette.color(4), variant: .batch, gamma: 0.1, statistics: .shared, isDashed: true)
  static let layer = RecurrentArm(title: "LayerNorm", color: Variant.layer.color, variant: .layer)
  static let identity = RecurrentArm(
    title: "BatchNorm, γ 0.1", color: Variant.batch.color, variant: .batch, gamma: 0.1, initializer: .identity)
  static let identityFromOne = RecurrentArm(
    title: "BatchNorm, γ 1", color: Variant.batch.color, variant: .batch, initializer: .identity, isDashed: true)

  static let all = [plain, both, bothFromOne, input, hidden, shared, layer, identity, identityFromOne]

  /// What is looked at over the 196 steps of pixels, before the first step of training.
  static let long = [plain, both, bothFromOne, identity, identityFromOne]
  /// What is trained on pixels at the published scale.
  static let trainedOnPixels = [plain, both, layer]

  /// Whether it is also trained on permuted rows.
  var isComparedByOrder: Bool {
    variant != .batch || self.normalized == .both && gamma != 1 && statistics == .separate && initializer != .identity
  }

  func has(_ configuration: RunConfiguration) -> Bool {
    let own = Recurrent.recurrent(configuration)
    // Without normalization it does not matter what would be normalized.
    return configuration.variant == variant && own.normalized == normalized && own.statistics == statistics
      && own.initializer == initializer
      && configuration.normalization.initialScale == gamma
  }
}
