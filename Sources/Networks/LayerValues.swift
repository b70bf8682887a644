public import Tensors

/// What goes into a layer and comes out of it on a batch, with the loss's gradients by both: `[channels][samples × positions]`, channel-major.
public struct LayerValues<R: Real>: Sendable {
  /// The layer's input.
  public let input: [R]
  /// The layer's output.
  public let output: [R]
  /// ∂L/∂input.
  public let inputGradient: [R]
  /// ∂L/∂output.
  public let outputGradient: [R]
}
