import Networks
import Runs
import Training

/// One way to set a training up: the usual one with one thing changed, with momentum the rate too.
struct RobustnessSetup: Equatable, Sendable {
  /// What is trained.
  enum Kind: String, CaseIterable, Sendable {
    case mlp, vgg

    var title: String { self == .mlp ? "perceptron" : "VGG-11" }
  }

  let kind: Kind
  /// What effects and metrics are named for.
  let name: String
  /// What a figure calls it: short, since many stand beside each other.
  let title: String
  var learningRate = 0.1
  var batchSize = 128
  /// λ of all parameters.
  var decay = 0.0
  var momentum = 0.0
  var initializer = Initializer.glorotUniform
  var activation = Activation.relu
  /// Ten epochs in place of less than one.
  var isLong = false

  /// Steps from which a training counts as the long one, at every scale.
  static let longSteps = 1001

  /// λ of the set-up with weight decay, a usual one.
  static let decay = 4e-4
  /// The larger rate of the paper's Figure 1.
  static let highRate = 0.5

  static let all: [RobustnessSetup] = [
    RobustnessSetup(kind: .mlp, name: "usual", title: "usual"),
    RobustnessSetup(kind: .mlp, name: "epochs", title: "10 ep.", isLong: true),
    RobustnessSetup(kind: .mlp, name: "low_rate", title: "η .02", learningRate: 0.02),
    RobustnessSetup(kind: .mlp, name: "high_rate", title: "η .5", learningRate: highRate),
    RobustnessSetup(kind: .mlp, name: "small_batch", title: "b 32", batchSize: 32),
    RobustnessSetup(kind: .mlp, name: "large_batch", title: "b 512", batchSize: 512),
    RobustnessSetup(kind: .mlp, name: "decay", title: "decay", decay: decay),
    RobustnessSetup(kind: .mlp, name: "he", title: "He", initializer: .heNormal),
    RobustnessSetup(kind: .mlp, name: "momentum", title: "mom.", learningRate: 0.02, momentum: 0.9),
    RobustnessSetup(kind: .mlp, name: "tanh", title: "tanh", activation: .tanh),
    RobustnessSetup(kind: .vgg, name: "usual", title: "usual"),
    RobustnessSetup(kind: .vgg, name: "high_rate", title: "η .5", learningRate: highRate),
    RobustnessSetup(kind: .vgg, name: "decay", title: "decay", decay: decay),
    RobustnessSetup(kind: .vgg, name: "he", title: "He", initializer: .heNormal),
  ]

  static func of(_ kind: Kind) -> [RobustnessSetup] { all.filter { $0.kind == kind } }

  /// The set-up of a run; nil of another study's.
  static func of(_ configuration: RunConfiguration) -> RobustnessSetup? { all.first { $0.has(configuration) } }

  /// Whether a run is of this set-up.
  func has(_ configuration: RunConfiguration) -> Bool {
    switch configuration.model {
    case .mlp(_, let other, _, _): guard kind == .mlp, other == activation else { return false }
    case .vgg: guard kind == .vgg else { return false }
    default: return false
    }
    let optimizer = OptimizerConfiguration.sgd(momentum: momentum, weightDecay: decay)
    guard configuration.optimizer == optimizer, configuration.initializer == initializer else { return false }
    return configuration.learningRate == learningRate && configuration.batchSize == batchSize
      && (kind == .vgg || (configuration.steps >= Self.longSteps) == isLong)
  }
}
