public import Tensors

/// A training run between two steps: all that its future depends on, beside its configuration.
public struct TrainerState<R: Real>: Equatable, Sendable {
  /// Steps taken.
  public let step: Int
  /// θ.
  public let parameters: [R]
  /// Running statistics.
  public let state: [R]
  /// Steps that the optimizer has taken.
  public let optimizerSteps: Int
  /// The optimizer's first moment, or velocity; empty where it has none.
  public let firstMoment: [R]
  /// The optimizer's second moment; empty where it has none.
  public let secondMoment: [R]

  /// A state.
  public init(step: Int, parameters: [R], state: [R], optimizerSteps: Int, firstMoment: [R], secondMoment: [R]) {
    self.step = step
    self.parameters = parameters
    self.state = state
    self.optimizerSteps = optimizerSteps
    self.firstMoment = firstMoment
    self.secondMoment = secondMoment
  }
}
