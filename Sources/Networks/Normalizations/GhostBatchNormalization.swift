internal import CKernels
public import Tensors

/// Ghost batch normalization (Hoffer, Hubara & Soudry 2017, Algorithm 1): batch normalization of consecutive groups of
/// the batch, "ghost batches", each by its own mean and variance.
///
/// Groups have `ghostBatch` examples; the last takes what is left over too, so that no statistics are of fewer. A
/// smaller batch is one group. Running statistics move once a group, in order, by the same share each time: the paper's
/// weighted sum over groups written as a recursion. Evaluation by running statistics is batch normalization's;
/// evaluation without them is by groups, as in training.
public struct GhostBatchNormalization: UnaryLayer {
  /// Examples of a group.
  public let ghostBatch: Int
  /// What is done to every group, and to the whole batch by running statistics.
  private var whole: BatchNormalization
  /// ε; PyTorch's default 1e-5.
  public var epsilon: Double { whole.epsilon }
  /// A group's share of the running statistics; PyTorch's default 0.1.
  public var momentum: Double { whole.momentum }
  /// Whether γ and β are trained.
  public var affine: Bool { whole.affine }

  /// Normalization of groups of `ghostBatch` examples. `Network` refuses fewer than one, and what batch normalization
  /// refuses.
  public init(
    ghostBatch: Int, epsilon: Double = 1e-5, momentum: Double = 0.1, affine: Bool = true, tracksStatistics: Bool = true,
    initialScale: Double = 1
  ) {
    self.ghostBatch = ghostBatch
    whole = BatchNormalization(
      epsilon: epsilon, momentum: momentum, affine: affine, tracksStatistics: tracksStatistics, initialScale: initialScale)
  }

  public func replacing(momentum: Double) -> any Layer {
    var other = self
    if let whole = whole.replacing(momentum: momentum) as? BatchNormalization { other.whole = whole }
    return other
  }

  public var name: String { "GhostBatchNorm" }

