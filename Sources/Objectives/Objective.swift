public import Tensors

/// A scalar function of a flat vector: what instruments measure. A network with a fixed batch is one; a quadratic is another.
public protocol Objective<Scalar> {
  /// What it computes in.
  associatedtype Scalar: Real

  /// Length of its argument.
  var dimension: Int { get }

  /// f(θ).
  func value(at parameters: [Scalar]) -> Double

  /// f(θ), with ∇f(θ) written over `gradient`, which has the dimension's length.
  func valueAndGradient(at parameters: [Scalar], gradient: inout [Scalar]) -> Double
}

/// An objective that knows its curvature.
public protocol TwiceDifferentiableObjective<Scalar>: Objective {
  /// Hv over `product`, for H the Hessian at θ; all three vectors have the dimension's length.
  func hessianVectorProduct(at parameters: [Scalar], direction: [Scalar], product: inout [Scalar])
}
