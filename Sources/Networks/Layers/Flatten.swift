internal import CKernels
public import Tensors

/// An image as a plain vector, in PyTorch's order channel, row, column.
public struct Flatten: Layer {
  /// A flattening layer.
  public init() {}

  public var name: String { "Flatten" }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape { Shape(channels: input.count) }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    // Channel-major: [C][N][P] becomes [C·P][N], a transposition within every channel.
    let block = pass.samples * pass.inputShape.positions
    for channel in 0..<pass.inputShape.channels {
      kernel_transpose(R.kernel, pass.samples, pass.inputShape.positions, pass.input + channel * block, pass.output + channel * block)
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    guard let input = gradients.input else { return }
    let block = pass.samples * pass.inputShape.positions
    for channel in 0..<pass.inputShape.channels {
      kernel_transpose(R.kernel, pass.inputShape.positions, pass.samples, gradients.output + channel * block, input + channel * block)
    }
  }
}
