/// How a curve is fitted: stochastic gradient descent on E L(θ(t)) over uniform t with heavy-ball momentum, one draw of t a step.
public struct CurveFit: Hashable, Sendable {
  /// Steps.
  public var steps: Int
  /// The learning rate of the first half; it then falls linearly to a hundredth at nine tenths of the steps, as in Garipov et al.'s program.
  public var learningRate: Double
  /// Momentum; 0.9 as there.
  public var momentum: Double

  /// A fit.
  public init(steps: Int, learningRate: Double, momentum: Double = 0.9) {
    (self.steps, self.learningRate, self.momentum) = (steps, learningRate, momentum)
  }

  /// What the learning rate is multiplied by after a share of the steps.
  static func rateFactor(_ done: Double) -> Double { done <= 0.5 ? 1 : done <= 0.9 ? 1 - 0.99 * (done - 0.5) / 0.4 : 0.01 }
}
