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

  /// The Hessian at θ, for many products there: an objective that can share work between them does so. Else each is a `hessianVectorProduct` of its own.
  func hessian(at parameters: [Scalar]) -> any LinearOperator<Scalar>
}

extension TwiceDifferentiableObjective {
  public func hessian(at parameters: [Scalar]) -> any LinearOperator<Scalar> { Hessian(objective: self, parameters: parameters) }
}

/// The Hessian of an objective that shares nothing between its products.
private struct Hessian<Function: TwiceDifferentiableObjective>: LinearOperator {
  let objective: Function
  let parameters: [Function.Scalar]

  var dimension: Int { parameters.count }

  func apply(to direction: [Function.Scalar], product: inout [Function.Scalar]) {
    objective.hessianVectorProduct(at: parameters, direction: direction, product: &product)
  }
}
