internal import CKernels
public import Tensors

/// A layer some of whose parameters are constants: they are part of it, as its arguments are, and not of the network's θ. It computes what the layer
/// computes; the gradient and the Hessian are those by the parameters that are left.
public struct Frozen: Layer {
  /// The layer.
  public let base: any Layer
  /// Its tensors, in order: those that are constants with their values.
  public let tensors: [Tensor]
  /// Scalars of all of its parameters, the constants among them.
  private let count: Int

  /// One tensor of the layer.
  public struct Tensor: Hashable, Sendable {
    /// What the layer asks for.
    public let specification: TensorSpecification
    /// Its values, where it is a constant.
    public let values: [Double]?
    /// The same in single precision, so that a pass copies and does not convert.
    fileprivate let single: [Float]
    /// Where it lies among all parameters of the layer.
    fileprivate let place: Int
    /// Where it lies among those that are left.
    fileprivate let ownPlace: Int
  }

  /// A layer with constants.
  ///
  /// - Parameters:
  ///   - base: the layer.
  ///   - inputs: the shapes that it is for.
  ///   - constants: the values of tensors that are constants, by their names within the layer.
  /// - Throws: `LayerMismatch` for inputs that the layer does not take, a name that is none of its tensors', and other than as many values as the tensor has.
  public init(_ base: any Layer, for inputs: [Shape], constants: [String: [Double]]) throws(LayerMismatch) {
    _ = try base.outputShape(for: inputs)
    let specifications = base.parameters(for: inputs)
    if let name = constants.keys.filter({ name in !specifications.contains { $0.name == name } }).min() {
      let names = specifications.map(\.name).joined(separator: ", ")
      throw LayerMismatch(found: "frozen \(name)", expected: names.isEmpty ? "none" : "some of \(names)")
    }
    var (place, ownPlace) = (0, 0)
    var tensors = [Tensor]()
    for specification in specifications {
      let values = constants[specification.name]
      if let values, values.count != specification.count {
        throw LayerMismatch(found: "\(values.count) values of frozen \(specification.name)", expected: "\(specification.count)")
      }
      tensors.append(
        Tensor(specification: specification, values: values, single: (values ?? []).map { Float($0) }, place: place, ownPlace: ownPlace))
      place += specification.count
      if values == nil { ownPlace += specification.count }
    }
    (self.base, self.tensors, count) = (base, tensors, place)
  }

  private init(_ base: any Layer, like other: Frozen) { (self.base, tensors, count) = (base, other.tensors, other.count) }

  public func replacing(momentum: Double) -> any Layer { Frozen(base.replacing(momentum: momentum), like: self) }

  public static func == (left: Frozen, right: Frozen) -> Bool {
    AnyHashable(left.base) == AnyHashable(right.base) && left.tensors == right.tensors
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(AnyHashable(base))
    hasher.combine(tensors)
  }

  public var name: String { base.name }
  public var backwardReads: BackwardReads { base.backwardReads }
  public var isPiecewiseLinear: Bool { base.isPiecewiseLinear }
  public var passesGradientOn: Bool { base.passesGradientOn }
  public var undoesScale: Bool { base.undoesScale }

  public func outputShape(for inputs: [Shape]) throws(LayerMismatch) -> Shape {
    let shape = try base.outputShape(for: inputs)
    let (found, expected) = (base.parameters(for: inputs), tensors.map(\.specification))
    guard found == expected else {
      func list(_ specifications: [TensorSpecification]) -> String {
        specifications.map { "\($0.name) \($0.dimensions)" }.joined(separator: ", ")
      }
      throw LayerMismatch(found: "an input that asks for \(list(found))", expected: "one for \(list(expected))")
    }
    return shape
  }

  public func parameters(for inputs: [Shape]) -> [TensorSpecification] { tensors.filter { $0.values == nil }.map(\.specification) }

  public func state(for inputs: [Shape]) -> [TensorSpecification] { base.state(for: inputs) }

