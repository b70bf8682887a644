internal import CKernels
internal import Objectives
internal import Tensors

/// Adam (Kingma & Ba 2015, Algorithm 1), with λθ added to the gradient.
struct Adam<Scalar: Real>: Optimizer {
  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double
  private let groups: [ParameterGroup]
  private let team: Team
  private var firstMoment: [Scalar]
  private var secondMoment: [Scalar]

  init(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double, groups: [ParameterGroup], dimension: Int, team: Team) {
    (self.beta1, self.beta2, self.epsilon, self.team) = (beta1, beta2, epsilon, team)
    self.groups = ParameterGroup.covering(dimension, groups: groups, weightDecay: weightDecay)
    firstMoment = [Scalar](onLargePages: 0, count: dimension)
    secondMoment = [Scalar](onLargePages: firstMoment)
  }

  var moments: [[Scalar]] {
    get { [firstMoment, secondMoment] }
    set { (firstMoment, secondMoment) = (newValue[0], newValue[1]) }
  }

  /// √v̂ + ε.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func preconditioner(after step: Int) -> [Scalar]? {
    guard step > 0 else { return nil }
    let correction = 1 - power(beta2, step)
    return secondMoment.map { Scalar((Double($0) / correction).squareRoot() + epsilon) }
  }

  mutating func step(
    _ parameters: inout [Scalar], gradient: [Scalar], learningRate: Double, step: Int, objective: some Objective<Scalar>
  ) {
    precondition(parameters.count == gradient.count, "a gradient of the parameters' length")
    let (beta1, beta2, epsilon, groups, team) = (beta1, beta2, epsilon, groups, team)
    let (correction1, correction2) = (1 - power(beta1, step + 1), 1 - power(beta2, step + 1))
    gradient.withUnsafeBufferPointer { gradient in
      firstMoment.withUnsafeMutableBufferPointer { first in
        secondMoment.withUnsafeMutableBufferPointer { second in
          parameters.withUnsafeMutableBufferPointer { parameters in
            guard let x = parameters.baseAddress, let g = gradient.baseAddress, let m = first.baseAddress, let v = second.baseAddress else {
              return
            }
            for group in groups {
              team.splitVector(group.range.count, vectors: 7) {
                let start = group.range.lowerBound + $0.lowerBound
                kernel_adam_step(
                  Scalar.kernel, $0.count, learningRate, beta1, beta2, epsilon, correction1, correction2, group.weightDecay, g + start,
                  m + start, v + start, x + start)
              }
            }
          }
        }
      }
    }
  }
}
