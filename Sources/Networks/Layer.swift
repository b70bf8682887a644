public import Tensors

/// What an execution walks over, there and back: a layer, or two that were fused.
public protocol Operation: Sendable {
  /// The name of PyTorch's class for it.
  var name: String { get }

  /// Which values a `backward` reads beside the output's gradient and the cache; the memory of others may be used again after the forward pass.
  var backwardReads: BackwardReads { get }

  /// Whether the gradient by every input is the output's gradient itself (a sum, an identity). `backward` is then never called: gradients are handed on.
  var passesGradientOn: Bool { get }

  /// Computes the output and the cache.
  func forward<R: Real>(_ pass: LayerPass<R>)

  /// Computes the gradients that `gradients` has room for, after a `forward` of the same pass.
  func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>)

  /// Moves the running statistics by one batch, from the cache of a training-mode `forward`.
  func updateState<R: Real>(_ state: UnsafeMutablePointer<R>, after pass: LayerPass<R>)
}

extension Operation {
  /// Everything, unless an operation says that it needs less,
  public var backwardReads: BackwardReads { [.inputs, .output] }
  /// through a gradient of its own,
  public var passesGradientOn: Bool { false }
  /// and with nothing to update.
  public func updateState<R: Real>(_ state: UnsafeMutablePointer<R>, after pass: LayerPass<R>) {}
}

/// Values that a backward pass reads.
public struct BackwardReads: OptionSet, Hashable, Sendable {
  public let rawValue: Int
  /// A set of values.
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// The inputs.
  public static let inputs = BackwardReads(rawValue: 1)
  /// The output.
  public static let output = BackwardReads(rawValue: 2)
}

/// A layer: configuration only. Its parameters, its state and what it remembers from forward to backward live outside it and are handed in.
///
/// A new layer is one file that conforms to this protocol, or to `UnaryLayer` where it has one input; the parameterised tests over the catalogue of layers then
/// hold its gradient to finite differences.
public protocol Layer: Operation, Hashable {
  /// The shape of an output example for input examples of the shapes `inputs`. It is asked first: the other requirements hold for inputs that it accepts.
  ///
  /// - Throws: `LayerMismatch` where the layer cannot take these inputs, or cannot work with its own arguments whatever the inputs.
  func outputShape(for inputs: [Shape]) throws(LayerMismatch) -> Shape

  /// The trainable tensors, in the order of PyTorch's `state_dict`.
  func parameters(for inputs: [Shape]) -> [TensorSpecification]

  /// The tensors that training moves by other means than the gradient: running statistics.
  func state(for inputs: [Shape]) -> [TensorSpecification]

  /// How many scalars it keeps from a forward pass for the backward pass, for a batch of `samples`.
  func cacheCount(for inputs: [Shape], samples: Int) -> Int

  /// How many scalars of scratch memory a pass needs; nothing in it outlives the pass.
  func scratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int

  /// How many scalars of scratch memory each thread needs for itself, where several share a pass (see `LayerPass.scratch(ofPart:)`).
  func partScratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int

  /// How many scalars of scratch memory the R-operator's passes need.
  func tangentScratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int

  /// Whether the output is linear in the inputs around almost all of them, with coefficients that no parameter has a say in: `backwardTangent` is then `backward` for
  /// the tangents of gradients, and reads neither R{inputs} nor the output's gradient.
  var isPiecewiseLinear: Bool { get }

  /// Whether the output stays the same when all inputs are multiplied by a positive number, but for an ε in a divisor.
  var undoesScale: Bool { get }

  /// The same with another share of a batch in the running statistics; itself where it has none.
  func replacing(momentum: Double) -> any Layer

  /// What does the work of this layer and of `next` behind it in one go, if there is such a thing; parameters, state and cache are this layer's.
  func fused(with next: any Layer) -> (any Operation)?

  /// Computes R{output}, after a `forward` of the same pass; reads what `backwardReads` says.
  func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>)

  /// Computes the tangents of gradients that `gradients` has room for, after a `forwardTangent` of the same pass; reads what `backwardReads` says, and R{inputs}, but no R{output}. Not called
  /// where `passesGradientOn`.
  func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>)
}

extension Layer {
  /// Most layers have no parameters,
  public func parameters(for inputs: [Shape]) -> [TensorSpecification] { [] }
  /// no state,
  public func state(for inputs: [Shape]) -> [TensorSpecification] { [] }
  /// no cache,
  public func cacheCount(for inputs: [Shape], samples: Int) -> Int { 0 }
  /// no scratch memory,
  public func scratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int { 0 }
  /// none of it for each thread,
  public func partScratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int { 0 }
  /// no more of it for tangents,
  public func tangentScratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int {
    scratchCount(for: inputs, samples: samples, precision: precision)
  }
  /// derivatives that depend on whatever the backward pass reads,
  public var isPiecewiseLinear: Bool { backwardReads.isEmpty }
  /// an output that follows the size of the inputs,
  public var undoesScale: Bool { false }
  /// no running statistics,
  public func replacing(momentum: Double) -> any Layer { self }
  /// and no partner.
  public func fused(with next: any Layer) -> (any Operation)? { nil }
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
