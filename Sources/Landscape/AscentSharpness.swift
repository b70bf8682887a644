public import Objectives
public import Tensors

/// How far a loss rises by one step of a given length up its gradient: the sharpness that sharpness-aware minimization works against.
public enum AscentSharpness {
  /// L(θ + ε) − L(θ) for ε = ρ T²g/‖Tg‖, the ε of ‖T⁻¹ε‖ ≤ ρ that raises the linearized loss most: with T = 1 that of SAM (Foret et al. 2021, equation 2), with
  /// another one that of ASAM (Kwon et al. 2021, equation 6). Not a number where the gradient is zero.
  ///
  /// - Parameters:
  ///   - objective: L.
  ///   - parameters: θ.
  ///   - loss: L(θ).
  ///   - gradient: g, of θ's length.
  ///   - radius: ρ.
  ///   - scales: T's diagonal, of θ's length; nil for 1.
  public static func rise<Scalar: Real>(
    _ objective: some Objective<Scalar>, at parameters: [Scalar], loss: Double, gradient: [Scalar], radius: Double, scales: [Scalar]? = nil
  ) -> Double {
    var scaled = gradient
    if let scales { scaled.multiply(by: scales) }
    let factor = radius / scaled.norm
    guard factor.isFinite else { return .nan }
    if let scales { scaled.multiply(by: scales) }
    var point = parameters
    point.add(factor, times: scaled)
    return objective.value(at: point) - loss
  }
}
