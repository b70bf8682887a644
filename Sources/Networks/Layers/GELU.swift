internal import CKernels
public import Tensors

/// x Φ(x), element by element, for Φ the standard normal distribution's function (Hendrycks & Gimpel 2016; PyTorch's `GELU`). Its derivatives come from
/// its input, which its output does not determine.
public struct GELU: UnaryLayer {
  /// What stands for Φ(x), under PyTorch's names.
  public enum Approximation: String, Codable, Sendable, CaseIterable {
    /// Φ(x) = ½ (1 + erf(x / √2)) itself.
    case none
    /// ½ (1 + tanh(√(2/π) (x + 0.044715 x³))).
    case tanh
  }

  /// What stands for Φ(x).
  public let approximation: Approximation

  /// A GELU, exact unless said otherwise.
  public init(approximation: Approximation = .none) { self.approximation = approximation }

  public var name: String { "GELU" }

  public var backwardReads: BackwardReads { .inputs }

  private var kernel: kernel_gelu {
    switch approximation {
    case .none: KERNEL_GELU_EXACT
    case .tanh: KERNEL_GELU_TANH
    }
  }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape { input }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    pass.team.splitVector(pass.inputCount, vectors: Self.cost) {
      kernel_gelu_forward(R.kernel, kernel, $0.count, pass.input + $0.lowerBound, pass.output + $0.lowerBound)
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
    pass.team.splitVector(pass.inputCount, vectors: Self.cost) {
      let start = $0.lowerBound
      kernel_gelu_backward_tangent(
        R.kernel, kernel, $0.count, pass.input + start, tangents.input + start, gradients.output + start, gradients.outputTangent + start,
        input + start)
    }
  }

  private func multiplyByDerivative<R: Real>(_ pass: LayerPass<R>, _ values: UnsafePointer<R>, _ products: UnsafeMutablePointer<R>) {
    pass.team.splitVector(pass.inputCount, vectors: Self.cost) {
      let start = $0.lowerBound
      kernel_gelu_backward(R.kernel, kernel, $0.count, pass.input + start, values + start, products + start)
    }
  }

  /// The work of a value: an error function is that of some twenty reads.
  private static let cost = 20
}
