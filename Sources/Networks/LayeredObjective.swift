public import Objectives
public import Tensors

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
