internal import CKernels
public import Tensors

/// Normalization of every example by its root mean square (Zhang & Sennrich 2019): y = γ x / √(mean x² + ε) over all its dimensions or the last ones, with
/// one γ a value of them and no shift; PyTorch's `RMSNorm`. The same in training and evaluation.
public struct RootMeanSquareNormalization: UnaryLayer {
  /// ε.
  public let epsilon: Double
  /// The last dimensions that the mean is taken over; nil for all.
  public let normalizedShape: [Int]?
  /// Where γ starts.
  public let initialScale: Double

  /// Normalization with this ε. `Network` refuses an ε or a start of γ that is negative or not finite, and inputs whose last dimensions are others.
  public init(epsilon: Double = 1e-5, normalizedShape: [Int]? = nil, initialScale: Double = 1) {
    self.epsilon = epsilon
    self.normalizedShape = normalizedShape
    self.initialScale = initialScale
  }

  public var name: String { "RMSNorm" }

  public var backwardReads: BackwardReads { .inputs }
  public var undoesScale: Bool { true }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    try LayerMismatch.require(epsilon, "epsilon")
    try LayerMismatch.require(initialScale, "initial scale")
    if let normalizedShape { try LayerMismatch.require(input, endsWith: normalizedShape) }
    return input
  }

  public func parameters(for input: Shape) -> [TensorSpecification] {
    [TensorSpecification(name: "weight", dimensions: normalizedShape ?? input.dimensions, role: .scale(start: initialScale))]
  }

  public func cacheCount(for input: Shape, samples: Int) -> Int { geometry(input, samples).samples }

  public func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int { geometry(input, samples).samples }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    let shape = geometry(pass.inputShape, pass.samples)
    kernel_rms_normalize_forward(
      R.kernel, shape.channels, shape.samples, shape.positions, epsilon, pass.parameters, pass.input, pass.cache, pass.output)
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    let shape = geometry(pass.inputShape, pass.samples)
    kernel_rms_normalize_backward(
      R.kernel, shape.channels, shape.samples, shape.positions, pass.parameters, pass.input, pass.cache, gradients.output, pass.scratch,
      gradients.input, gradients.parameters)
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    let shape = geometry(pass.inputShape, pass.samples)
    kernel_rms_normalize_tangent(
      R.kernel, shape.channels, shape.samples, shape.positions, pass.parameters, tangents.parameters, pass.input, pass.cache,
      tangents.input, tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    let shape = geometry(pass.inputShape, pass.samples)
    kernel_rms_normalize_backward_tangent(
      R.kernel, shape.channels, shape.samples, shape.positions, pass.parameters, tangents.parameters, pass.input, pass.cache,
      tangents.input, gradients.output, gradients.outputTangent, gradients.inputTangent, gradients.parametersTangent)
  }

  /// Rows of the last dimensions are contiguous: examples of their own, of one channel.
  private func geometry(_ shape: Shape, _ samples: Int) -> (channels: Int, samples: Int, positions: Int) {
    guard let normalizedShape, normalizedShape.count < shape.dimensions.count else { return (shape.channels, samples, shape.positions) }
    let count = normalizedShape.reduce(1, *)
    return (1, samples * (shape.count / count), count)
  }
}
