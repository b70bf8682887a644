public import Objectives
public import Tensors

/// f(x) = ½ xᵀ diag(h) x: an objective of which everything is known. ∇f = h∘x, Hv = h∘v.
public struct Quadratic<Scalar: Real>: TwiceDifferentiableObjective {
  /// The Hessian's diagonal.
  public let diagonal: [Scalar]

  /// The quadratic with this Hessian.
  public init(diagonal: [Scalar]) { self.diagonal = diagonal }

  public var dimension: Int { diagonal.count }

  public func value(at parameters: [Scalar]) -> Double {
    zip(diagonal, parameters).reduce(0) { $0 + 0.5 * Double($1.0) * Double($1.1) * Double($1.1) }
  }

  public func valueAndGradient(at parameters: [Scalar], gradient: inout [Scalar]) -> Double {
    for i in parameters.indices { gradient[i] = diagonal[i] * parameters[i] }
    return value(at: parameters)
  }

  public func hessianVectorProduct(at parameters: [Scalar], direction: [Scalar], product: inout [Scalar]) {
    for i in direction.indices { product[i] = diagonal[i] * direction[i] }
  }
}
