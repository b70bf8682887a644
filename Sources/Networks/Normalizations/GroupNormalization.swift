internal import CKernels
public import Tensors

/// Normalization of every example on its own: y = γ (x − mean) / √(variance + ε) + β over groups of channels and all positions, with the biased
/// variance. The same in training and evaluation.
public struct GroupNormalization: UnaryLayer {
  /// What the statistics are taken over and what γ and β belong to.
  public enum Scope: Hashable, Sendable {
    /// So many groups of channels; one γ and β a channel (Wu & He 2018; PyTorch's `GroupNorm`).
    case groups(Int)
    /// The most groups, up to the first number, that channels divide into with at least the second number in each; one group where they divide
    /// into none such. Else as `groups`.
    case upTo(Int, ofAtLeast: Int)
    /// Every channel on its own; one γ and β a channel (Ulyanov, Vedaldi & Lempitsky 2016; PyTorch's `InstanceNorm2d` with `affine=True`). For images of
    /// more than one position: a single value is its own mean.
    case channels
    /// The whole example; one γ and β a value (Ba, Kiros & Hinton 2016; PyTorch's `LayerNorm` over all dimensions).
    case layer
    /// The last dimensions, which must be these; one γ and β a value of them (PyTorch's `LayerNorm` with a `normalized_shape`).
    case trailing([Int])
  }

  /// What the statistics are taken over.
  public let scope: Scope
  /// ε; PyTorch's default 1e-5.
  public let epsilon: Double
  /// Where γ starts.
  public let initialScale: Double

  /// Normalization over `scope`. `Network` refuses numbers of groups and channels below 1, groups that the channels do not divide into, and an ε or a
  /// start of γ that is negative or not finite.
  public init(_ scope: Scope, epsilon: Double = 1e-5, initialScale: Double = 1) {
    self.scope = scope
    self.epsilon = epsilon
    self.initialScale = initialScale
  }

  public var name: String {
    switch scope {
    case .layer, .trailing: "LayerNorm"
    case .groups, .upTo: "GroupNorm"
    case .channels: "InstanceNorm2d"
    }
  }

