internal import CKernels
public import Tensors

/// Normalization of every example on its own: y = γ (x − mean) / √(variance + ε) + β over groups of channels and all positions, with the biased
/// variance. The same in training and evaluation.
public struct GroupNormalization: Layer {
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
  }

  /// What the statistics are taken over.
  public let scope: Scope
  /// ε; PyTorch's default 1e-5.
  public let epsilon: Double

  /// Normalization over `scope`. `Network` refuses numbers of groups and channels below 1, groups that the channels do not divide into, and an ε that is
  /// negative or not finite.
  public init(_ scope: Scope, epsilon: Double = 1e-5) {
    self.scope = scope
    self.epsilon = epsilon
  }

  public var name: String {
    switch scope {
    case .groups, .upTo: "GroupNorm"
    case .channels: "InstanceNorm2d"
    case .layer: "LayerNorm"
    }
  }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    try LayerMismatch.require(epsilon, "epsilon")
    switch scope {
    case .groups(let groups):
      try LayerMismatch.require(groups, "groups")
      guard input.channels % groups == 0 else {
        throw LayerMismatch(found: "\(input.channels) channels", expected: "a multiple of \(groups) groups")
      }
    case .upTo(let groups, let channels):
      try LayerMismatch.require(groups, "groups")
      try LayerMismatch.require(channels, "channels of a group")
    case .channels:
      guard input.positions > 1 else {
        throw LayerMismatch(found: "an input of \(input)", expected: "an image of more than one position")
      }
    case .layer: break
    }
    return input
  }

  public func parameters(for input: Shape) -> [TensorSpecification] {
    let dimensions = scope == .layer ? input.dimensions : [input.channels]
    return [
      TensorSpecification(name: "weight", dimensions: dimensions, role: .scale),
      TensorSpecification(name: "bias", dimensions: dimensions, role: .shift),
    ]
  }

  public func cacheCount(for input: Shape, samples: Int) -> Int { 2 * groupCount(input.channels) * samples }

  public func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int { 2 * samples }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    var groups = groups(pass)
    kernel_group_normalize_forward(
      R.kernel, &groups, pass.parameters, pass.parameters + affineCount(pass), pass.input, pass.cache, pass.output)
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    var groups = groups(pass)
    kernel_group_normalize_backward(
      R.kernel, &groups, pass.parameters, pass.input, pass.cache, gradients.output, pass.scratch, gradients.input, gradients.parameters,
      gradients.parameters.map { $0 + affineCount(pass) })
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    var groups = groups(pass)
    kernel_group_normalize_tangent(
      R.kernel, &groups, pass.parameters, tangents.parameters, tangents.parameters + affineCount(pass), pass.input, pass.cache,
      tangents.input, tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    var groups = groups(pass)
    kernel_group_normalize_backward_tangent(
      R.kernel, &groups, pass.parameters, tangents.parameters, pass.input, pass.cache, tangents.input, gradients.output,
      gradients.outputTangent, gradients.inputTangent, gradients.parametersTangent,
      gradients.parametersTangent.map { $0 + affineCount(pass) })
  }

  /// How many groups `channels` channels fall into, for a scope that fits them.
  public func groupCount(_ channels: Int) -> Int {
    switch scope {
    case .groups(let count): count
    case .channels: channels
    case .layer: 1
    case .upTo(let count, let least):
      stride(from: min(count, channels / least), to: 1, by: -1).first { channels % $0 == 0 } ?? 1
    }
  }

  private func affineCount<R>(_ pass: LayerPass<R>) -> Int { scope == .layer ? pass.inputShape.count : pass.inputShape.channels }

  private func groups<R>(_ pass: LayerPass<R>) -> kernel_groups {
    kernel_groups(
      channels: pass.inputShape.channels, samples: pass.samples, positions: pass.inputShape.positions,
      groups: groupCount(pass.inputShape.channels),
      elementwise: scope == .layer ? 1 : 0, epsilon: epsilon)
  }
}
