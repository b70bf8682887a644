public import Tensors

/// A layer of one input: the requirements of `Layer` with a shape in place of a list of shapes.
public protocol UnaryLayer: Layer {
  /// The shape of an output example for an input example of shape `input`.
  ///
  /// - Throws: `LayerMismatch`, as `Layer.outputShape`.
  func outputShape(for input: Shape) throws(LayerMismatch) -> Shape

  /// The trainable tensors, in the order of PyTorch's `state_dict`.
  func parameters(for input: Shape) -> [TensorSpecification]

  /// The tensors that training moves by other means than the gradient.
  func state(for input: Shape) -> [TensorSpecification]

  /// How many scalars it keeps from a forward pass for the backward pass.
  func cacheCount(for input: Shape, samples: Int) -> Int

  /// How many scalars of scratch memory a pass needs.
  func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int

  /// How many scalars of scratch memory each thread needs for itself.
  func partScratchCount(for input: Shape, samples: Int, precision: Precision) -> Int

  /// How many scalars of scratch memory the R-operator's passes need.
  func tangentScratchCount(for input: Shape, samples: Int, precision: Precision) -> Int
}

extension UnaryLayer {
  /// Most layers have no parameters,
  public func parameters(for input: Shape) -> [TensorSpecification] { [] }
  /// no state,
  public func state(for input: Shape) -> [TensorSpecification] { [] }
  /// no cache,
  public func cacheCount(for input: Shape, samples: Int) -> Int { 0 }
  /// no scratch memory,
  public func scratchCount(for input: Shape, samples: Int, precision: Precision) -> Int { 0 }
  /// none of it for each thread,
  public func partScratchCount(for input: Shape, samples: Int, precision: Precision) -> Int { 0 }
  /// and no more of it for tangents.
  public func tangentScratchCount(for input: Shape, samples: Int, precision: Precision) -> Int {
    scratchCount(for: input, samples: samples, precision: precision)
  }

  public func outputShape(for inputs: [Shape]) throws(LayerMismatch) -> Shape {
    guard inputs.count == 1 else { throw LayerMismatch(found: "\(inputs.count) inputs", expected: "one") }
    return try outputShape(for: inputs[0])
  }
  public func parameters(for inputs: [Shape]) -> [TensorSpecification] { parameters(for: inputs[0]) }
  public func state(for inputs: [Shape]) -> [TensorSpecification] { state(for: inputs[0]) }
  public func cacheCount(for inputs: [Shape], samples: Int) -> Int { cacheCount(for: inputs[0], samples: samples) }
  public func scratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int {
    scratchCount(for: inputs[0], samples: samples, precision: precision)
  }
  public func partScratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int {
    partScratchCount(for: inputs[0], samples: samples, precision: precision)
  }
  public func tangentScratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int {
    tangentScratchCount(for: inputs[0], samples: samples, precision: precision)
  }
}
