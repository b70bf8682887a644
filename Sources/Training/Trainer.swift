public import Datasets
public import Networks
internal import Objectives
public import Tensors

/// A training run in progress: parameters, running statistics, optimizer and position, moved one step at a time by its owner, who may measure
/// between `computeGradient` and `update`.
public final class Trainer<R: Real> {
  /// The loss on the current batch.
  public private(set) var objective: NetworkObjective<R>
  /// θ.
  public private(set) var parameters: [R]
  /// Running statistics.
  public private(set) var state: [R]
  /// Running statistics as they will be once the current batch counts; they become `state` with the step.
  private var nextState: [R]
  /// ∇L(θ) on the current batch, after `computeGradient`.
  public private(set) var gradient: [R]
  /// Steps taken.
  public private(set) var step = 0
  private let baseRate: Double
  private let rateFactor: (_ step: Int) -> Double
  private let dataset: any Dataset
  private var order: DataOrder
  private var optimizer: any Optimizer<R>
  private let seed: UInt64
  private let augmentation: Augmentation?
  private let gradientClip: Double?
  /// The gradient as the optimizer gets it, where it may be a shorter one.
  private var clipped: [R]
  private var loadedStep: Int?

  /// The learning rate η of the current step.
  public var learningRate: Double { baseRate * rateFactor(step) }

  /// A run that starts at `parameters`, at a step's learning rate of `learningRate` × `rateFactor(step)` (see `RateSchedule`); with `augmentation` every step's images are cropped and flipped.
  /// Parameters of `groups` are trained as these say. `team` shares the work of a step, with the same result whatever its threads. With `gradientClip` the optimizer gets a longer gradient than that shortened to it (Pascanu et al. 2013, Algorithm 1).
  public init(
    network: Network, loss: Loss, dataset: any Dataset, batchSize: Int, optimizer: OptimizerConfiguration, learningRate: Double,
    rateFactor: @escaping (_ step: Int) -> Double = { _ in 1 }, parameters: [R], seed: UInt64, groups: [ParameterGroup] = [],
    augmentation: Augmentation? = nil, gradientClip: Double? = nil, team: Team = Team()
  ) {
    precondition(parameters.count == network.parameters.count, "as many parameters as the network has")
    self.dataset = dataset
    self.parameters = [R](onLargePages: parameters)
    baseRate = learningRate
    self.rateFactor = rateFactor
    self.seed = seed
    self.augmentation = augmentation
    self.gradientClip = gradientClip
    state = network.initialState()
    nextState = state
    gradient = [R](onLargePages: 0, count: parameters.count)
    clipped = gradientClip == nil ? [] : gradient
    order = DataOrder(count: dataset.count(.training), batchSize: batchSize, seed: seed)
    self.optimizer = optimizer.optimizer(dimension: parameters.count, groups: groups, team: team)
    let batch = Batch<R>(capacity: batchSize, inputShape: network.inputShape, outputs: network.outputShape.count)
    objective = NetworkObjective(network: network, loss: loss, batch: batch, team: team)
  }

  /// The run as it stands between two steps.
  public var snapshot: TrainerState<R> {
    TrainerState(step: step, parameters: parameters, state: state, moments: optimizer.moments)
  }

  /// The diagonal of the optimizer's preconditioner as it stands (see `Optimizer.preconditioner`); nil where it has none.
  public var preconditioner: [R]? { optimizer.preconditioner(after: step) }

  /// Goes on from a run of the same configuration; false, and nothing moved, where the state's vectors are not of this run's lengths.
  public func resume(from snapshot: TrainerState<R>) -> Bool {
    guard snapshot.parameters.count == parameters.count, snapshot.state.count == state.count,
      snapshot.moments.map(\.count) == optimizer.moments.map(\.count)
    else { return false }
    step = snapshot.step
    optimizer.moments = snapshot.moments
    parameters = snapshot.parameters
    state = snapshot.state
    return true
  }

  /// Loads the batch of the current step and computes the loss and the gradient there. `parameters` and `state` stay as they are.
  public func computeGradient() -> LossValue {
    if loadedStep != step, !(order.isFullBatch && augmentation == nil && loadedStep != nil) {
      order.withBatch(at: step) { dataset.fill(objective.batch, from: .training, at: $0) }
      augmentation?.apply(to: objective.batch, seed: seed, step: step)
    }
    loadedStep = step
    objective = objective.passing(Pass(noise: NoiseSource(seed: seed, step: step)))
    let value = objective.evaluate(at: parameters, gradient: &gradient)
    // Copied into memory that is there: an assignment would share it and allocate anew when it is written.
    nextState.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: state) }
    objective.updateState(&nextState, at: parameters)
    return value
  }

  /// Takes one optimizer step from the gradient of the last `computeGradient`, and the running statistics of its batch. An optimizer that asks for other
  /// gradients gets them on the same batch and in the same pass; `gradient` stays that of θ.
  public func update() {
    swap(&state, &nextState)
    takeStep(&parameters, by: &optimizer)
    step += 1
  }

  /// Where `update` will lead, θ₊ of the last `computeGradient`; the run stays where it is.
  public func nextParameters() -> [R] {
    var (parameters, optimizer) = (parameters, optimizer)
    takeStep(&parameters, by: &optimizer)
    return parameters
  }

  private func takeStep(_ parameters: inout [R], by optimizer: inout any Optimizer<R>) {
    let norm = gradientClip == nil ? 0 : gradient.norm
    if let gradientClip, norm > gradientClip {
      clipped.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: gradient) }
      clipped.scale(by: gradientClip / norm)
      optimizer.step(&parameters, gradient: clipped, learningRate: learningRate, step: step, objective: objective)
    } else {
      optimizer.step(&parameters, gradient: gradient, learningRate: learningRate, step: step, objective: objective)
    }
  }
}
