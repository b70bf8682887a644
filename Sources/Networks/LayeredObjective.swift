public import Objectives
public import Tensors

/// An objective whose parameters belong to the layers of a network: what is measured inside a network asks for this, and for no concrete type.
public protocol LayeredObjective<Scalar>: TwiceDifferentiableObjective {
  /// The layers, the shapes between them and where tensors lie.
  var network: Network { get }
  /// What is minimised.
  var loss: Loss { get }
  /// The examples.
  var batch: Batch<Scalar> { get }
  /// How the network is passed through.
  var pass: Pass<Scalar> { get }
  /// The threads that share a pass, for other objectives that are made from this one.
  var team: Team { get }

  /// The same objective in another way of passing through the network.
  func passing(_ pass: Pass<Scalar>) -> Self

  /// The loss and the accuracy at θ.
  func evaluate(at parameters: [Scalar]) -> LossValue

  /// The Gauss–Newton matrix G = Jᵀ H_out J at θ, for many products there: J is the Jacobian of all outputs of the whole batch, H_out the Hessian of the loss,
  /// divisor and all, by the outputs. With a convex loss G has no negative eigenvalues; what the Hessian has beside it, Σ ∂L/∂z ∇²z, vanishes where the
  /// outputs are linear in θ.
  func gaussNewton(at parameters: [Scalar]) -> any LinearOperator<Scalar>

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

  /// Hands ∂L/∂output of every node at θ to `body`, the last node's first, in one pass; what no later node reads on its way to the output has none.
  func forEachOutputGradient(at parameters: [Scalar], _ body: (_ node: Int, _ gradient: UnsafeBufferPointer<Scalar>) -> Void)

  /// The values and gradients around one layer at θ.
  func values(aroundLayer layer: Int, at parameters: [Scalar]) -> LayerValues<Scalar>
}

extension LayeredObjective {
  /// Where the parameters lie.
  public var parameterLayout: TensorLayout { network.parameters }

  /// The same objective with the noise of another step.
  public func passing(step: Int) -> Self {
    var pass = pass
    pass.noise.step = step
    return passing(pass)
  }
}
