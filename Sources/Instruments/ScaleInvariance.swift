public import Networks
public import Objectives
public import Tensors

/// What becomes of the loss and its gradient when the weight before a batch normalization is multiplied by a: by Ioffe & Szegedy (2015, section 3.3)
/// L(aW) = L(W) and ∇L(aW) = ∇L(W)/a; and what a bias there does, which is nothing (section 3.2).
public struct ScaleInvariance: Equatable, Sendable {
  /// |L(aW) − L(W)| / |L(W)|.
  public let lossChange: Double
  /// ‖a ∇L(aW) − ∇L(W)‖ / ‖∇L(W)‖ over that weight.
  public let gradientChange: Double
  /// ⟨∇L(W), W⟩ / (‖∇L(W)‖ ‖W‖): the gradient of a scale-invariant function has no part along its argument.
  public let radialShare: Double
  /// ‖∇L by the bias‖ / ‖∇L by the weight‖; not a number without a bias.
  public let biasGradient: Double

  /// The quantities of the linear layer or convolution at index `layer`; nil where it has no weight. That the vectors have the objective's dimension
  /// is a precondition.
  public static func measure<R: Real>(
    _ objective: some LayeredObjective<R>, layer: Int, factor: Double, at parameters: [R], loss: Double, gradient: [R]
  ) -> ScaleInvariance? {
    let entries = objective.network.parameters.entries.filter { $0.layer == layer }
    guard let weight = entries.first(where: \.isWeightMatrix) else { return nil }
    let bias = entries.first { $0.role == .bias }
    var scaled = parameters
    // The bias is part of what the weight's scale multiplies.
    for entry in [weight, bias].compactMap(\.self) { scaled.scale(by: factor, in: entry.range) }
    var scaledGradient = gradient
    let scaledLoss = objective.valueAndGradient(at: scaled, gradient: &scaledGradient)
    scaledGradient.scale(by: factor, in: weight.range)
    let norm = gradient.norm(in: weight.range)
    return ScaleInvariance(
      lossChange: abs(scaledLoss - loss) / abs(loss), gradientChange: scaledGradient.distance(to: gradient, in: weight.range) / norm,
      radialShare: gradient.dot(parameters, in: weight.range) / (norm * parameters.norm(in: weight.range)),
      biasGradient: bias.map { gradient.norm(in: $0.range) / norm } ?? .nan)
  }
}
