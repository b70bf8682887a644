internal import Tensors

/// A layer without parameters whose output is linear in its input: values in other places, a part of them, or sums. The R-operator of such a layer is the layer
/// itself, and nothing has to be remembered.
protocol LinearMap: UnaryLayer {
  /// Writes the output of `input`.
  func apply<R: Real>(_ pass: LayerPass<R>, _ input: UnsafePointer<R>, _ output: UnsafeMutablePointer<R>)
  /// Writes the input's gradient for the output's.
  func applyTransposed<R: Real>(_ pass: LayerPass<R>, _ output: UnsafePointer<R>, _ input: UnsafeMutablePointer<R>)
}

extension LinearMap {
  public var backwardReads: BackwardReads { [] }

  public func forward<R: Real>(_ pass: LayerPass<R>) { apply(pass, pass.input, pass.output) }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    if let input = gradients.input { applyTransposed(pass, gradients.output, input) }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) { apply(pass, tangents.input, tangents.output) }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    if let input = gradients.inputTangent { applyTransposed(pass, gradients.outputTangent, input) }
  }
}
