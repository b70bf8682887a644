public import Statistics
public import Tensors

/// One layer's share of a pass over a batch. Activations are channel-major (see `Shape`).
public struct LayerPass<R: Real> {
  /// Shapes of the input examples.
  public let inputShapes: [Shape]
  /// Shape of an output example.
  public let outputShape: Shape
  /// Number of examples.
  public let samples: Int
  /// Training or evaluation.
  public let mode: Mode
  /// The layer's parameters, in the order of `Layer.parameters`.
  public let parameters: UnsafePointer<R>
  /// The layer's state, in the order of `Layer.state`; null where the caller has none, and then the batch's own statistics serve.
  public let state: UnsafePointer<R>?
  /// The layer's noise for this step.
  public let noise: RandomStream
  /// The first input.
  public let input: UnsafePointer<R>
  /// All inputs, where there is more than one.
  let inputs: UnsafePointer<UnsafePointer<R>>?
  /// The output.
  public let output: UnsafeMutablePointer<R>
  /// What the layer keeps between forward and backward.
  public let cache: UnsafeMutablePointer<R>
  /// Scratch memory.
  public let scratch: UnsafeMutablePointer<R>
  /// Scratch memory of parts, as `Layer.partScratchCount` asks for.
  let partScratch: PartScratch<R>
  /// The threads that the layer may share its work among: where it does, what it computes has the same bits whatever their number.
  public let team: Team

  /// Scratch memory of a part of the pass, counted from 0 to below the number of threads: as much as `Layer.partScratchCount` says, and nobody else's.
  public func scratch(ofPart part: Int) -> UnsafeMutablePointer<R> { partScratch.start + part * partScratch.count }

  /// An input, counted from 0.
  public func input(_ index: Int) -> UnsafePointer<R> { inputs?[index] ?? input }

  /// The same pass of a layer of one input over other memory.
  func replacing(
    parameters: UnsafePointer<R>? = nil, input: UnsafePointer<R>? = nil, output: UnsafeMutablePointer<R>? = nil,
    scratch: UnsafeMutablePointer<R>? = nil
  ) -> LayerPass<R> {
    LayerPass(
      inputShapes: inputShapes, outputShape: outputShape, samples: samples, mode: mode, parameters: parameters ?? self.parameters,
      state: state, noise: noise, input: input ?? self.input, inputs: nil, output: output ?? self.output, cache: cache,
      scratch: scratch ?? self.scratch, partScratch: partScratch, team: team)
  }

  /// Shape of an example of the first input.
  public var inputShape: Shape { inputShapes[0] }
  /// Values of the whole first input.
  public var inputCount: Int { inputShape.count * samples }
  /// Values of the whole output.
  public var outputCount: Int { outputShape.count * samples }
}

/// Scratch memory of parts of a pass: `count` scalars each, one behind the other.
struct PartScratch<R: Real> {
  let start: UnsafeMutablePointer<R>
  let count: Int
}

/// Where a backward pass finds the output's gradient and puts the others.
public struct LayerGradients<R: Real> {
  /// ∂L/∂output.
  public let output: UnsafePointer<R>
  /// ∂L/∂(first input), or null where nobody asks for it.
  public let input: UnsafeMutablePointer<R>?
  /// ∂L/∂parameters, overwritten; or null where nobody asks for it.
  public let parameters: UnsafeMutablePointer<R>?
  /// ∂L/∂input of all inputs, where there is more than one.
  let inputs: UnsafePointer<UnsafeMutablePointer<R>?>?

  /// Places for gradients; `inputs` where a layer has more than one.
  init(
    output: UnsafePointer<R>, input: UnsafeMutablePointer<R>?, parameters: UnsafeMutablePointer<R>?,
    inputs: UnsafePointer<UnsafeMutablePointer<R>?>? = nil
  ) {
    (self.output, self.input, self.parameters, self.inputs) = (output, input, parameters, inputs)
  }

  /// ∂L/∂input of an input, counted from 0; null where nobody asks for it.
  public func input(_ index: Int) -> UnsafeMutablePointer<R>? { if let inputs { inputs[index] } else { input } }
}

/// One layer's share of the R-operator over a forward pass (Pearlmutter 1994): derivatives along a direction v of the parameters,
/// R{f}(θ) = d/dr f(θ + r v) at r = 0.
public struct LayerTangents<R: Real> {
  /// The layer's part of v.
  public let parameters: UnsafePointer<R>
  /// R{first input}.
  public let input: UnsafePointer<R>
  /// R{output}, which `forwardTangent` writes.
  public let output: UnsafeMutablePointer<R>
  /// R{input} of all inputs, where there is more than one.
  let inputs: UnsafePointer<UnsafePointer<R>>?
  /// Whether no parameter has a say in the first input, so that R{first input} is zero.
  public let isInputStill: Bool

  /// Tangents; `inputs` where a layer has more than one.
  init(
    parameters: UnsafePointer<R>, input: UnsafePointer<R>, output: UnsafeMutablePointer<R>,
    inputs: UnsafePointer<UnsafePointer<R>>? = nil, isInputStill: Bool = false
  ) {
    (self.parameters, self.input, self.output, self.inputs) = (parameters, input, output, inputs)
    self.isInputStill = isInputStill
  }

  /// R{input} of an input, counted from 0.
  public func input(_ index: Int) -> UnsafePointer<R> { inputs?[index] ?? input }
}

/// One layer's share of the R-operator over a backward pass. Where `LayerGradients` has room for a gradient, this has room for its tangent.
public struct LayerGradientTangents<R: Real> {
  /// ∂L/∂output.
  public let output: UnsafePointer<R>
  /// R{∂L/∂output}.
  public let outputTangent: UnsafePointer<R>
  /// Where R{∂L/∂(first input)} goes, or null where nobody asks for it.
  public let inputTangent: UnsafeMutablePointer<R>?
  /// Where R{∂L/∂parameters} goes, overwritten; or null where nobody asks for it.
  public let parametersTangent: UnsafeMutablePointer<R>?
  /// Where R{∂L/∂input} of all inputs goes, where there is more than one.
  let inputTangents: UnsafePointer<UnsafeMutablePointer<R>?>?

  /// Places for tangents; `inputTangents` where a layer has more than one input.
  init(
    output: UnsafePointer<R>, outputTangent: UnsafePointer<R>, inputTangent: UnsafeMutablePointer<R>?,
    parametersTangent: UnsafeMutablePointer<R>?, inputTangents: UnsafePointer<UnsafeMutablePointer<R>?>? = nil
  ) {
    (self.output, self.outputTangent, self.inputTangent) = (output, outputTangent, inputTangent)
    (self.parametersTangent, self.inputTangents) = (parametersTangent, inputTangents)
  }

  /// Where R{∂L/∂input} of an input goes, counted from 0; null where nobody asks for it.
  public func inputTangent(_ index: Int) -> UnsafeMutablePointer<R>? {
    if let inputTangents { inputTangents[index] } else { inputTangent }
  }
}
