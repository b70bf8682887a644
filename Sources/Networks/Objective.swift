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

/// An objective whose parameters belong to layers, one behind the other.
public protocol LayeredObjective<Scalar>: Objective {
  /// Where the tensors lie.
  var parameterLayout: TensorLayout { get }

  /// For every weight matrix Wᵢ in order: its gradient with all parameters of earlier layers at `shifted` and layer i and later at `parameters`
  /// (Santurkar et al. 2018, Definition 2.1). `body` is handed the weight and a vector of the dimension's length whose part
  /// `entry.range` is that gradient; the rest is undefined.
  ///
  /// The weights of the first layer that has parameters are passed over: nothing before them moves, so that G′ = G.
  func forEachShiftedGradient(
    at parameters: [Scalar], shifted: [Scalar], gradient: inout [Scalar], _ body: (_ entry: TensorEntry, _ gradient: [Scalar]) -> Void)

  /// Hands the output of every layer at θ to `body`, one after the other.
  func forEachActivation(
    at parameters: [Scalar], _ body: (_ layer: Int, _ name: String, _ output: UnsafeBufferPointer<Scalar>) -> Void)
}
