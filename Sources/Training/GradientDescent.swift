internal import CKernels
internal import Objectives
internal import Tensors

/// g ← ∇L + λθ; v ← μv + g; θ ← θ − ηv (PyTorch's convention; plain descent is μ = λ = 0), with a λ and a growth of η of their own for groups of parameters.
struct GradientDescent<Scalar: Real>: Optimizer {
  private let momentum: Double
  private let groups: [ParameterGroup]
  private let team: Team
  /// v; empty without momentum.
  private var velocity: [Scalar]

  init(momentum: Double, weightDecay: Double, groups: [ParameterGroup], dimension: Int, team: Team) {
    (self.momentum, self.team) = (momentum, team)
    self.groups = ParameterGroup.covering(dimension, groups: groups, weightDecay: weightDecay)
    velocity = momentum == 0 ? [] : [Scalar](onLargePages: 0, count: dimension)
  }

  var moments: [[Scalar]] {
    get { [velocity] }
    set { velocity = newValue[0] }
  }

  mutating func step(
    _ parameters: inout [Scalar], gradient: [Scalar], learningRate: Double, step: Int, objective: some Objective<Scalar>
  ) { move(&parameters, gradient: gradient, learningRate: learningRate, step: step) }

  /// The step, which asks for no other gradient.
  mutating func move(_ parameters: inout [Scalar], gradient: [Scalar], learningRate: Double, step: Int) {
    precondition(parameters.count == gradient.count, "a gradient of the parameters' length")
    for group in groups {
      if step == 0, group.growthRoot != 1 { start(group, at: parameters, learningRate: learningRate) }
      let rate = group.growthRoot == 1 ? learningRate : learningRate * power(1 / group.growthRoot, 2 * step + 1)
      move(&parameters, in: group, gradient: gradient, learningRate: rate)
    }
  }

  private mutating func move(_ parameters: inout [Scalar], in group: ParameterGroup, gradient: [Scalar], learningRate: Double) {
    let (momentum, decay, range, team) = (momentum, group.weightDecay, group.range, team)
    gradient.withUnsafeBufferPointer { gradient in
      velocity.withUnsafeMutableBufferPointer { velocity in
        parameters.withUnsafeMutableBufferPointer { parameters in
          guard let x = parameters.baseAddress, let g = gradient.baseAddress else { return }
          let v = velocity.isEmpty ? nil : velocity.baseAddress
          team.splitVector(range.count, vectors: 5) {
            let start = range.lowerBound + $0.lowerBound
            kernel_sgd_step(Scalar.kernel, $0.count, learningRate, momentum, decay, g + start, v.map { $0 + start }, x + start)
          }
        }
      }
    }
  }

  /// The velocity of a growing rate's first step: (α − 1)/(αη) θ, as if the steps before had led along θ.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private mutating func start(_ group: ParameterGroup, at parameters: [Scalar], learningRate: Double) {
    guard !velocity.isEmpty else { return }
    let factor = (group.growthRoot - 1) / (group.growthRoot * learningRate)
    for i in group.range { velocity[i] = Scalar(factor * Double(parameters[i])) }
  }
}
