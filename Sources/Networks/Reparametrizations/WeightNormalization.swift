internal import CKernels
public import Tensors

/// Weight normalization (Salimans & Kingma 2016, equation 2): w = g v / ‖v‖ for every unit or filter, with a trained
/// length g and a trained direction v.
///
/// Tensors carry the names of PyTorch's `weight_norm`, `weight_g` and `weight_v`, in its order; its newer
/// `parametrizations.weight_norm` reads them too. v starts as the layer's weight would and g at ‖v‖, so that w = v at
/// the start (PyTorch's way). The paper instead takes v ~ N(0, 0.05²) and sets g and the bias from a first batch, so
/// that every unit's output has mean 0 and variance 1 on it (section 3); that is not done here: variants are compared
/// from the same weights. A unit whose v is zero has no direction, and its w is not a number.
public struct WeightNormalization: Reparametrization {
  /// Weight normalization.
  public init() {}

  public var name: String { "weight_norm" }

  public func tensors(for weight: TensorSpecification) -> [TensorSpecification] {
    let units = weight.dimensions[0]
    let dimensions = [units] + weight.dimensions.dropFirst().map { _ in 1 }
    return [
      TensorSpecification(name: "weight_g", dimensions: dimensions, role: .weightNorm),
      TensorSpecification(name: "weight_v", dimensions: weight.dimensions, role: weight.role),
    ]
  }

  public func check(_ size: WeightSize) throws(LayerMismatch) {}

  public func weight<R: Real>(_ size: WeightSize, _ tensors: UnsafePointer<R>, into weight: UnsafeMutablePointer<R>) {
    kernel_weight_normalize(R.kernel, size.units, size.fanIn, tensors, tensors + size.units, weight)
  }

  public func pullback<R: Real>(
    _ size: WeightSize, _ tensors: UnsafePointer<R>, _ weightGradient: UnsafePointer<R>,
    into gradient: UnsafeMutablePointer<R>
  ) {
    kernel_weight_normalize_pullback(
      R.kernel, size.units, size.fanIn, tensors, tensors + size.units, weightGradient, gradient, gradient + size.units)
  }

  public func tangent<R: Real>(
    _ size: WeightSize, _ tensors: UnsafePointer<R>, along direction: UnsafePointer<R>,
    into weightTangent: UnsafeMutablePointer<R>
  ) {
    kernel_weight_normalize_tangent(
      R.kernel, size.units, size.fanIn, tensors, direction, tensors + size.units, direction + size.units, weightTangent)
  }

  public func pullbackTangent<R: Real>(
    _ size: WeightSize, _ tensors: UnsafePointer<R>, along direction: UnsafePointer<R>,
    _ weightGradient: UnsafePointer<R>,
    _ weightGradientTangent: UnsafePointer<R>, into gradientTangent: UnsafeMutablePointer<R>
  ) {
    kernel_weight_normalize_pullback_tangent(
      R.kernel, size.units, size.fanIn, tensors, direction, tensors + size.units, direction + size.units,
      weightGradient,
      weightGradientTangent, gradientTangent, gradientTangent + size.units)
  }
}