  public var backwardReads: BackwardReads { .inputs }
  public var undoesScale: Bool { true }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    try LayerMismatch.require(epsilon, "epsilon")
    try LayerMismatch.require(initialScale, "initial scale")
    switch scope {
    case .groups(let groups):
      try LayerMismatch.require(groups, "groups")
      guard input.channels % groups == 0 else {
        throw LayerMismatch(found: "\(input.channels) channels", expected: "a multiple of \(groups) groups")
      }
    case .upTo(let groups, let channels):
      try LayerMismatch.require(groups, "groups")
      try LayerMismatch.require(channels, "channels of a group")
    case .trailing(let dimensions): try LayerMismatch.require(input, endsWith: dimensions)
    case .channels:
      guard input.positions > 1 else {
        throw LayerMismatch(found: "an input of \(input)", expected: "an image of more than one position")
      }
    case .layer: break
    }
    return input
  }

  public func parameters(for input: Shape) -> [TensorSpecification] {
    let dimensions =
      switch scope {
      case .layer: input.dimensions
      case .trailing(let dimensions): dimensions
      case .groups, .upTo, .channels: [input.channels]
      }
    return [
      TensorSpecification(name: "weight", dimensions: dimensions, role: .scale(start: initialScale)),
      TensorSpecification(name: "bias", dimensions: dimensions, role: .shift),
    ]
  }

  public func cacheCount(for input: Shape, samples: Int) -> Int {
    let groups = groups(input, samples)
    return 2 * groups.groups * groups.samples
  }

  /// Two sums a sample.
  public func partScratchCount(for input: Shape, samples: Int, precision: Precision) -> Int { 2 * groups(input, samples).samples }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    split(pass, bySamples: true) { part in
      let (scale, shift) = part.affine(pass.parameters)
      var groups = part.groups
      kernel_group_normalize_forward(
        R.kernel, &groups, scale, shift, pass.input + part.start, pass.cache + part.statistics, pass.output + part.start)
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    split(pass, bySamples: false) { part in
      let (scale, _) = part.affine(pass.parameters)
      let (scaleGradient, shiftGradient) = part.affine(gradients.parameters)
      var groups = part.groups
      kernel_group_normalize_backward(
        R.kernel, &groups, scale, pass.input + part.start, pass.cache + part.statistics, gradients.output + part.start,
        pass.scratch(ofPart: part.index), gradients.input.map { $0 + part.start }, scaleGradient, shiftGradient)
    }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    split(pass, bySamples: true) { part in
      let (scale, _) = part.affine(pass.parameters)
      let (scaleTangent, shiftTangent) = part.affine(tangents.parameters)
      var groups = part.groups
      kernel_group_normalize_tangent(
        R.kernel, &groups, scale, scaleTangent, shiftTangent, pass.input + part.start, pass.cache + part.statistics,
        tangents.input + part.start, tangents.output + part.start)
    }
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    split(pass, bySamples: false) { part in
      let (scale, _) = part.affine(pass.parameters)
      let (scaleTangent, _) = part.affine(tangents.parameters)
      let (scaleResult, shiftResult) = part.affine(gradients.parametersTangent)
      var groups = part.groups
      kernel_group_normalize_backward_tangent(
        R.kernel, &groups, scale, scaleTangent, pass.input + part.start, pass.cache + part.statistics, tangents.input + part.start,
        gradients.output + part.start, gradients.outputTangent + part.start, gradients.inputTangent.map { $0 + part.start }, scaleResult,
        shiftResult)
    }
  }

  /// Some of the groups, or some of the samples of the one group there is.
  private struct Part {
    let groups: kernel_groups
    /// Counted from 0 to below the number of threads.
    let index: Int
    /// Where its values, its statistics, its γ and its β start.
    let start, statistics, scale, shift: Int

    /// Its part of γ and of β, or of what lies as they do.
    func affine<R>(_ both: UnsafePointer<R>) -> (UnsafePointer<R>, UnsafePointer<R>) { (both + scale, both + shift) }
    func affine<R>(_ both: UnsafeMutablePointer<R>?) -> (UnsafeMutablePointer<R>?, UnsafeMutablePointer<R>?) {
      (both.map { $0 + scale }, both.map { $0 + shift })
    }
  }

  /// Does `body` for parts of all groups; of one group alone, for parts of the samples where no sum runs over them.
  private func split<R: Real>(_ pass: LayerPass<R>, bySamples: Bool, _ body: (Part) -> Void) {
    let whole = groups(pass.inputShape, pass.samples)
    let width = whole.channels / whole.groups
    let affineOfChannel = whole.elementwise == 1 ? whole.positions : 1
    func perform(_ groups: Range<Int>, _ samples: Range<Int>, _ index: Int) {
      var part = whole
      (part.groups, part.channels, part.samples) = (groups.count, groups.count * width, samples.count)
      let (channel, scale) = (groups.lowerBound * width, groups.lowerBound * width * affineOfChannel)
      body(
        Part(
          groups: part, index: index, start: (channel * whole.batch + samples.lowerBound) * whole.positions,
          statistics: 2 * groups.lowerBound * whole.batch + samples.lowerBound, scale: scale,
          shift: whole.channels * affineOfChannel + scale))
    }
    let work = 8 * width * whole.positions
    if whole.groups > 1 {
      pass.team.split(whole.groups, work: work * whole.samples) { groups, index in perform(groups, 0..<whole.samples, index) }
    } else if bySamples {
      pass.team.split(whole.samples, work: work) { samples, index in perform(0..<1, samples, index) }
    } else {
      perform(0..<1, 0..<whole.samples, 0)
    }
  }

  /// How many groups `channels` channels fall into, for a scope that fits them.
  public func groupCount(_ channels: Int) -> Int {
    switch scope {
    case .groups(let count): count
    case .layer, .trailing: 1
    case .channels: channels
    case .upTo(let count, let least):
      stride(from: min(count, channels / least), to: 1, by: -1).first { channels % $0 == 0 } ?? 1
    }
  }

  private func groups(_ shape: Shape, _ samples: Int) -> kernel_groups {
    if case .trailing(let dimensions) = scope, dimensions.count < shape.dimensions.count {
      // Every row of these dimensions is contiguous: an example of its own, of one channel.
      let count = dimensions.reduce(1, *)
      return kernel_groups(
        channels: 1, samples: samples * (shape.count / count), batch: samples * (shape.count / count), positions: count, groups: 1,
        elementwise: 1, epsilon: epsilon)
    }
    let isElementwise = name == "LayerNorm"
    return kernel_groups(
      channels: shape.channels, samples: samples, batch: samples, positions: shape.positions, groups: groupCount(shape.channels),
      elementwise: isElementwise ? 1 : 0, epsilon: epsilon)
  }
}

extension LayerMismatch {
  /// Throws for a shape whose last dimensions are others.
  static func require(_ shape: Shape, endsWith dimensions: [Int]) throws(LayerMismatch) {
    guard !dimensions.isEmpty, shape.dimensions.suffix(dimensions.count) == dimensions[...] else {
      throw LayerMismatch(found: "an input of \(shape)", expected: "last dimensions \(dimensions)")
    }
  }
}
