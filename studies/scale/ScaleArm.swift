import Instruments
import Networks
import Runs
import Training

/// One way to train at a learning rate and a weight decay.
struct ScaleArm: Equatable, Sendable {
  /// What the arms of one part have in common.
  enum Part: Equatable, Sendable {
    /// Thousands of steps in small batches, until weights have come to where growth and decay of their norm balance.
    case long
    /// Decay beside what stands for it.
    case theorem
    /// Every step over all examples.
    case fullBatch
  }

  let name: String
  let title: String
  let part: Part
  var variant = Variant.batch
  /// Multiplies the part's learning rate.
  var rateFactor = 1.0
  var momentum = 0.0
  /// λ of all parameters.
  var decay = 0.0
  /// λ of some, or what stands for it.
  var selective: SelectiveDecay?

  /// η and λ of the long part: by decay alone the square of a norm falls by a factor of e in 1/(2ηλ) = 1,000 steps.
  static let rate = 0.1
  static let decay = 5e-3
  /// The momentum of the theorem's arms, with the weight decay that Li & Arora (2020) have beside it.
  static let momentum = 0.9
  static let smallDecay = 5e-4

  static let all: [ScaleArm] = [
    ScaleArm(name: "decay", title: "decay of all", part: .long, decay: decay),
    ScaleArm(name: "none", title: "no decay", part: .long),
    ScaleArm(name: "normalized", title: "decay of normalized weights", part: .long, selective: SelectiveDecay(decay, of: .normalized)),
    ScaleArm(name: "output", title: "decay of the output's weights", part: .long, selective: SelectiveDecay(decay, of: .output)),
    ScaleArm(name: "plain_decay", title: "plain, decay of all", part: .long, variant: .none, decay: decay),
    ScaleArm(name: "momentum", title: "momentum 0.9, decay of all", part: .long, momentum: momentum, decay: smallDecay),
    ScaleArm(name: "rate2", title: "2η, λ/2", part: .long, rateFactor: 2, decay: decay / 2),
    ScaleArm(name: "rate4", title: "4η, λ/4", part: .long, rateFactor: 4, decay: decay / 4),
    ScaleArm(name: "rate2_same_decay", title: "2η, λ", part: .long, rateFactor: 2, decay: decay),
    ScaleArm(name: "rate4_same_decay", title: "4η, λ", part: .long, rateFactor: 4, decay: decay),
    ScaleArm(
      name: "theorem_decay", title: "decay", part: .theorem, momentum: momentum, selective: SelectiveDecay(smallDecay, of: .normalized)),
    ScaleArm(
      name: "theorem_growing", title: "growing rate", part: .theorem, momentum: momentum,
      selective: SelectiveDecay(smallDecay, of: .normalized, form: .growingRate)),
    ScaleArm(name: "theorem_constant", title: "constant rate, no decay", part: .theorem, momentum: momentum),
    ScaleArm(name: "full_decay", title: "decay of all", part: .fullBatch, decay: decay),
    ScaleArm(name: "full_none", title: "no decay", part: .fullBatch),
  ]

  static func named(_ name: String) -> ScaleArm? { all.first { $0.name == name } }

  /// Whether a run is of this arm.
  func has(_ configuration: RunConfiguration) -> Bool {
    configuration.variant == variant && configuration.optimizer == .sgd(momentum: momentum, weightDecay: decay)
      && configuration.selectiveDecay == selective && configuration.learningRate == Self.rate * rateFactor
      && Self.part(of: configuration) == part
  }

  private static func part(of configuration: RunConfiguration) -> Part {
    guard configuration.batchSize == ScaleGrid.batch else { return .fullBatch }
    return configuration.measures(SphericalSharpnessInstrument.self) ? .long : .theorem
  }
}
