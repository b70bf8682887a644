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
  public var undoesScale: Bool { true }

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
    let state = runningStatistics(pass)
    splitChannels(pass, work: 4) { part in
      let (scale, shift) = part.affine(affine ? pass.parameters : nil)
      let (input, statistics, output) = (pass.input + part.start, pass.cache + part.statistics, pass.output + part.start)
      if let state {
        let (mean, spread) = (state + part.channels.lowerBound, state + part.all + part.channels.lowerBound)
        kernel_normalize_fixed(
          R.kernel, divisor, rectifying ? 1 : 0, part.channels.count, part.row, epsilon, scale, shift, mean, spread, input, statistics,
          output)
      } else {
        kernel_normalize_forward(
          R.kernel, divisor, rectifying ? 1 : 0, part.channels.count, part.row, epsilon, scale, shift, input, statistics, output)
      }
    }
  }

  /// The gradients of `normalize`.
  func differentiate<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>, rectified: Bool) {
    let isFixed: Int32 = runningStatistics(pass) == nil ? 0 : 1
    splitChannels(pass, work: 5) { part in
      let (scale, shift) = part.affine(affine ? pass.parameters : nil)
      let (scaleGradient, shiftGradient) = part.affine(affine ? gradients.parameters : nil)
      kernel_normalize_backward(
        R.kernel, divisor, isFixed, part.channels.count, part.row, scale, shift, rectified ? 1 : 0, pass.input + part.start,
        pass.cache + part.statistics, gradients.output + part.start, gradients.input.map { $0 + part.start }, scaleGradient, shiftGradient)
    }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    let isFixed: Int32 = runningStatistics(pass) == nil ? 0 : 1
    splitChannels(pass, work: 6) { part in
      let (scale, _) = part.affine(affine ? pass.parameters : nil)
      let (scaleTangent, shiftTangent) = part.affine(affine ? tangents.parameters : nil)
      kernel_normalize_tangent(
        R.kernel, divisor, isFixed, part.channels.count, part.row, scale, scaleTangent, shiftTangent, pass.input + part.start,
        pass.cache + part.statistics, tangents.input + part.start, tangents.output + part.start)
    }
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    let isFixed: Int32 = runningStatistics(pass) == nil ? 0 : 1
    splitChannels(pass, work: 10) { part in
      let (scale, _) = part.affine(affine ? pass.parameters : nil)
      let (scaleTangent, _) = part.affine(affine ? tangents.parameters : nil)
      let (scaleResult, shiftResult) = part.affine(affine ? gradients.parametersTangent : nil)
      kernel_normalize_backward_tangent(
        R.kernel, divisor, isFixed, part.channels.count, part.row, scale, scaleTangent, pass.input + part.start,
        pass.cache + part.statistics, tangents.input + part.start, gradients.output + part.start, gradients.outputTangent + part.start,
        gradients.inputTangent.map { $0 + part.start }, scaleResult, shiftResult)
    }
  }

  public func updateState<R: Real>(_ state: UnsafeMutablePointer<R>, after pass: LayerPass<R>) {
    guard tracksStatistics else { return }
    let channels = pass.inputShape.channels
    let count = pass.samples * pass.inputShape.positions
    kernel_running_statistics(R.kernel, channels, momentum, spreadFactor(count: count), pass.cache, state, state + channels)
    state[2 * channels] += 1
  }

  /// Does `body` for parts of all channels; `work` is that of one value.
  private func splitChannels<R: Real>(_ pass: LayerPass<R>, work: Int, _ body: (ChannelPart) -> Void) {
    let (channels, row) = (pass.inputShape.channels, pass.samples * pass.inputShape.positions)
    pass.team.split(channels, work: work * row) { range, _ in body(ChannelPart(channels: range, all: channels, row: row)) }
  }

  private func runningStatistics<R: Real>(_ pass: LayerPass<R>) -> UnsafePointer<R>? {
    pass.mode == .evaluation && tracksStatistics ? pass.state : nil
  }
}

/// Some of the channels of a batch.
private struct ChannelPart {
  let channels: Range<Int>
  /// How many there are in all.
  let all: Int
  /// Values of a channel.
  let row: Int

  /// Where their values start.
  var start: Int { channels.lowerBound * row }
  /// Where their statistics start.
  var statistics: Int { channels.lowerBound * statisticsCount }

  /// Their part of one number a channel and another one behind, such as γ and β.
  func affine<R>(_ both: UnsafePointer<R>?) -> (UnsafePointer<R>?, UnsafePointer<R>?) {
    (both.map { $0 + channels.lowerBound }, both.map { $0 + all + channels.lowerBound })
  }
  func affine<R>(_ both: UnsafeMutablePointer<R>?) -> (UnsafeMutablePointer<R>?, UnsafeMutablePointer<R>?) {
    (both.map { $0 + channels.lowerBound }, both.map { $0 + all + channels.lowerBound })
  }
}
