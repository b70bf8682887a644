internal import CKernels
internal import Objectives
internal import Tensors

/// g ← ∇L + λθ; v ← μv + g; θ ← θ − ηv (PyTorch's convention; plain descent is μ = λ = 0).
struct GradientDescent<Scalar: Real>: Optimizer {
  private let momentum: Double
  private let weightDecay: Double
  private let team: Team
  /// v; empty without momentum.
  private var velocity: [Scalar]

  init(momentum: Double, weightDecay: Double, dimension: Int, team: Team) {
    (self.momentum, self.weightDecay, self.team) = (momentum, weightDecay, team)
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
    let (momentum, decay, team) = (momentum, weightDecay, team)
    gradient.withUnsafeBufferPointer { gradient in
      velocity.withUnsafeMutableBufferPointer { velocity in
        parameters.withUnsafeMutableBufferPointer { parameters in
          guard let x = parameters.baseAddress, let g = gradient.baseAddress else { return }
          let v = velocity.isEmpty ? nil : velocity.baseAddress
          team.splitVector(parameters.count, vectors: 5) {
            let start = $0.lowerBound
            kernel_sgd_step(Scalar.kernel, $0.count, learningRate, momentum, decay, g + start, v.map { $0 + start }, x + start)
          }
        }
      }
    }
  }
}
