import Networks
import Runs
import Training

/// One way to set the deep linear network up: the usual one with one thing changed, of which Santurkar et al. (2018, A.1) tell nothing or too little.
struct DeepLinearSetup: Equatable, Sendable {
  /// What effects are named for.
  let name: String
  /// What a figure calls it: short, since many stand beside each other.
  let title: String
  var learningRate = 1e-6
  var momentum = 0.0
  var initializer = Initializer.glorotUniform
  var affine = true
  var addition: DeepLinearAddition?
  /// The inputs' standard deviation, where not 1.
  var inputDeviation: Double?

  static let all: [DeepLinearSetup] = [
    DeepLinearSetup(name: "usual", title: "usual"),
    DeepLinearSetup(name: "rate", title: "η×10", learningRate: 1e-5),
    DeepLinearSetup(name: "momentum", title: "mom.", momentum: 0.9),
    DeepLinearSetup(name: "he", title: "He", initializer: .heNormal),
    DeepLinearSetup(name: "biases", title: "bias", addition: .biases),
    DeepLinearSetup(name: "bare", title: "no γβ", affine: false),
    DeepLinearSetup(name: "output", title: "out", addition: .outputNormalization),
    DeepLinearSetup(name: "inputs", title: "x/√10", inputDeviation: 0.1.squareRoot()),
  ]

  /// Whether the change is one of normalization, which the plain network does not have.
  var isOfNormalization: Bool { !affine || addition == .outputNormalization }

  /// The set-up of a run; nil of another study's.
  static func of(_ configuration: RunConfiguration) -> DeepLinearSetup? { all.first { $0.has(configuration) } }

  /// Whether a run is of this set-up.
  func has(_ configuration: RunConfiguration) -> Bool {
    guard case .dln(_, let addition) = configuration.model, case .gaussianRegression(_, _, let deviation) = configuration.dataset else {
      return false
    }
    return self.addition == addition && inputDeviation == deviation && configuration.learningRate == learningRate
      && configuration.optimizer == .sgd(momentum: momentum) && configuration.initializer == initializer
      && configuration.normalization.affine == affine
  }
}
