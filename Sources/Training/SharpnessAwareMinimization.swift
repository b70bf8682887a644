internal import Objectives
internal import Tensors

/// Sharpness-aware minimization (Foret et al. 2021, Algorithm 1): a step of gradient descent from θ with the gradient at θ + ε, ε = ρ g/‖g‖₂ for
/// g = ∇L(θ), on the same batch. Where g is 0, so is ε. Weight decay is added to the gradient of the step and has no part in ε.
struct SharpnessAwareMinimization<Scalar: Real>: Optimizer {
  private let rho: Double
  private var descent: GradientDescent<Scalar>
  private var perturbed: [Scalar]
  private var perturbedGradient: [Scalar]

  init(rho: Double, momentum: Double, weightDecay: Double, groups: [ParameterGroup], dimension: Int, team: Team) {
    self.rho = rho
    descent = GradientDescent(momentum: momentum, weightDecay: weightDecay, groups: groups, dimension: dimension, team: team)
    perturbed = [Scalar](onLargePages: 0, count: dimension)
    perturbedGradient = perturbed
  }

  var moments: [[Scalar]] {
    get { descent.moments }
    set { descent.moments = newValue }
  }

  mutating func step(
    _ parameters: inout [Scalar], gradient: [Scalar], learningRate: Double, step: Int, objective: some Objective<Scalar>
  ) {
    let norm = gradient.norm
    perturbed.assign(parameters, plus: norm == 0 ? 0 : rho / norm, times: gradient)
    _ = objective.valueAndGradient(at: perturbed, gradient: &perturbedGradient)
    descent.move(&parameters, gradient: perturbedGradient, learningRate: learningRate, step: step)
  }
}
