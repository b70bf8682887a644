internal import Landscape
public import Networks
public import Objectives
public import Tensors

/// A network's loss over batches as a function of its parameters, with what normalizations are to work with at each point: what lines and planes are drawn of.
///
/// The loss is the mean over all examples (of a half-sum loss the sum), so that a smaller last batch counts for less. Derivatives hold running and recomputed statistics
/// constant, as evaluation does. One thread at a time; every thread makes its own.
public final class SurfaceObjective<R: Real>: TwiceDifferentiableObjective {
  private let batches: BatchSequence<R>
  private let statistics: SurfaceStatistics
  private let state: [R]
  private let objective: NetworkObjective<R>
  private let estimation: (batches: BatchSequence<R>, objective: NetworkObjective<R>)?
  private var filled: Int?
  private var part: [R]

  /// The loss of `network` over `batches`.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - loss: what it minimises.
  ///   - batches: what it is averaged over.
  ///   - statistics: what normalizations work with.
  ///   - state: the kept running statistics.
  ///   - estimationBatches: what statistics are estimated from where they are recomputed; `batches` unless given.
  ///   - team: the threads that share a pass.
  public init(
    network: Network, loss: Loss, batches: BatchSequence<R>, statistics: SurfaceStatistics = .batch, state: [R] = [],
    estimationBatches: BatchSequence<R>? = nil, team: Team = Team()
  ) {
    precondition(statistics != .running || state.count == network.state.count, "a state of the network's length")
    (self.batches, self.statistics, self.state) = (batches, statistics, state)
    objective = NetworkObjective(network: network, loss: loss, batch: batches.makeBatch(), team: team)
    part = [R](onLargePages: 0, count: network.parameters.count)
    guard statistics == .recomputed, network.state.count > 0 else {
      estimation = nil
      return
    }
    let source = estimationBatches ?? batches
    estimation = (
      source,
      NetworkObjective(network: PopulationStatistics.counting(network), loss: loss, batch: source.makeBatch(), team: team)
    )
  }

  public var dimension: Int { objective.dimension }

  /// The metrics at θ, not numbers where they have no value: an accuracy of a regression, or anything where θ or the loss is not finite.
  public func measure(_ metrics: [SurfaceMetric], at parameters: [R]) -> [Double] {
    guard parameters.isFinite else { return metrics.map { _ in .nan } }
    let pass = pass(at: parameters)
    var gradient = metrics.contains(where: \.needsGradient) ? [R](onLargePages: 0, count: dimension) : []
    let value = gradient.isEmpty ? evaluate(at: parameters, pass) : evaluate(at: parameters, pass, gradient: &gradient)
    var ends: (smallest: Double, largest: Double)?
    if value.loss.isFinite, metrics.contains(where: \.isEigenvalue),
      let lanczos = try? Lanczos<R>(top: 0, maximumSteps: 100, tolerance: SurfaceMetric.eigenvalueTolerance),
      let found = lanczos.measure(hessian(at: parameters, pass)), let first = found.first
    {
      ends = (first.value, found[found.count - 1].value)
    }
    let subject =
      value.loss.isFinite && metrics.contains(where: \.isFlatness)
      ? Subject(self, at: parameters, layout: objective.network.parameters, value: value, gradient: gradient) : nil
    let sharpness = metrics.contains(where: \.isSharpness) ? row(SharpnessInstrument(), subject) : nil
    return metrics.map { metric in
      switch metric {
      case .loss: value.loss
      case .accuracy: value.accuracy
      case .gradientNorm: gradient.norm
      case .largestEigenvalue: ends?.largest ?? .nan
      case .smallestEigenvalue: ends?.smallest ?? .nan
      case .ascent: sharpness?.ascent ?? .nan
      case .adaptiveAscent: sharpness?.adaptiveAscent ?? .nan
      case .gradientCurvature: sharpness?.gradientCurvature ?? .nan
      case .filterFlatness: row(FilterFlatnessInstrument(), subject)?.rise ?? .nan
      case .keskarSharpness: row(KeskarSharpnessInstrument(columns: 0), subject)?.sharpness ?? .nan
      }
    }
  }

  private func row<I: Instrument>(_ instrument: I, _ subject: Subject<R>?) -> I.Row? {
    subject.flatMap { try? instrument.measure($0) { _ in } }?.first
  }

