public import Statistics
public import Tensors

/// What an execution walks over, there and back: a layer, or two that were fused.
public protocol Operation: Sendable {
  /// The name of PyTorch's class for it.
  var name: String { get }

  /// Computes the output and the cache.
  func forward<R: Real>(_ pass: LayerPass<R>)

  /// Computes the gradients that `gradients` has room for, after a `forward` of the same pass.
  func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>)

  /// Moves the running statistics by one batch, from the cache of a training-mode `forward`.
  func updateState<R: Real>(_ state: UnsafeMutablePointer<R>, after pass: LayerPass<R>)
}

/// A layer: configuration only. Its parameters, its state and what it remembers from forward to backward live outside it and are handed in.
///
/// A new layer is one file that conforms to this protocol; the parameterised tests over the catalogue of layers then hold its gradient to
/// finite differences.
public protocol Layer: Operation {
  /// The shape of an output example for an input example of shape `input`. It is asked first: the other requirements hold for inputs that it accepts.
  ///
  /// - Throws: `LayerMismatch` where the layer cannot take that input, or cannot work with its own arguments whatever the input.
  func outputShape(for input: Shape) throws(LayerMismatch) -> Shape

  /// The trainable tensors, in the order of PyTorch's `state_dict`.
  func parameters(for input: Shape) -> [TensorSpecification]

  /// The tensors that training moves by other means than the gradient: running statistics.
  func state(for input: Shape) -> [TensorSpecification]

  /// How many scalars it keeps from a forward pass for the backward pass, for a batch of `samples`.
  func cacheCount(for input: Shape, samples: Int) -> Int

  /// How many scalars of scratch memory a pass needs; nothing in it outlives the pass.
  func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int

  /// How many scalars of scratch memory the R-operator's passes need.
  func tangentScratchCount(for input: Shape, samples: Int, precision: Precision) -> Int

  /// What does the work of this layer and of `next` behind it in one go, if there is such a thing; parameters, state and cache are this layer's.
  func fused(with next: any Layer) -> (any Operation)?

  /// Computes R{output}, after a `forward` of the same pass.
  func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>)

  /// Computes the tangents of gradients that `gradients` has room for, after a `forwardTangent` of the same pass.
  func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>)
}

extension Layer {
  /// Most layers have no parameters,
  public func parameters(for input: Shape) -> [TensorSpecification] { [] }
  /// no state,
  public func state(for input: Shape) -> [TensorSpecification] { [] }
  /// no scratch memory,
  public func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int { 0 }
  /// no more of it for tangents,
  public func tangentScratchCount(for input: Shape, samples: Int, precision: Precision) -> Int {
    scratchCount(for: input, samples: samples, precision: precision)
  }
  /// no partner,
  public func fused(with next: any Layer) -> (any Operation)? { nil }
  /// no cache,
  public func cacheCount(for input: Shape, samples: Int) -> Int { 0 }
  /// and nothing to update.
  public func updateState<R: Real>(_ state: UnsafeMutablePointer<R>, after pass: LayerPass<R>) {}
}

/// Why a layer cannot take an input, or work at all.
public struct LayerMismatch: Error {
  /// What came.
  public let found: String
  /// What the layer takes.
  public let expected: String

  /// A mismatch of what came and what the layer takes.
  public init(found: String, expected: String) {
    self.found = found
    self.expected = expected
  }
}

/// One layer's share of a pass over a batch. Activations are channel-major (see `Shape`).
public struct LayerPass<R: Real> {
  /// Shape of an input example.
  public let inputShape: Shape
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
  /// The input.
  public let input: UnsafePointer<R>
  /// The output.
  public let output: UnsafeMutablePointer<R>
  /// What the layer keeps between forward and backward.
  public let cache: UnsafeMutablePointer<R>
  /// Scratch memory.
  public let scratch: UnsafeMutablePointer<R>

  /// The same pass over other memory.
  func replacing(
    parameters: UnsafePointer<R>? = nil, input: UnsafePointer<R>? = nil, output: UnsafeMutablePointer<R>? = nil
  ) -> LayerPass<R> {
    LayerPass(
      inputShape: inputShape, outputShape: outputShape, samples: samples, mode: mode, parameters: parameters ?? self.parameters,
      state: state, noise: noise, input: input ?? self.input, output: output ?? self.output, cache: cache, scratch: scratch)
  }

  /// Values of the whole input.
  public var inputCount: Int { inputShape.count * samples }
  /// Values of the whole output.
  public var outputCount: Int { outputShape.count * samples }
}

/// Where a backward pass finds the output's gradient and puts the others.
public struct LayerGradients<R: Real> {
  /// ∂L/∂output.
  public let output: UnsafePointer<R>
  /// ∂L/∂input, or null where nobody asks for it.
  public let input: UnsafeMutablePointer<R>?
  /// ∂L/∂parameters, overwritten; or null where nobody asks for it.
  public let parameters: UnsafeMutablePointer<R>?
}
