public import Networks
public import Tensors

/// The loss over a plane through θ (Li et al. 2018, "Visualizing the loss landscape of neural nets").
public struct LossPlane: Equatable, Sendable {
  /// Steps along the first direction.
  public let alphas: [Double]
  /// Steps along the second.
  public let betas: [Double]
  /// `[beta][alpha]`.
  public let loss: [[Double]]

  /// L(θ + α X + β Y) for every α and β; not a number where those parameters are not finite.
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

  /// A direction with every filter scaled to the norm of the network's own: d ← d ‖w‖ / (‖d‖ + 1e-10) for each filter (first index) of a weight of two
  /// dimensions or more, and zero for all other parameters (Li et al. 2018, section 4; the constant is theirs).
  public static func filterNormalized<Scalar: Real>(_ direction: [Scalar], at parameters: [Scalar], layout: TensorLayout) -> [Scalar] {
    var result = [Scalar](repeating: 0, count: direction.count)
    for entry in layout.entries where entry.isWeightMatrix {
      let size = entry.range.count / entry.dimensions[0]
      for start in stride(from: entry.range.lowerBound, to: entry.range.upperBound, by: size) {
        let filter = start..<start + size
        let factor = Scalar(parameters.norm(in: filter) / (direction.norm(in: filter) + 1e-10))
        for i in filter { result[i] = factor * direction[i] }
      }
    }
    return result
  }
}
