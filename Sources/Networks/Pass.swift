public import Tensors

/// How a network is passed through: which of its behaviours it shows, with what running statistics, and what its noise is drawn from. An argument of an
/// evaluation, never a property that someone has to put back.
public struct Pass<R: Real>: Sendable {
  /// Training or evaluation.
  public var mode: Mode
  /// The running statistics that evaluation mode uses, of the network's state's length. Empty: the batch's own statistics serve instead.
  public var state: [R]
  /// What the noise of noise layers and dropout is drawn from.
  public var noise: NoiseSource

  /// A pass; in training mode, with the noise of step 0 of seed 0, unless said otherwise.
  public init(mode: Mode = .training, state: [R] = [], noise: NoiseSource = NoiseSource()) {
    self.mode = mode
    self.state = state
    self.noise = noise
  }
}

/// What noise is drawn from: the same seed and step give the same noise, so that a pass repeated is the same pass.
public struct NoiseSource: Equatable, Sendable {
  /// The seed of the run.
  public var seed: UInt64
  /// The step of the run, from 0 to below 2⁴⁰.
  public var step: Int

  /// The noise of a step of a run.
  public init(seed: UInt64 = 0, step: Int = 0) {
    self.seed = seed
    self.step = step
  }
}
