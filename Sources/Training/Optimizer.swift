public import Objectives
public import Tensors

/// A rule by which a gradient becomes a step, with what it remembers from step to step. A new one is one file with a conforming type, and a case in
/// `OptimizerConfiguration`.
public protocol Optimizer<Scalar>: Sendable {
  /// What it computes in.
  associatedtype Scalar: Real

  /// All that its later steps depend on, beside their number: flat vectors of the parameters' length. A checkpoint keeps them and sets vectors of the
  /// same lengths.
  var moments: [[Scalar]] { get set }

  /// The diagonal of P, where the rule takes a step along P⁻¹ of an average of gradients; nil where it takes gradients as they are, and before the first step.
  ///
  /// - Parameter step: how many steps were taken.
  func preconditioner(after step: Int) -> [Scalar]?

  /// Moves `parameters` θ by one step.
  ///
  /// - Parameters:
  ///   - parameters: θ, which is moved.
  ///   - gradient: ∇L(θ) on the step's batch.
  ///   - learningRate: the step's η.
  ///   - step: how many steps were taken before it.
  ///   - objective: L on the step's batch, for a rule that asks for gradients beside θ.
  mutating func step(
    _ parameters: inout [Scalar], gradient: [Scalar], learningRate: Double, step: Int, objective: some Objective<Scalar>)
}

extension Optimizer {
  public func preconditioner(after step: Int) -> [Scalar]? { nil }
}
