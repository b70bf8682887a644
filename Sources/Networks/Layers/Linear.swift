internal import CKernels
public import Tensors

/// y = W x + b along the last dimension, with W [outputs × inputs] (PyTorch's `Linear`).
public struct Linear: BilinearLayer {
  /// Number of outputs.
  public let outputs: Int
  /// Whether there is a bias b.
  public let bias: Bool
  /// How the weights start where they lead from a state to the next one; nil for as all others.
  public let recurrentInitializer: RecurrentInitializer?

  /// A linear layer; inputs come from the layer before. `Network` refuses fewer outputs than one, and
  /// for a recurrent initializer others than a multiple of the inputs.
  public init(outputs: Int, bias: Bool = true, recurrentInitializer: RecurrentInitializer? = nil) {
    self.outputs = outputs
    self.bias = bias
    self.recurrentInitializer = recurrentInitializer
  }

  public var name: String { "Linear" }

  public var withoutBias: Linear { Linear(outputs: outputs, bias: false) }

  public func weightSize(for input: Shape) -> WeightSize { WeightSize(units: outputs, fanIn: inputs(input)) }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    try LayerMismatch.require(outputs, "outputs")
    guard recurrentInitializer == nil || outputs % inputs(input) == 0 else {
      throw LayerMismatch(found: "\(outputs) outputs of \(inputs(input)) inputs", expected: "a multiple, one block a gate")
    }
    return Shape(dimensions: input.dimensions.dropLast() + [outputs])
  }

  public func parameters(for input: Shape) -> [TensorSpecification] {
    let weight = TensorSpecification(
      name: "weight", dimensions: [outputs, inputs(input)],
      role: recurrentInitializer.map { .recurrentWeight($0) } ?? .weight(fanIn: inputs(input), fanOut: outputs))
    return bias ? [weight, TensorSpecification(name: "bias", dimensions: [outputs], role: .bias)] : [weight]
  }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    let (inputs, team) = (inputs(pass.inputShape), pass.team)
    guard pass.inputShape.isVector else {
      let rows = pass.inputCount / inputs
      if bias { kernel_fill_columns(R.kernel, rows, outputs, pass.parameters + outputs * inputs, pass.output) }
      team.multiplyMatrices(transposeB: true, rows, outputs, inputs, pass.input, pass.parameters, accumulates: bias, into: pass.output)
      return
    }
    if bias { team.fillRows(outputs, pass.samples, pass.parameters + outputs * inputs, into: pass.output) }
    team.multiplyMatrices(outputs, pass.samples, inputs, pass.parameters, pass.input, accumulates: bias, into: pass.output)
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    let (inputs, team) = (inputs(pass.inputShape), pass.team)
    guard pass.inputShape.isVector else {
      let rows = pass.inputCount / inputs
      if let parameters = gradients.parameters {
        team.multiplyMatrices(transposeA: true, outputs, inputs, rows, gradients.output, pass.input, into: parameters)
        if bias { kernel_column_sums(R.kernel, rows, outputs, gradients.output, parameters + outputs * inputs) }
      }
      if let input = gradients.input {
        team.multiplyMatrices(rows, inputs, outputs, gradients.output, pass.parameters, into: input)
      }
      return
    }
    if let parameters = gradients.parameters {
      team.multiplyMatrices(transposeB: true, outputs, inputs, pass.samples, gradients.output, pass.input, into: parameters)
      if bias { team.sumRows(outputs, pass.samples, gradients.output, into: parameters + outputs * inputs) }
    }
    if let input = gradients.input {
      team.multiplyMatrices(transposeA: true, inputs, pass.samples, outputs, pass.parameters, gradients.output, into: input)
    }
  }

  /// Vectors lie feature-major, [inputs][N]; of more dimensions the last is contiguous, [rows][inputs].
  private func inputs(_ shape: Shape) -> Int { shape.dimensions[shape.dimensions.count - 1] }
}
