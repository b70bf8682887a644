internal import CKernels
public import Tensors

/// min(max(x, minimum), maximum), element by element (PyTorch's `Hardtanh`; its `ReLU6` has the bounds 0 and 6). The derivative is 1 between the bounds,
/// and 0 at and beyond them.
public struct Hardtanh: UnaryLayer {
  /// The lower bound.
  public let minimum: Double
  /// The upper bound.
  public let maximum: Double

  /// A clamp between two bounds. `Network` refuses a minimum that is not below the maximum.
  public init(minimum: Double = -1, maximum: Double = 1) {
    self.minimum = minimum
    self.maximum = maximum
  }

  public var name: String { "Hardtanh" }

  public var backwardReads: BackwardReads { .inputs }
  public var isPiecewiseLinear: Bool { true }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    guard minimum < maximum else { throw LayerMismatch(found: "minimum \(minimum)", expected: "a number below the maximum \(maximum)") }
    return input
  }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    pass.team.splitVector(pass.inputCount) {
      kernel_clamp(R.kernel, $0.count, minimum, maximum, pass.input + $0.lowerBound, pass.output + $0.lowerBound)
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    if let input = gradients.input { multiplyByDerivative(pass, gradients.output, input) }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    multiplyByDerivative(pass, tangents.input, tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    if let input = gradients.inputTangent { multiplyByDerivative(pass, gradients.outputTangent, input) }
  }

  private func multiplyByDerivative<R: Real>(_ pass: LayerPass<R>, _ values: UnsafePointer<R>, _ products: UnsafeMutablePointer<R>) {
    pass.team.splitVector(pass.inputCount, vectors: 3) {
      let start = $0.lowerBound
      kernel_clamp_backward(R.kernel, $0.count, minimum, maximum, pass.input + start, values + start, products + start)
    }
  }
}
