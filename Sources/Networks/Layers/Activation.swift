internal import CKernels
public import Tensors

/// An activation function, element by element.
public enum Activation: String, Codable, Sendable, CaseIterable, UnaryLayer {
  /// max(0, x); derivative 0 at 0.
  case relu
  /// 1 / (1 + e⁻ˣ).
  case sigmoid
  /// tanh x.
  case tanh

  public var name: String {
    switch self {
    case .relu: "ReLU"
    case .sigmoid: "Sigmoid"
    case .tanh: "Tanh"
    }
  }

  public var backwardReads: BackwardReads { .output }

  private var kernel: kernel_activation {
    switch self {
    case .relu: KERNEL_RELU
    case .sigmoid: KERNEL_SIGMOID
    case .tanh: KERNEL_TANH
    }
  }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape { input }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    kernel_activation_forward(R.kernel, kernel, pass.inputCount, pass.input, pass.output)
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    guard let input = gradients.input else { return }
    kernel_activation_backward(R.kernel, kernel, pass.inputCount, pass.output, gradients.output, input)
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    kernel_activation_backward(R.kernel, kernel, pass.inputCount, pass.output, tangents.input, tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    guard let input = gradients.inputTangent else { return }
    kernel_activation_backward_tangent(
      R.kernel, kernel, pass.inputCount, pass.output, tangents.input, gradients.output, gradients.outputTangent, input)
  }
}
