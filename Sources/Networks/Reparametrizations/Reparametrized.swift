public import Tensors

/// A layer whose weight is a function of the tensors that are trained: any layer with weights, any reparametrization.
/// Every pass computes w(v), hands the layer its own parameters, and takes the gradient of w back to v; the R-operator
/// likewise, the curvature of w(v) included.
///
/// Its tensors are the layer's other ones, then the reparametrization's, which is where PyTorch registers them.
public struct Reparametrized: UnaryLayer {
  /// The layer.
  public let base: any BilinearLayer
  /// What its weight is.
  public let map: any Reparametrization

  /// All reparametrizations.
  public static let maps: [any Reparametrization] = [WeightNormalization(), WeightStandardization()]

  /// `base` with a weight that `map` computes.
  public init(_ base: any BilinearLayer, by map: any Reparametrization) {
    self.base = base
    self.map = map
  }

  public static func == (left: Reparametrized, right: Reparametrized) -> Bool {
    AnyHashable(left.base) == AnyHashable(right.base) && AnyHashable(left.map) == AnyHashable(right.map)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(AnyHashable(base))
    hasher.combine(AnyHashable(map))
  }

  /// The layer's own: what it computes, it computes of any weight.
  public var name: String { base.name }

  public var backwardReads: BackwardReads { base.backwardReads }

  public func outputShape(for input: Shape) throws(LayerMismatch) -> Shape {
    let output = try base.outputShape(for: input)
    try map.check(base.weightSize(for: input))
    return output
  }

  public func parameters(for input: Shape) -> [TensorSpecification] {
    let own = base.parameters(for: input)
    return Array(own.dropFirst()) + map.tensors(for: own[0])
  }

  public func state(for input: Shape) -> [TensorSpecification] { base.state(for: input) }

  /// What the layer keeps, then its parameters.
  public func cacheCount(for input: Shape, samples: Int) -> Int {
    base.cacheCount(for: input, samples: samples) + baseParameterCount(input)
  }

  /// What the layer needs, then its parameters' gradient.
  public func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int {
    base.scratchCount(for: input, samples: samples, precision: precision) + baseParameterCount(input)
  }

  public func partScratchCount(for input: Shape, samples: Int, precision: Precision) -> Int {
    base.partScratchCount(for: input, samples: samples, precision: precision)
  }

  /// The tangents of the layer's parameters, their gradient and its tangent, then what the layer needs.
  public func tangentScratchCount(for input: Shape, samples: Int, precision: Precision) -> Int {
    3 * alignedParameterCount(input) + base.tangentScratchCount(for: input, samples: samples, precision: precision)
  }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    let (size, others) = sizes(pass.inputShape)
    let own = pass.cache + base.cacheCount(for: pass.inputShape, samples: pass.samples)
    map.weight(size, pass.parameters + others, into: own)
    (own + size.count).update(from: pass.parameters, count: others)
    base.forward(pass.replacing(parameters: own))
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    let (size, others) = sizes(pass.inputShape)
    let own = pass.scratch + base.scratchCount(for: pass.inputShape, samples: pass.samples, precision: R.precision)
    base.backward(
      computed(pass),
      LayerGradients(
        output: gradients.output, input: gradients.input, parameters: gradients.parameters.map { _ in own }))
    if let parameters = gradients.parameters {
      parameters.update(from: own + size.count, count: others)
      map.pullback(size, pass.parameters + others, own, into: parameters + others)
    }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    base.forwardTangent(computed(pass).replacing(scratch: baseTangentScratch(pass)), own(pass, tangents, at: pass.scratch))
  }

  public func backwardTangent<R: Real>(
    _ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>
  ) {
    let (size, others) = sizes(pass.inputShape)
    let count = alignedParameterCount(pass.inputShape)
    let (ownGradient, ownGradientTangent) = (pass.scratch + count, pass.scratch + 2 * count)
    let basePass = computed(pass).replacing(scratch: baseTangentScratch(pass))
    let baseTangents = own(pass, tangents, at: pass.scratch)
    base.backwardTangent(
      basePass, baseTangents,
      LayerGradientTangents(
        output: gradients.output, outputTangent: gradients.outputTangent, inputTangent: gradients.inputTangent,
        parametersTangent: gradients.parametersTangent.map { _ in ownGradientTangent }))
    if let parameters = gradients.parametersTangent {
      base.backward(basePass, LayerGradients(output: gradients.output, input: nil, parameters: ownGradient))
      parameters.update(from: ownGradientTangent + size.count, count: others)
      map.pullbackTangent(
        size, pass.parameters + others, along: tangents.parameters + others, ownGradient, ownGradientTangent,
        into: parameters + others)
    }
  }

  public func updateState<R: Real>(_ state: UnsafeMutablePointer<R>, after pass: LayerPass<R>) {
    base.updateState(state, after: computed(pass))
  }

  /// The layer's own pass, with the parameters that `forward` computed.
  private func computed<R: Real>(_ pass: LayerPass<R>) -> LayerPass<R> {
    pass.replacing(parameters: pass.cache + base.cacheCount(for: pass.inputShape, samples: pass.samples))
  }

  /// The layer's own tangents, those of its parameters computed at `parameters`.
  private func own<R: Real>(
    _ pass: LayerPass<R>, _ tangents: LayerTangents<R>, at parameters: UnsafeMutablePointer<R>
  ) -> LayerTangents<R> {
    let (size, others) = sizes(pass.inputShape)
    map.tangent(size, pass.parameters + others, along: tangents.parameters + others, into: parameters)
    (parameters + size.count).update(from: tangents.parameters, count: others)
    return LayerTangents(parameters: parameters, input: tangents.input, output: tangents.output, isInputStill: tangents.isInputStill)
  }

  private func baseTangentScratch<R: Real>(_ pass: LayerPass<R>) -> UnsafeMutablePointer<R> {
    pass.scratch + 3 * alignedParameterCount(pass.inputShape)
  }

  /// The weight's size and the number of the layer's other parameters.
  private func sizes(_ input: Shape) -> (WeightSize, others: Int) {
    let size = base.weightSize(for: input)
    return (size, base.bias ? size.units : 0)
  }

  /// A multiple of what the widest registers hold.
  private func alignedParameterCount(_ input: Shape) -> Int { (baseParameterCount(input) + 15) / 16 * 16 }

  private func baseParameterCount(_ input: Shape) -> Int {
    let (size, others) = sizes(input)
    return size.count + others
  }
}
