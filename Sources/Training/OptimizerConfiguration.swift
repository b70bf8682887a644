public import Tensors

/// How a gradient becomes a step: the catalogue of optimizers with their settings.
public enum OptimizerConfiguration: Codable, Hashable, Sendable {
  /// Stochastic gradient descent; see `GradientDescent`.
  case sgd(momentum: Double = 0, weightDecay: Double = 0)
  /// Adam with its authors' defaults; see `Adam`.
  case adam(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0)
  /// Sharpness-aware minimization with its authors' ρ; see `SharpnessAwareMinimization`.
  case sam(rho: Double = 0.05, momentum: Double = 0, weightDecay: Double = 0)

  /// μ; 0 for a rule without.
  public var momentum: Double {
    switch self {
    case .sgd(let momentum, _), .sam(_, let momentum, _): momentum
    case .adam: 0
    }
  }

  /// λ, of λθ that is added to the gradient.
  public var weightDecay: Double {
    switch self {
    case .sgd(_, let decay), .adam(_, _, _, let decay), .sam(_, _, let decay): decay
    }
  }

  /// How much of a step the next one takes once more: μ, or Adam's β₁.
  public var repeatedShare: Double { if case .adam(let beta1, _, _, _) = self { beta1 } else { momentum } }

  /// The optimizer, for so many parameters, that has taken no step yet; parameters of `groups`, which do not overlap, are trained as these say, and `team` shares
  /// its work.
  public func optimizer<R: Real>(
    dimension: Int, as type: R.Type = R.self, groups: [ParameterGroup] = [], team: Team = Team()
  ) -> any Optimizer<R> {
    switch self {
    case .sgd(let momentum, let weightDecay):
      GradientDescent<R>(momentum: momentum, weightDecay: weightDecay, groups: groups, dimension: dimension, team: team)
    case .adam(let beta1, let beta2, let epsilon, let weightDecay):
      Adam<R>(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay, groups: groups, dimension: dimension, team: team)
    case .sam(let rho, let momentum, let weightDecay):
      SharpnessAwareMinimization<R>(
        rho: rho, momentum: momentum, weightDecay: weightDecay, groups: groups, dimension: dimension, team: team)
    }
  }
}
