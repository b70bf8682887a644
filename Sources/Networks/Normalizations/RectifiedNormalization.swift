internal import Tensors

/// A normalization and the ReLU behind it in one pass over memory; what lies between them is never stored.
struct RectifiedNormalization<Normalization: ChannelNormalization>: Operation {
  let normalization: Normalization

  var name: String { "\(normalization.name) + ReLU" }

  var backwardReads: BackwardReads { .inputs }

  func forward<R: Real>(_ pass: LayerPass<R>) { normalization.normalize(pass, rectifying: true) }

  func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    normalization.differentiate(pass, gradients, rectified: true)
  }

  func updateState<R: Real>(_ state: UnsafeMutablePointer<R>, after pass: LayerPass<R>) { normalization.updateState(state, after: pass) }
}