  public var backwardReads: BackwardReads { .inputs }
  public var undoesScale: Bool { true }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    try LayerMismatch.require(ghostBatch, "ghost batch")
    return try whole.outputShape(for: input)
  }

  public func parameters(for input: Shape) -> [TensorSpecification] { whole.parameters(for: input) }

  public func state(for input: Shape) -> [TensorSpecification] { whole.state(for: input) }

  public func cacheCount(for input: Shape, samples: Int) -> Int {
    whole.cacheCount(for: input, samples: samples) * groupCount(samples)
  }

  /// Every group's share of the gradients of γ and β.
  public func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int {
    2 * input.channels * groupCount(samples)
  }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    guard !usesRunningStatistics(pass) else { return whole.forward(pass) }
    forEachBlock(pass) { block in
      kernel_normalize_forward(
        R.kernel, KERNEL_STANDARD_DEVIATION, 0, 1, block.count, epsilon, scale(pass, block), shift(pass, block),
        pass.input + block.start,
        pass.cache + block.statistics, pass.output + block.start)
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    guard !usesRunningStatistics(pass) else { return whole.backward(pass, gradients) }
    let parts = affine && gradients.parameters != nil ? pass.scratch : nil
    forEachBlock(pass) { block in
      kernel_normalize_backward(
        R.kernel, KERNEL_STANDARD_DEVIATION, 0, 1, block.count, scale(pass, block), shift(pass, block), 0,
        pass.input + block.start,
        pass.cache + block.statistics, gradients.output + block.start, gradients.input.map { $0 + block.start },
        parts.map { $0 + block.scalePart }, parts.map { $0 + block.shiftPart })
    }
    if parts != nil, let parameters = gradients.parameters { sumParts(pass, into: parameters) }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    guard !usesRunningStatistics(pass) else { return whole.forwardTangent(pass, tangents) }
    forEachBlock(pass) { block in
      kernel_normalize_tangent(
        R.kernel, KERNEL_STANDARD_DEVIATION, 0, 1, block.count, scale(pass, block),
        affine ? tangents.parameters + block.channel : nil,
        affine ? tangents.parameters + pass.inputShape.channels + block.channel : nil, pass.input + block.start,
        pass.cache + block.statistics, tangents.input + block.start, tangents.output + block.start)
    }
  }

  public func backwardTangent<R: Real>(
    _ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>
  ) {
    guard !usesRunningStatistics(pass) else { return whole.backwardTangent(pass, tangents, gradients) }
    let parts = affine && gradients.parametersTangent != nil ? pass.scratch : nil
    forEachBlock(pass) { block in
      kernel_normalize_backward_tangent(
        R.kernel, KERNEL_STANDARD_DEVIATION, 0, 1, block.count, scale(pass, block),
        affine ? tangents.parameters + block.channel : nil,
        pass.input + block.start, pass.cache + block.statistics, tangents.input + block.start,
        gradients.output + block.start,
        gradients.outputTangent + block.start, gradients.inputTangent.map { $0 + block.start },
        parts.map { $0 + block.scalePart },
        parts.map { $0 + block.shiftPart })
    }
    if parts != nil, let parameters = gradients.parametersTangent { sumParts(pass, into: parameters) }
  }

  public func updateState<R: Real>(_ state: UnsafeMutablePointer<R>, after pass: LayerPass<R>) {
    guard whole.tracksStatistics else { return }
    let channels = pass.inputShape.channels
    for group in 0..<groupCount(pass.samples) {
      let count = samples(ofGroup: group, of: pass.samples) * pass.inputShape.positions
      kernel_running_statistics(
        R.kernel, channels, momentum, whole.spreadFactor(count: count), pass.cache + group * channels * statisticsCount,
        state,
        state + channels)
      state[2 * channels] += 1
    }
  }

  /// One channel of one group: a contiguous row of values.
  private struct Block {
    let channel: Int
    /// Where it starts among activations, and its length.
    let start, count: Int
    /// Where its statistics lie in the cache: channels of a group one behind the other.
    let statistics: Int
    /// Where its shares of two gradients lie in scratch memory: groups of a channel one behind the other.
    let scalePart, shiftPart: Int
  }

  private func forEachBlock<R: Real>(_ pass: LayerPass<R>, _ body: (Block) -> Void) {
    let (channels, positions, groups) = (pass.inputShape.channels, pass.inputShape.positions, groupCount(pass.samples))
    pass.team.split(channels * groups, work: 4 * pass.samples / groups * positions) { parts, _ in
      for part in parts {
        let (channel, group) = (part / groups, part % groups)
        body(
          Block(
            channel: channel, start: (channel * pass.samples + group * ghostBatch) * positions,
            count: samples(ofGroup: group, of: pass.samples) * positions,
            statistics: (group * channels + channel) * statisticsCount,
            scalePart: part, shiftPart: channels * groups + part))
      }
    }
  }

  /// How many groups a batch falls into.
  private func groupCount(_ samples: Int) -> Int { max(1, samples / ghostBatch) }

  private func samples(ofGroup group: Int, of samples: Int) -> Int {
    group == groupCount(samples) - 1 ? samples - group * ghostBatch : ghostBatch
  }

  private func scale<R: Real>(_ pass: LayerPass<R>, _ block: Block) -> UnsafePointer<R>? {
    affine ? pass.parameters + block.channel : nil
  }

  private func shift<R: Real>(_ pass: LayerPass<R>, _ block: Block) -> UnsafePointer<R>? {
    affine ? pass.parameters + pass.inputShape.channels + block.channel : nil
  }

  /// Adds up what groups left in scratch memory.
  private func sumParts<R: Real>(_ pass: LayerPass<R>, into parameters: UnsafeMutablePointer<R>) {
    kernel_row_sums(R.kernel, 2 * pass.inputShape.channels, groupCount(pass.samples), pass.scratch, parameters)
  }

  private func usesRunningStatistics<R: Real>(_ pass: LayerPass<R>) -> Bool {
    pass.mode == .evaluation && whole.tracksStatistics && pass.state != nil
  }
}
