public import Objectives
public import Tensors

/// The curvature along the gradient g of the batch itself.
public struct GradientCurvature: Equatable, Sendable {
  /// gᵀHg / gᵀg. Its mean over batches is the batch sharpness of Andreyev & Beneventano (2024), which hovers at 2/η in training at the edge of stability.
  public let sharpness: Double
  /// ‖Hg‖ / ‖g‖: what the effective smoothness β of a line tends to as its steps go to zero.
  public let smoothness: Double

  /// The curvature at θ, where the gradient is known, from one Hessian-vector product; not numbers where the gradient is zero.
  public static func measure<Scalar: Real>(
    _ objective: some TwiceDifferentiableObjective<Scalar>, at parameters: [Scalar], gradient: [Scalar]
  ) -> GradientCurvature {
    var product = gradient
    objective.hessianVectorProduct(at: parameters, direction: gradient, product: &product)
    let square = gradient.dot(gradient)
    return GradientCurvature(sharpness: gradient.dot(product) / square, smoothness: product.norm / square.squareRoot())
  }
}
