internal import Tensors

/// A normalization and the ReLU behind it in one pass over memory; what lies between them is never stored.
struct RectifiedNormalization<Normalization: ChannelNormalization>: Layer {
  let normalization: Normalization

  var name: String { "\(normalization.name) + ReLU" }

  func outputShape(for input: Shape) throws(LayerMismatch) -> Shape { input }
  func parameters(for input: Shape) -> [TensorSpecification] { normalization.parameters(for: input) }
  func state(for input: Shape) -> [TensorSpecification] { normalization.state(for: input) }
  func cacheCount(for input: Shape, samples: Int) -> Int { normalization.cacheCount(for: input, samples: samples) }

  func forward<R: Real>(_ pass: LayerPass<R>) { normalization.normalize(pass, rectifying: true) }

  func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    normalization.differentiate(pass, gradients, rectified: true)
  }

  func updateState<R: Real>(_ state: UnsafeMutablePointer<R>, after pass: LayerPass<R>) { normalization.updateState(state, after: pass) }
}