  // All parameters of the layer stand in front of what the layer itself keeps; in scratch memory their tangents and gradients.

  public func cacheCount(for inputs: [Shape], samples: Int) -> Int { alignedCount + base.cacheCount(for: inputs, samples: samples) }

  public func scratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int {
    2 * alignedCount + base.scratchCount(for: inputs, samples: samples, precision: precision)
  }

  public func partScratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int {
    base.partScratchCount(for: inputs, samples: samples, precision: precision)
  }

  public func tangentScratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int {
    2 * alignedCount + base.tangentScratchCount(for: inputs, samples: samples, precision: precision)
  }

  private var alignedCount: Int { (count + 15) / 16 * 16 }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    for tensor in tensors {
      let (place, size) = (pass.cache + tensor.place, tensor.specification.count)
      guard let values = tensor.values else {
        place.update(from: pass.parameters + tensor.ownPlace, count: size)
        continue
      }
      switch R.precision {
      case .float32: tensor.single.withUnsafeBytes { UnsafeMutableRawPointer(place).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
      case .float64: values.withUnsafeBytes { UnsafeMutableRawPointer(place).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
      }
    }
    base.forward(whole(pass))
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    let all = gradients.parameters.map { _ in pass.scratch }
    base.backward(
      whole(pass), LayerGradients(output: gradients.output, input: gradients.input, parameters: all, inputs: gradients.inputs))
    if let all, let own = gradients.parameters { handOut(all, own) }
  }

  public func updateState<R: Real>(_ state: UnsafeMutablePointer<R>, after pass: LayerPass<R>) {
    base.updateState(state, after: whole(pass))
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    base.forwardTangent(whole(pass), whole(tangents, in: pass))
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    let all = gradients.parametersTangent.map { _ in pass.scratch }
    base.backwardTangent(
      whole(pass), whole(tangents, in: pass),
      LayerGradientTangents(
        output: gradients.output, outputTangent: gradients.outputTangent, inputTangent: gradients.inputTangent, parametersTangent: all,
        inputTangents: gradients.inputTangents))
    if let all, let own = gradients.parametersTangent { handOut(all, own) }
  }

  /// The layer's own pass: over all parameters, which `forward` has put together.
  private func whole<R: Real>(_ pass: LayerPass<R>) -> LayerPass<R> {
    LayerPass(
      inputShapes: pass.inputShapes, outputShape: pass.outputShape, samples: pass.samples, mode: pass.mode, parameters: pass.cache,
      state: pass.state, noise: pass.noise, input: pass.input, inputs: pass.inputs, output: pass.output, cache: pass.cache + alignedCount,
      scratch: pass.scratch + 2 * alignedCount, partScratch: pass.partScratch, team: pass.team)
  }

  /// The layer's own part of a direction, in which constants stand still.
  private func whole<R: Real>(_ tangents: LayerTangents<R>, in pass: LayerPass<R>) -> LayerTangents<R> {
    let direction = pass.scratch + alignedCount
    for tensor in tensors {
      let (place, size) = (direction + tensor.place, tensor.specification.count)
      if tensor.values == nil {
        place.update(from: tangents.parameters + tensor.ownPlace, count: size)
      } else {
        kernel_fill(R.kernel, size, 0, place)
      }
    }
    return LayerTangents(
      parameters: direction, input: tangents.input, output: tangents.output, inputs: tangents.inputs, isInputStill: tangents.isInputStill)
  }

  private func handOut<R: Real>(_ all: UnsafeMutablePointer<R>, _ own: UnsafeMutablePointer<R>) {
    for tensor in tensors where tensor.values == nil {
      (own + tensor.ownPlace).update(from: all + tensor.place, count: tensor.specification.count)
    }
  }
}

extension Layer {
  /// The layer itself, without the constants that it may have.
  public var unfrozen: any Layer { (self as? Frozen)?.base ?? self }
}
