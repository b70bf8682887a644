public import Tensors

/// A training run between two steps: all that its future depends on, beside its configuration.
public struct TrainerState<R: Real>: Equatable, Sendable {
  /// Steps taken.
  public let step: Int
  /// θ.
  public let parameters: [R]
  /// Running statistics.
  public let state: [R]
  /// What the optimizer remembers (see `Optimizer.moments`).
  public let moments: [[R]]

  /// A state.
  public init(step: Int, parameters: [R], state: [R], moments: [[R]]) {
    self.step = step
    self.parameters = parameters
    self.state = state
    self.moments = moments
  }
}
