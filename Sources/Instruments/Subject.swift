public import Datasets
public import Networks
public import Objectives
public import Tensors

/// What instruments look at: a function at a point, with as much as is known about it.
public struct Subject<Scalar: Real> {
  /// The function.
  public let objective: any Objective<Scalar>
  private let curved: (any TwiceDifferentiableObjective<Scalar>)?
  private let layered: (any LayeredObjective<Scalar>)?
  /// Where the tensors of a network lie in θ; nil for a function without layers.
  public let layout: TensorLayout?
  /// θ.
  public let parameters: [Scalar]
  /// f(θ); and the accuracy there, not a number where there is none.
  public let value: LossValue
  /// ∇f(θ).
  public let gradient: [Scalar]
  /// The running statistics of a network's normalizations.
  public var state: [Scalar] = []
  /// The training run that came to this point; nil for a point from outside.
  public var run: RunPosition<Scalar>?
  /// The diagonal of the P that an optimizer of the run divides by (see `Optimizer.preconditioner`); nil where it takes gradients as they are.
  public var preconditioner: () -> [Scalar]? = { nil }
  /// Where the run's optimizer goes from here in its next step; nil for a point of no run.
  public var nextParameters: () -> [Scalar]? = { nil }
  /// Directions that were given, by their names in a case: `direction`, `plane_x`, `plane_y`.
  public var directions: [String: [Scalar]] = [:]
  /// Other points that were given, by their names in a case: `other`.
  public var points: [String: NetworkPosition<Scalar>] = [:]

  /// A function with its gradient alone, at a point.
  public init(_ objective: some Objective<Scalar>, at parameters: [Scalar]) {
    var gradient = [Scalar](onLargePages: 0, count: parameters.count)
    let value = objective.valueAndGradient(at: parameters, gradient: &gradient)
    (self.objective, curved, layered, layout) = (objective, nil, nil, nil)
    (self.parameters, self.value, self.gradient) = (parameters, LossValue(loss: value, accuracy: .nan), gradient)
  }

  /// A function with its curvature, at a point.
  public init(_ objective: some TwiceDifferentiableObjective<Scalar>, at parameters: [Scalar]) {
    self.init(objective, at: parameters, layout: nil)
  }

  /// A function of a network's parameters, which lie as `layout` has them, with its curvature, at a point.
  public init(_ objective: some TwiceDifferentiableObjective<Scalar>, at parameters: [Scalar], layout: TensorLayout?) {
    var gradient = [Scalar](onLargePages: 0, count: parameters.count)
    let value = objective.valueAndGradient(at: parameters, gradient: &gradient)
    self.init(objective, at: parameters, layout: layout, value: LossValue(loss: value, accuracy: .nan), gradient: gradient)
  }

  /// The same, at a point where its value and gradient are known.
  init(
    _ objective: some TwiceDifferentiableObjective<Scalar>, at parameters: [Scalar], layout: TensorLayout?, value: LossValue,
    gradient: [Scalar]
  ) {
    (self.objective, curved, layered, self.layout) = (objective, objective, nil, layout)
    (self.parameters, self.value, self.gradient) = (parameters, value, gradient)
  }

  /// A network's loss, at a point where its value and gradient are known.
  public init(_ objective: some LayeredObjective<Scalar>, at parameters: [Scalar], value: LossValue, gradient: [Scalar]) {
    (self.objective, curved, layered, layout) = (objective, objective, objective, objective.parameterLayout)
    (self.parameters, self.value, self.gradient) = (parameters, value, gradient)
  }

  /// The function with its curvature, for an instrument that needs it.
  ///
  /// - Throws: `InstrumentError.missing`.
  public func curvature(for instrument: some Instrument) throws(InstrumentError) -> any TwiceDifferentiableObjective<Scalar> {
    guard let curved else { throw .missing(instrument: type(of: instrument).name, needed: "second derivatives") }
    return curved
  }

  /// The function with its layers, for an instrument that needs them.
  ///
  /// - Throws: `InstrumentError.missing`.
  public func layers(for instrument: some Instrument) throws(InstrumentError) -> any LayeredObjective<Scalar> {
    guard let layered else { throw .missing(instrument: type(of: instrument).name, needed: "layers") }
    return layered
  }

  /// The training run, for an instrument that needs one.
  ///
  /// - Throws: `InstrumentError.missing`.
  public func run(for instrument: some Instrument) throws(InstrumentError) -> RunPosition<Scalar> {
    guard let run else { throw .missing(instrument: type(of: instrument).name, needed: "training run") }
    return run
  }

  /// Refuses to look for more eigenvalues than the Hessian has.
  ///
  /// - Throws: `InstrumentError.invalidSetting`.
  func require(eigenvalues: Int, setting: String) throws(InstrumentError) {
    guard eigenvalues <= parameters.count else {
      throw .invalidSetting(name: setting, found: "\(eigenvalues) eigenvalues", expected: "at most the Hessian's \(parameters.count)")
    }
  }

  /// A direction that was given, for an instrument that needs it.
  ///
  /// - Throws: `InstrumentError.missing`, or `InstrumentError.invalidSetting` for one of another length than θ.
  public func direction(_ name: String, for instrument: some Instrument) throws(InstrumentError) -> [Scalar] {
    guard let direction = directions[name] else {
      throw .missing(instrument: type(of: instrument).requestKey, needed: "\(name).safetensors")
    }
    guard direction.count == parameters.count else {
      throw .invalidSetting(
        name: name, found: "\(direction.count) values", expected: "as many as there are parameters, \(parameters.count)")
    }
    return direction
  }

  /// Another point that was given, for an instrument that needs it.
  ///
  /// - Throws: `InstrumentError.missing`, or `InstrumentError.invalidSetting` for one of other lengths than this one.
  public func point(_ name: String, for instrument: some Instrument) throws(InstrumentError) -> NetworkPosition<Scalar> {
    guard let point = points[name] else {
      throw .missing(instrument: type(of: instrument).requestKey, needed: "\(name).safetensors")
    }
    guard point.parameters.count == parameters.count, point.state.count == state.count else {
      throw .invalidSetting(
        name: name, found: "\(point.parameters.count) parameters and \(point.state.count) running statistics",
        expected: "as many as at the first point, \(parameters.count) and \(state.count)")
    }
    return point
  }
}

/// A network's parameters, and the running statistics that belong to them.
public struct NetworkPosition<Scalar: Real>: Equatable, Sendable {
  /// θ.
  public var parameters: [Scalar]
  /// The running statistics of normalizations; empty where there are none.
  public var state: [Scalar]

  /// A position.
  public init(parameters: [Scalar], state: [Scalar] = []) { (self.parameters, self.state) = (parameters, state) }
}

/// Where a training run stands.
public struct RunPosition<Scalar: Real>: Sendable {
  /// Steps taken.
  public let step: Int
  /// The learning rate η of the next step.
  public let learningRate: Double
  /// The seed.
  public let seed: UInt64
  /// Examples a step.
  public let batchSize: Int
  /// θ₀.
  public let start: [Scalar]
  /// What is learnt.
  public let dataset: any Dataset

  /// A position.
  public init(step: Int, learningRate: Double, seed: UInt64, batchSize: Int, start: [Scalar], dataset: any Dataset) {
    (self.step, self.learningRate, self.seed, self.batchSize) = (step, learningRate, seed, batchSize)
    (self.start, self.dataset) = (start, dataset)
  }
}
