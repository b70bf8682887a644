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

  public func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int { 2 * groups(input, samples).samples }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    var groups = groups(pass.inputShape, pass.samples)
    kernel_group_normalize_forward(
      R.kernel, &groups, pass.parameters, pass.parameters + affineCount(pass), pass.input, pass.cache, pass.output)
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    var groups = groups(pass.inputShape, pass.samples)
    kernel_group_normalize_backward(
      R.kernel, &groups, pass.parameters, pass.input, pass.cache, gradients.output, pass.scratch, gradients.input, gradients.parameters,
      gradients.parameters.map { $0 + affineCount(pass) })
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    var groups = groups(pass.inputShape, pass.samples)
    kernel_group_normalize_tangent(
      R.kernel, &groups, pass.parameters, tangents.parameters, tangents.parameters + affineCount(pass), pass.input, pass.cache,
      tangents.input, tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    var groups = groups(pass.inputShape, pass.samples)
    kernel_group_normalize_backward_tangent(
      R.kernel, &groups, pass.parameters, tangents.parameters, pass.input, pass.cache, tangents.input, gradients.output,
      gradients.outputTangent, gradients.inputTangent, gradients.parametersTangent,
      gradients.parametersTangent.map { $0 + affineCount(pass) })
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

  private func affineCount<R>(_ pass: LayerPass<R>) -> Int {
    let groups = groups(pass.inputShape, pass.samples)
    return groups.channels * (groups.elementwise == 1 ? groups.positions : 1)
  }

  private func groups(_ shape: Shape, _ samples: Int) -> kernel_groups {
    if case .trailing(let dimensions) = scope, dimensions.count < shape.dimensions.count {
      // Every row of these dimensions is contiguous: an example of its own, of one channel.
      let count = dimensions.reduce(1, *)
      return kernel_groups(
        channels: 1, samples: samples * (shape.count / count), positions: count, groups: 1, elementwise: 1, epsilon: epsilon)
    }
    let isElementwise = name == "LayerNorm"
    return kernel_groups(
      channels: shape.channels, samples: samples, positions: shape.positions, groups: groupCount(shape.channels),
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
