public import Objectives
public import Tensors

/// The loss over a plane through θ (Li et al. 2018, "Visualizing the loss landscape of neural nets").
public struct LossPlane: Equatable, Sendable {
  /// Steps along the first direction.
  public let alphas: [Double]
  /// Steps along the second.
  public let betas: [Double]
  /// `[beta][alpha]`.
  public let loss: [[Double]]

  /// L(θ + α X + β Y) for every α and β; not a number where those parameters are not finite. That the vectors have the dimension's length is a
  /// precondition.
  public static func measure<Scalar: Real>(
    _ objective: some Objective<Scalar>, at parameters: [Scalar], x: [Scalar], y: [Scalar], alphas: [Double], betas: [Double]
  ) -> LossPlane {
    var row = parameters
    var point = parameters
    let loss = betas.map { beta in
      row.assign(parameters, plus: beta, times: y)
      return alphas.map { alpha in
        point.assign(row, plus: alpha, times: x)
        return point.isFinite ? objective.value(at: point) : .nan
      }
    }
    return LossPlane(alphas: alphas, betas: betas, loss: loss)
  }
}
