internal import Landscape
public import Networks
internal import Objectives
public import Tensors

/// The Hessian's largest eigenvalue where scale-invariant weights have unit norm (Lyu, Li & Arora 2022): what is left of sharpness once the size of weights that
/// a normalization undoes is taken out of it. Where L(cw) = L(w), the Hessian by w at w/‖w‖ is ‖w‖² times that at w.
public enum SphericalSharpness {
  /// How much the loss may change when a weight is multiplied, of itself, and how large the gradient's part along the weight may be, for the weight to count as
  /// scale-invariant: the constant ε in a normalization's divisor leaves a little of both.
  public static let tolerance = 1e-2

  /// What a weight is multiplied by. The loss of a weight that matters may be the same at its double by chance, and at its half; not at 64 times itself too. Much below
  /// a half the constant ε would show.
  static let factors = [2, 0.5, 64]

  /// The weights with which the loss does not change in size: matrices and convolutions that, with their layer's bias, can be multiplied by 2, 1/2 and 64.
  public static func invariantWeights<R: Real>(
    _ objective: some LayeredObjective<R>, at parameters: [R], loss: Double, gradient: [R]
  ) -> [TensorEntry] {
    let weights = objective.parameterLayout.entries.filter(\.isWeightMatrix)
    // Of a layer's weights the first is what is multiplied.
    return weights.filter { entry in
      guard weights.first(where: { $0.layer == entry.layer }) == entry, parameters.norm(in: entry.range) > 0 else { return false }
      return factors.allSatisfy { factor in
        let found = ScaleInvariance.measure(
          objective, layer: entry.layer, factor: factor, at: parameters, loss: loss, gradient: gradient)
        // A gradient of zero has no direction.
        return found.map { $0.lossChange <= tolerance && (abs($0.radialShare) <= tolerance || $0.radialShare.isNaN) } ?? false
      }
    }
  }

  /// θ with these weights at unit norm, the biases of their layers divided with them.
  @_specialize(where R == Float)
  @_specialize(where R == Double)
  public static func normalized<R: Real>(_ parameters: [R], weights: [TensorEntry], layout: TensorLayout) -> [R] {
    var result = parameters
    for weight in weights {
      let factor = 1 / parameters.norm(in: weight.range)
      for entry in layout.entries where entry == weight || (entry.layer == weight.layer && entry.role == .bias) {
        for i in entry.range { result[i] = R(factor * Double(parameters[i])) }
      }
    }
    return result
  }
}
