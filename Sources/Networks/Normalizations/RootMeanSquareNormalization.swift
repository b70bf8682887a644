internal import CKernels
public import Tensors

/// Normalization of every example by its root mean square (Zhang & Sennrich 2019): y = γ x / √(mean x² + ε) over all its channels and positions, with one γ
/// a value and no shift; PyTorch's `RMSNorm` over all dimensions. The same in training and evaluation.
public struct RootMeanSquareNormalization: UnaryLayer {
  /// ε.
  public let epsilon: Double
  /// Where γ starts.
  public let initialScale: Double

  /// Normalization with this ε. `Network` refuses an ε or a start of γ that is negative or not finite.
  public init(epsilon: Double = 1e-5, initialScale: Double = 1) { (self.epsilon, self.initialScale) = (epsilon, initialScale) }

  public var name: String { "RMSNorm" }

  public var backwardReads: BackwardReads { .inputs }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    try LayerMismatch.require(epsilon, "epsilon")
    try LayerMismatch.require(initialScale, "initial scale")
    return input
  }

  public func parameters(for input: Shape) -> [TensorSpecification] {
    [TensorSpecification(name: "weight", dimensions: input.dimensions, role: .scale(start: initialScale))]
  }

  public func cacheCount(for input: Shape, samples: Int) -> Int { samples }

  public func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int { samples }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    let shape = pass.inputShape
    kernel_rms_normalize_forward(
      R.kernel, shape.channels, pass.samples, shape.positions, epsilon, pass.parameters, pass.input, pass.cache, pass.output)
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    let shape = pass.inputShape
    kernel_rms_normalize_backward(
      R.kernel, shape.channels, pass.samples, shape.positions, pass.parameters, pass.input, pass.cache, gradients.output, pass.scratch,
      gradients.input, gradients.parameters)
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    let shape = pass.inputShape
    kernel_rms_normalize_tangent(
      R.kernel, shape.channels, pass.samples, shape.positions, pass.parameters, tangents.parameters, pass.input, pass.cache,
      tangents.input, tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    let shape = pass.inputShape
    kernel_rms_normalize_backward_tangent(
      R.kernel, shape.channels, pass.samples, shape.positions, pass.parameters, tangents.parameters, pass.input, pass.cache,
      tangents.input, gradients.output, gradients.outputTangent, gradients.inputTangent, gradients.parametersTangent)
  }
}
