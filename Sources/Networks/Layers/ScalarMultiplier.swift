internal import CKernels
public import Tensors

/// y = α x, with one trained number α for all values: the factor that SkipInit puts on every residual branch (De & Smith 2020, section 4).
public struct ScalarMultiplier: UnaryLayer {
  /// Where α starts.
  public let start: Double

  /// A factor that starts at `start`. `Network` refuses one that is not finite.
  public init(start: Double) { self.start = start }

  public var name: String { "ScalarMultiplier" }

  public var backwardReads: BackwardReads { .inputs }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    guard start.isFinite else { throw LayerMismatch(found: "start \(start)", expected: "a finite number") }
    return input
  }

  public func parameters(for input: Shape) -> [TensorSpecification] {
    [TensorSpecification(name: "weight", dimensions: [], role: .scale(start: start))]
  }

  public func forward<R: Real>(_ pass: LayerPass<R>) { multiply(pass, pass.input, into: pass.output) }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    gradients.parameters?[0] = R(kernel_dot(R.kernel, pass.inputCount, gradients.output, pass.input))
    if let input = gradients.input { multiply(pass, gradients.output, into: input) }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    let count = pass.inputCount
    multiply(pass, tangents.input, into: tangents.output)
    pass.team.addScaled(count, tangents.output, Double(tangents.parameters[0]), pass.input, into: tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    let count = pass.inputCount
    gradients.parametersTangent?[0] = R(
      kernel_dot(R.kernel, count, gradients.outputTangent, pass.input) + kernel_dot(R.kernel, count, gradients.output, tangents.input))
    if let input = gradients.inputTangent {
      multiply(pass, gradients.outputTangent, into: input)
      pass.team.addScaled(count, input, Double(tangents.parameters[0]), gradients.output, into: input)
    }
  }

  private func multiply<R: Real>(_ pass: LayerPass<R>, _ x: UnsafePointer<R>, into y: UnsafeMutablePointer<R>) {
    pass.team.splitVector(pass.inputCount, vectors: 4) {
      let part = y + $0.lowerBound
      part.update(from: x + $0.lowerBound, count: $0.count)
      kernel_scale(R.kernel, $0.count, Double(pass.parameters[0]), part)
    }
  }
}
