internal import CKernels
public import Tensors

/// How a gradient becomes a step.
public enum OptimizerConfiguration: Codable, Hashable, Sendable {
  /// g ← ∇L + λθ; v ← μv + g; θ ← θ − ηv (PyTorch's convention; the paper's plain descent is μ = λ = 0).
  case sgd(momentum: Double = 0, weightDecay: Double = 0)
  /// Adam (Kingma & Ba 2015, Algorithm 1; its defaults), with λθ added to the gradient.
  case adam(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0)
}

/// An optimizer with what it remembers: flat vectors of the parameters' length.
public struct Optimizer<R: Real>: Sendable {
  /// The rule.
  public let configuration: OptimizerConfiguration
  /// Steps taken.
  public private(set) var steps = 0
  /// The velocity of SGD with momentum, or Adam's first moment; empty for plain descent.
  public private(set) var firstMoment: [R] = []
  /// Adam's second moment; empty otherwise.
  public private(set) var secondMoment: [R] = []

  /// An optimizer that has taken no step yet.
  public init(_ configuration: OptimizerConfiguration, dimension: Int) {
    self.configuration = configuration
    switch configuration {
    case .sgd(momentum: 0, _): break
    case .sgd: firstMoment = [R](repeating: 0, count: dimension)
    case .adam:
      firstMoment = [R](repeating: 0, count: dimension)
      secondMoment = firstMoment
    }
  }

  /// Goes on from where another of the same rule stood; false where its moments are not of this one's lengths.
  mutating func resume(from state: TrainerState<R>) -> Bool {
    guard state.firstMoment.count == firstMoment.count, state.secondMoment.count == secondMoment.count else { return false }
    (steps, firstMoment, secondMoment) = (state.optimizerSteps, state.firstMoment, state.secondMoment)
    return true
  }

  /// Moves `parameters` by one step.
  public mutating func step(_ parameters: inout [R], gradient: [R], learningRate: Double) {
    precondition(parameters.count == gradient.count, "a gradient of the parameters' length")
    steps += 1
    switch configuration {
    case .sgd(let momentum, let weightDecay):
      if firstMoment.isEmpty {
        kernel_sgd_step(R.kernel, parameters.count, learningRate, 0, weightDecay, gradient, nil, &parameters)
      } else {
        kernel_sgd_step(R.kernel, parameters.count, learningRate, momentum, weightDecay, gradient, &firstMoment, &parameters)
      }
    case .adam(let beta1, let beta2, let epsilon, let weightDecay):
      kernel_adam_step(
        R.kernel, parameters.count, learningRate, beta1, beta2, epsilon, 1 - power(beta1, steps), 1 - power(beta2, steps), weightDecay,
        gradient, &firstMoment, &secondMoment, &parameters)
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
