public import Tensors

/// The sum of two or more values of one shape.
public struct Add: Layer {
  /// A sum.
  public init() {}

  public var name: String { "Add" }

  public var passesGradientOn: Bool { true }

  public func outputShape(for inputs: [Shape]) throws(LayerMismatch) -> Shape { try LayerMismatch.requireEqual(inputs) }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    pass.team.add(pass.outputCount, pass.input(0), pass.input(1), into: pass.output)
    for index in 2..<max(2, pass.inputShapes.count) {
      pass.team.add(pass.outputCount, pass.output, pass.input(index), into: pass.output)
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {}

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    pass.team.add(pass.outputCount, tangents.input(0), tangents.input(1), into: tangents.output)
    for index in 2..<max(2, pass.inputShapes.count) {
      pass.team.add(pass.outputCount, tangents.output, tangents.input(index), into: tangents.output)
    }
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {}
}

extension LayerMismatch {
  /// The shape of two or more values of one shape; throws for fewer, and for others.
  static func requireEqual(_ inputs: [Shape]) throws(LayerMismatch) -> Shape {
    guard inputs.count >= 2 else { throw LayerMismatch(found: "\(inputs.count) input", expected: "two or more") }
    guard let other = inputs.first(where: { $0 != inputs[0] }) else { return inputs[0] }
    throw LayerMismatch(found: "inputs of \(inputs[0]) and \(other)", expected: "one shape")
  }
}
