public import Tensors

/// A weight written as a function w(v) of other tensors, which are trained in its place: the scheme normalizes weights
/// and not what flows between layers.
///
/// A new one is one file that conforms to this protocol, named in `Reparametrized.maps` and in the variant that uses
/// it; `Reparametrized` wraps it around any layer with weights. Tensors lie one behind the other; all functions
/// overwrite what they write.
public protocol Reparametrization: Hashable, Sendable {
  /// The name in `model.json`.
  var name: String { get }

  /// The tensors that are trained in place of the weight; one of them is a weight itself, of the same dimensions,
  /// fan-in and fan-out.
  func tensors(for weight: TensorSpecification) -> [TensorSpecification]

  /// - Throws: `LayerMismatch` for a weight that it is not defined for.
  func check(_ size: WeightSize) throws(LayerMismatch)

  /// w(v).
  func weight<R: Real>(_ size: WeightSize, _ tensors: UnsafePointer<R>, into weight: UnsafeMutablePointer<R>)

  /// The pullback: the tensors' gradient from the weight's.
  func pullback<R: Real>(
    _ size: WeightSize, _ tensors: UnsafePointer<R>, _ weightGradient: UnsafePointer<R>,
    into gradient: UnsafeMutablePointer<R>)

  /// R{w} along a direction of the tensors.
  func tangent<R: Real>(
    _ size: WeightSize, _ tensors: UnsafePointer<R>, along direction: UnsafePointer<R>,
    into weightTangent: UnsafeMutablePointer<R>)

  /// R{pullback} along a direction of the tensors, from the weight's gradient and its tangent.
  func pullbackTangent<R: Real>(
    _ size: WeightSize, _ tensors: UnsafePointer<R>, along direction: UnsafePointer<R>,
    _ weightGradient: UnsafePointer<R>,
    _ weightGradientTangent: UnsafePointer<R>, into gradientTangent: UnsafeMutablePointer<R>)
}

/// A weight as a matrix: a row for every unit or filter.
public struct WeightSize: Hashable, Sendable {
  /// Outputs of a linear layer, filters of a convolution.
  public let units: Int
  /// Weights of one of them.
  public let fanIn: Int

  /// The size of a weight.
  public init(units: Int, fanIn: Int) {
    self.units = units
    self.fanIn = fanIn
  }

  /// Number of weights.
  public var count: Int { units * fanIn }
}
