public import Tensors

/// A layer whose output is linear in its input and in its weight, and a bias: y = B(W, x) + b. The R-operator of such a layer is the layer itself,
/// applied twice:
///
///     R{y} = B(W, R{x}) + B(R{W}, x) + R{b}
///     R{dx} = B*(W, R{dy}) + B*(R{W}, dy),   R{dW} = R{dy} ∘ x + dy ∘ R{x},   R{db} = Σ R{dy}
///
/// Its parameters are the weight and, behind it, a bias for every unit where there is one.
public protocol BilinearLayer: UnaryLayer {
  /// Whether there is a bias.
  var bias: Bool { get }
  /// The same without its bias.
  var withoutBias: Self { get }
  /// How large the weight is, for an input that the layer takes.
  func weightSize(for input: Shape) -> WeightSize
}

extension BilinearLayer {
  public var backwardReads: BackwardReads { .inputs }

  public func tangentScratchCount(for input: Shape, samples: Int, precision: Precision) -> Int {
    let output = (try? outputShape(for: input))?.count ?? 0
    let scratch = scratchCount(for: input, samples: samples, precision: precision)
    return scratch + weightSize(for: input).count + max(input.count, output) * samples
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    let part = pass.scratch + scratchCount(for: pass.inputShape, samples: pass.samples, precision: R.precision)
    forward(pass.replacing(parameters: tangents.parameters, output: tangents.output))
    guard !tangents.isInputStill else { return }
    withoutBias.forward(pass.replacing(input: tangents.input, output: part))
    pass.team.add(pass.outputCount, tangents.output, part, into: tangents.output)
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    let count = weightSize(for: pass.inputShape).count
    let weight = pass.scratch + scratchCount(for: pass.inputShape, samples: pass.samples, precision: R.precision)
    let input = weight + count
    backward(
      pass, LayerGradients(output: gradients.outputTangent, input: gradients.inputTangent, parameters: gradients.parametersTangent))
    let weightTangent = tangents.isInputStill ? nil : gradients.parametersTangent
    withoutBias.backward(
      pass.replacing(parameters: tangents.parameters, input: tangents.input),
      LayerGradients(
        output: gradients.output, input: gradients.inputTangent.map { _ in input }, parameters: weightTangent.map { _ in weight }))
    if let sum = gradients.inputTangent { pass.team.add(pass.inputCount, sum, input, into: sum) }
    if let sum = weightTangent { pass.team.add(count, sum, weight, into: sum) }
  }
}