  /// The loss and the accuracy at θ, with other running statistics than the kept ones where `state` is given; not numbers where θ is not finite.
  public func evaluate(at parameters: [R], state: [R]? = nil) -> LossValue {
    guard parameters.isFinite else { return LossValue(loss: .nan, accuracy: .nan) }
    return evaluate(at: parameters, pass(at: parameters, state: state))
  }

  public func value(at parameters: [R]) -> Double { evaluate(at: parameters, pass(at: parameters)).loss }

  public func valueAndGradient(at parameters: [R], gradient: inout [R]) -> Double {
    evaluate(at: parameters, pass(at: parameters), gradient: &gradient).loss
  }

  public func hessianVectorProduct(at parameters: [R], direction: [R], product: inout [R]) {
    hessian(at: parameters).apply(to: direction, product: &product)
  }

  public func hessian(at parameters: [R]) -> any LinearOperator<R> {
    hessian(at: parameters, pass(at: parameters))
  }

  /// Of one batch the network's own, which keeps what its products have in common.
  private func hessian(at parameters: [R], _ pass: Pass<R>) -> any LinearOperator<R> {
    guard batches.count == 1 else { return SurfaceHessian(objective: self, parameters: parameters, pass: pass) }
    if filled != 0 { batches.fill(objective.batch, 0) }
    filled = 0
    return objective.passing(pass).hessian(at: parameters)
  }

  /// How the network is passed through at θ.
  private func pass(at parameters: [R], state other: [R]? = nil) -> Pass<R> {
    switch statistics {
    case .batch: return Pass()
    case .running: return Pass(mode: .evaluation, state: other ?? state)
    case .recomputed:
      guard let estimation else { return Pass(mode: .evaluation) }
      var mean = [R](onLargePages: 0, count: estimation.objective.network.state.count)
      var own: [R] = estimation.objective.network.initialState()
      for index in 0..<estimation.batches.count {
        estimation.batches.fill(estimation.objective.batch, index)
        _ = estimation.objective.evaluate(at: parameters)
        estimation.objective.updateState(&own, at: parameters)
        mean.add(1 / Double(estimation.batches.count), times: own)
      }
      return Pass(mode: .evaluation, state: mean)
    }
  }

  private func evaluate(at parameters: [R], _ pass: Pass<R>) -> LossValue {
    mean(pass) { objective, _ in objective.evaluate(at: parameters) }
  }

  private func evaluate(at parameters: [R], _ pass: Pass<R>, gradient: inout [R]) -> LossValue {
    gradient.fill(0)
    return mean(pass) { objective, weight in
      let value = objective.evaluate(at: parameters, gradient: &part)
      gradient.add(weight, times: part)
      return value
    }
  }

  /// The mean of what `body` finds over the batches, in their order.
  private func mean(_ pass: Pass<R>, _ body: (_ objective: NetworkObjective<R>, _ weight: Double) -> LossValue) -> LossValue {
    var (loss, accuracy) = (0.0, 0.0)
    forEachBatch(pass) { objective, weight in
      let value = body(objective, weight)
      loss += weight * value.loss
      accuracy += Double(objective.batch.samples) / Double(batches.examples) * value.accuracy
    }
    return LossValue(loss: loss, accuracy: accuracy)
  }

  private func forEachBatch(_ pass: Pass<R>, _ body: (_ objective: NetworkObjective<R>, _ weight: Double) -> Void) {
    let passing = objective.passing(pass)
    for index in 0..<batches.count {
      if filled != index { batches.fill(passing.batch, index) }
      filled = index
      // One batch weighs 1 exactly: a line over it is what the line over its own objective is, to the last bit.
      let share = Double(passing.batch.samples) / Double(batches.examples)
      body(passing, objective.loss == .halfSumSquaredError ? 1 : share)
    }
  }

  /// Writes Hv over `product`.
  fileprivate func product(at parameters: [R], _ pass: Pass<R>, _ direction: [R], into product: inout [R]) {
    product.fill(0)
    forEachBatch(pass) { objective, weight in
      objective.hessianVectorProduct(at: parameters, direction: direction, product: &part)
      product.add(weight, times: part)
    }
  }
}

/// The Hessian of a loss over batches at a point.
private struct SurfaceHessian<R: Real>: LinearOperator {
  let objective: SurfaceObjective<R>
  let parameters: [R]
  let pass: Pass<R>
  var dimension: Int { parameters.count }

  func apply(to direction: [R], product: inout [R]) { objective.product(at: parameters, pass, direction, into: &product) }
}
