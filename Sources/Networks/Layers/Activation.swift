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
  public var isPiecewiseLinear: Bool { self == .relu }

  private var kernel: kernel_activation {
    switch self {
    case .relu: KERNEL_RELU
    case .sigmoid: KERNEL_SIGMOID
    case .tanh: KERNEL_TANH
    }
  }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape { input }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    pass.team.splitVector(pass.inputCount, vectors: cost) {
      kernel_activation_forward(R.kernel, kernel, $0.count, pass.input + $0.lowerBound, pass.output + $0.lowerBound)
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    if let input = gradients.input { multiplyByDerivative(pass, gradients.output, input) }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    multiplyByDerivative(pass, tangents.input, tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    guard let input = gradients.inputTangent else { return }
    pass.team.splitVector(pass.inputCount, vectors: 5) {
      let start = $0.lowerBound
      kernel_activation_backward_tangent(
        R.kernel, kernel, $0.count, pass.output + start, tangents.input + start, gradients.output + start, gradients.outputTangent + start,
        input + start)
    }
  }

  private func multiplyByDerivative<R: Real>(_ pass: LayerPass<R>, _ values: UnsafePointer<R>, _ products: UnsafeMutablePointer<R>) {
    pass.team.splitVector(pass.inputCount, vectors: 3) {
      let start = $0.lowerBound
      kernel_activation_backward(R.kernel, kernel, $0.count, pass.output + start, values + start, products + start)
    }
  }

  /// The work of a value forward: an exponential is that of some twenty reads.
  private var cost: Int { self == .relu ? 2 : 20 }
}
