internal import CKernels
internal import Objectives
internal import Tensors

/// g ← ∇L + λθ; v ← μv + g; θ ← θ − ηv (PyTorch's convention; plain descent is μ = λ = 0).
struct GradientDescent<Scalar: Real>: Optimizer {
  private let momentum: Double
  private let weightDecay: Double
  /// v; empty without momentum.
  private var velocity: [Scalar]

  init(momentum: Double, weightDecay: Double, dimension: Int) {
    (self.momentum, self.weightDecay) = (momentum, weightDecay)
    velocity = momentum == 0 ? [] : [Scalar](repeating: 0, count: dimension)
  }

  var moments: [[Scalar]] {
    get { [velocity] }
    set { velocity = newValue[0] }
  }

  mutating func step(
    _ parameters: inout [Scalar], gradient: [Scalar], learningRate: Double, step: Int, objective: some Objective<Scalar>
  ) { move(&parameters, gradient: gradient, learningRate: learningRate) }

  /// The step, which asks for no other gradient.
  mutating func move(_ parameters: inout [Scalar], gradient: [Scalar], learningRate: Double) {
    precondition(parameters.count == gradient.count, "a gradient of the parameters' length")
    let count = parameters.count
    if velocity.isEmpty {
      kernel_sgd_step(Scalar.kernel, count, learningRate, 0, weightDecay, gradient, nil, &parameters)
    } else {
      kernel_sgd_step(Scalar.kernel, count, learningRate, momentum, weightDecay, gradient, &velocity, &parameters)
    }
  }
}
