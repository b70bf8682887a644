public import Tensors

/// y = x (PyTorch's `Identity`).
public struct Identity: UnaryLayer {
  /// The identity.
  public init() {}

  public var name: String { "Identity" }

  public var passesGradientOn: Bool { true }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape { input }

  public func forward<R: Real>(_ pass: LayerPass<R>) { pass.output.update(from: pass.input, count: pass.inputCount) }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    gradients.input?.update(from: gradients.output, count: pass.inputCount)
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    tangents.output.update(from: tangents.input, count: pass.inputCount)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    gradients.inputTangent?.update(from: gradients.outputTangent, count: pass.inputCount)
  }
}
