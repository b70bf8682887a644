public import Tensors

/// Two or more values one behind the other along the first dimension of an example.
public struct Concat: Layer {
  /// A concatenation.
  public init() {}

  public var name: String { "Concat" }

  public var backwardReads: BackwardReads { [] }

  public func outputShape(for inputs: [Shape]) throws(LayerMismatch) -> Shape {
    guard inputs.count >= 2 else { throw LayerMismatch(found: "\(inputs.count) input", expected: "two or more") }
    let rest = inputs[0].dimensions.dropFirst()
    if let other = inputs.first(where: { $0.dimensions.dropFirst() != rest }) {
      throw LayerMismatch(found: "inputs of \(inputs[0]) and \(other)", expected: "equal dimensions but for the first")
    }
    let channels = inputs.reduce(0) { $0 &+ $1.channels }
    guard channels > 0 else { throw LayerMismatch(found: "more channels than can be counted", expected: "fewer") }
    return Shape(dimensions: [channels] + rest)
  }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    var place = pass.output
    for (index, shape) in pass.inputShapes.enumerated() {
      pass.team.copy(shape.count * pass.samples, pass.input(index), to: place)
      place += shape.count * pass.samples
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    var place = gradients.output
    for (index, shape) in pass.inputShapes.enumerated() {
      if let input = gradients.input(index) { pass.team.copy(shape.count * pass.samples, place, to: input) }
      place += shape.count * pass.samples
    }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    var place = tangents.output
    for (index, shape) in pass.inputShapes.enumerated() {
      pass.team.copy(shape.count * pass.samples, tangents.input(index), to: place)
      place += shape.count * pass.samples
    }
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    var place = gradients.outputTangent
    for (index, shape) in pass.inputShapes.enumerated() {
      if let input = gradients.inputTangent(index) { pass.team.copy(shape.count * pass.samples, place, to: input) }
      place += shape.count * pass.samples
    }
  }
}
