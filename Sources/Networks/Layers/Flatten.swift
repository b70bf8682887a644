internal import CKernels
public import Tensors

/// An image as a plain vector, in PyTorch's order channel, row, column.
public struct Flatten: UnaryLayer {
  /// A flattening layer.
  public init() {}

  public var name: String { "Flatten" }

  public var backwardReads: BackwardReads { [] }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape { Shape(channels: input.count) }

  public func forward<R: Real>(_ pass: LayerPass<R>) { flatten(pass, pass.input, pass.output) }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    if let input = gradients.input { unflatten(pass, gradients.output, input) }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) { flatten(pass, tangents.input, tangents.output) }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    if let input = gradients.inputTangent { unflatten(pass, gradients.outputTangent, input) }
  }

  /// Channel-major, [C][N][P] becomes [C·P][N]: a transposition within every channel.
  private func flatten<R: Real>(_ pass: LayerPass<R>, _ images: UnsafePointer<R>, _ vectors: UnsafeMutablePointer<R>) {
    let block = pass.samples * pass.inputShape.positions
    for start in stride(from: 0, to: pass.inputCount, by: block) {
      kernel_transpose(R.kernel, pass.samples, pass.inputShape.positions, images + start, vectors + start)
    }
  }

  private func unflatten<R: Real>(_ pass: LayerPass<R>, _ vectors: UnsafePointer<R>, _ images: UnsafeMutablePointer<R>) {
    let block = pass.samples * pass.inputShape.positions
    for start in stride(from: 0, to: pass.inputCount, by: block) {
      kernel_transpose(R.kernel, pass.inputShape.positions, pass.samples, vectors + start, images + start)
    }
  }
}
