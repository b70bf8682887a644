internal import CKernels
internal import Objectives
internal import Tensors

/// Adam (Kingma & Ba 2015, Algorithm 1), with λθ added to the gradient.
struct Adam<Scalar: Real>: Optimizer {
  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double
  private let weightDecay: Double
  private var firstMoment: [Scalar]
  private var secondMoment: [Scalar]

  init(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double, dimension: Int) {
    (self.beta1, self.beta2, self.epsilon, self.weightDecay) = (beta1, beta2, epsilon, weightDecay)
    firstMoment = [Scalar](repeating: 0, count: dimension)
    secondMoment = firstMoment
  }

  var moments: [[Scalar]] {
    get { [firstMoment, secondMoment] }
    set { (firstMoment, secondMoment) = (newValue[0], newValue[1]) }
  }

  mutating func step(
    _ parameters: inout [Scalar], gradient: [Scalar], learningRate: Double, step: Int, objective: some Objective<Scalar>
  ) {
    precondition(parameters.count == gradient.count, "a gradient of the parameters' length")
    kernel_adam_step(
      Scalar.kernel, parameters.count, learningRate, beta1, beta2, epsilon, 1 - power(beta1, step + 1), 1 - power(beta2, step + 1),
      weightDecay, gradient, &firstMoment, &secondMoment, &parameters)
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
