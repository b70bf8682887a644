internal import CKernels
internal import Tensors

/// Normalization per channel over the batch (and positions): y = γ (x − mean) / D + β. One layer for all divisors D; `BatchNormalization` and
/// `LpNormalization` say which.
///
/// In evaluation mode the mean and the spread are the running ones where the caller hands a state in, else the batch's own.
protocol ChannelNormalization: UnaryLayer {
  /// How the spread is measured.
  var divisor: kernel_divisor { get }
  /// PyTorch's name of the running spread.
  var spreadName: String { get }
  /// Added to the spread (under the root for the variance) so that a constant channel stays finite.
  var epsilon: Double { get }
  /// The new batch's share of the running statistics.
  var momentum: Double { get }
  /// Whether γ and β are trained; else 1 and 0.
  var affine: Bool { get }
  /// Whether running statistics are kept; else evaluation uses the batch's own.
  var tracksStatistics: Bool { get }
  /// Where γ starts.
  var initialScale: Double { get }
  /// What a batch's spread over `count` values is multiplied by before it joins the running one.
  func spreadFactor(count: Int) -> Double
}

/// Scalars per channel in the cache: mean, spread, 1/D, index of the largest.
let statisticsCount = 4

extension ChannelNormalization {
  public var backwardReads: BackwardReads { .inputs }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    try LayerMismatch.require(epsilon, "epsilon")
    try LayerMismatch.require(momentum, "momentum", to: 1)
    try LayerMismatch.require(initialScale, "initial scale")
    return input
  }

  public func parameters(for input: Shape) -> [TensorSpecification] {
    guard affine else { return [] }
    return [
      TensorSpecification(name: "weight", dimensions: [input.channels], role: .scale(start: initialScale)),
      TensorSpecification(name: "bias", dimensions: [input.channels], role: .shift),
    ]
  }

  public func state(for input: Shape) -> [TensorSpecification] {
    guard tracksStatistics else { return [] }
    return [
      TensorSpecification(name: "running_mean", dimensions: [input.channels], role: .runningMean),
      TensorSpecification(name: spreadName, dimensions: [input.channels], role: .runningSpread),
      TensorSpecification(name: "num_batches_tracked", dimensions: [], role: .batchCount),
    ]
  }

  public func cacheCount(for input: Shape, samples: Int) -> Int { statisticsCount * input.channels }

  public func forward<R: Real>(_ pass: LayerPass<R>) { normalize(pass, rectifying: false) }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) { differentiate(pass, gradients, rectified: false) }

  public func fused(with next: any Layer) -> (any Operation)? {
    (next as? Activation) == .relu ? RectifiedNormalization(normalization: self) : nil
  }

  /// The normalized input, or its positive part.
  func normalize<R: Real>(_ pass: LayerPass<R>, rectifying: Bool) {
    let channels = pass.inputShape.channels
    let count = pass.samples * pass.inputShape.positions
    let scale = affine ? pass.parameters : nil
    let shift = affine ? pass.parameters + channels : nil
    if let state = runningStatistics(pass) {
      kernel_normalize_fixed(
        R.kernel, divisor, rectifying ? 1 : 0, channels, count, epsilon, scale, shift, state, state + channels, pass.input, pass.cache,
        pass.output)
    } else {
      kernel_normalize_forward(
        R.kernel, divisor, rectifying ? 1 : 0, channels, count, epsilon, scale, shift, pass.input, pass.cache, pass.output)
    }
  }

  /// The gradients of `normalize`.
  func differentiate<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>, rectified: Bool) {
    let channels = pass.inputShape.channels
    let parameters = affine ? gradients.parameters : nil
    kernel_normalize_backward(
      R.kernel, divisor, runningStatistics(pass) == nil ? 0 : 1, channels, pass.samples * pass.inputShape.positions,
      affine ? pass.parameters : nil, affine ? pass.parameters + channels : nil, rectified ? 1 : 0, pass.input, pass.cache,
      gradients.output, gradients.input, parameters, parameters.map { $0 + channels })
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    let channels = pass.inputShape.channels
    kernel_normalize_tangent(
      R.kernel, divisor, runningStatistics(pass) == nil ? 0 : 1, channels, pass.samples * pass.inputShape.positions,
      affine ? pass.parameters : nil, affine ? tangents.parameters : nil, affine ? tangents.parameters + channels : nil, pass.input,
      pass.cache, tangents.input, tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    let channels = pass.inputShape.channels
    let parameters = affine ? gradients.parametersTangent : nil
    kernel_normalize_backward_tangent(
      R.kernel, divisor, runningStatistics(pass) == nil ? 0 : 1, channels, pass.samples * pass.inputShape.positions,
      affine ? pass.parameters : nil, affine ? tangents.parameters : nil, pass.input, pass.cache, tangents.input, gradients.output,
      gradients.outputTangent, gradients.inputTangent, parameters, parameters.map { $0 + channels })
  }

  public func updateState<R: Real>(_ state: UnsafeMutablePointer<R>, after pass: LayerPass<R>) {
    guard tracksStatistics else { return }
    let channels = pass.inputShape.channels
    let count = pass.samples * pass.inputShape.positions
    kernel_running_statistics(R.kernel, channels, momentum, spreadFactor(count: count), pass.cache, state, state + channels)
    state[2 * channels] += 1
  }

  private func runningStatistics<R: Real>(_ pass: LayerPass<R>) -> UnsafePointer<R>? {
    pass.mode == .evaluation && tracksStatistics ? pass.state : nil
  }
}
