internal import CKernels
public import Tensors

/// Weight standardization (Qiao et al. 2019): w = (v − mean v) / (s + ε) for every unit or filter, over its fan-in,
/// with the unbiased deviation s (divisor fan-in − 1) and ε = 1e-5 beside it, as in the authors' code. v keeps the
/// weight's name, `weight`; PyTorch has no such class.
public struct WeightStandardization: Reparametrization {
  /// ε, added to the deviation.
  public static let epsilon = 1e-5

  /// Weight standardization.
  public init() {}

  public var name: String { "weight_standardization" }

  public func tensors(for weight: TensorSpecification) -> [TensorSpecification] { [weight] }

  public func check(_ size: WeightSize) throws(LayerMismatch) {
    guard size.fanIn > 1 else {
      throw LayerMismatch(found: "units of one weight", expected: "two or more, to have a deviation")
    }
  }

  public func weight<R: Real>(_ size: WeightSize, _ tensors: UnsafePointer<R>, into weight: UnsafeMutablePointer<R>) {
    kernel_weight_standardize(R.kernel, size.units, size.fanIn, Self.epsilon, tensors, weight)
  }

  public func pullback<R: Real>(
    _ size: WeightSize, _ tensors: UnsafePointer<R>, _ weightGradient: UnsafePointer<R>,
    into gradient: UnsafeMutablePointer<R>
  ) {
    kernel_weight_standardize_pullback(
      R.kernel, size.units, size.fanIn, Self.epsilon, tensors, weightGradient, gradient)
  }

  public func tangent<R: Real>(
    _ size: WeightSize, _ tensors: UnsafePointer<R>, along direction: UnsafePointer<R>,
    into weightTangent: UnsafeMutablePointer<R>
  ) {
    kernel_weight_standardize_tangent(R.kernel, size.units, size.fanIn, Self.epsilon, tensors, direction, weightTangent)
  }

  public func pullbackTangent<R: Real>(
    _ size: WeightSize, _ tensors: UnsafePointer<R>, along direction: UnsafePointer<R>,
    _ weightGradient: UnsafePointer<R>,
    _ weightGradientTangent: UnsafePointer<R>, into gradientTangent: UnsafeMutablePointer<R>
  ) {
    kernel_weight_standardize_pullback_tangent(
      R.kernel, size.units, size.fanIn, Self.epsilon, tensors, direction, weightGradient, weightGradientTangent,
      gradientTangent)
  }
}
