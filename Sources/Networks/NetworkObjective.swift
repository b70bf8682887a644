public import Objectives
public import Tensors

/// A network's loss on a batch, as a function of its parameters, in one way of passing through the network.
///
/// Normalization in training mode uses the batch's own statistics and nothing is remembered from one call to the next: running statistics move by
/// `updateState` alone, and noise is fixed by the pass, so that a probe cannot disturb a training run.
///
/// That a batch has the network's shapes and its labels are among the network's outputs, and that vectors have the dimension's length, are
/// preconditions.
public struct NetworkObjective<R: Real>: LayeredObjective {
  /// What is minimised.
  public let loss: Loss
  /// How the network is passed through.
  public let pass: Pass<R>
  private let memory: Memory

  /// What all passes over one batch share: plans, made when they are first needed, over one workspace.
  private final class Memory {
    let network: Network
    let batch: Batch<R>
    let team: Team
    private let workspace = Workspace<R>()
    private(set) lazy var training = execution(.training)
    private(set) lazy var probing = execution(.probing)
    private(set) lazy var byLayer = execution(.byLayer)
    private(set) lazy var secondOrder = SecondOrder<R>(network: network, batch: batch, workspace: workspace, team: team)
    /// Parameters of which the first ones are moved, where layers share them.
    lazy var moved = [R](onLargePages: 0, count: network.parameters.count)
    /// By value, which gradients a probe wants.
    lazy var wanted = [Bool](repeating: false, count: network.shapes.count)

    init(network: Network, batch: Batch<R>, team: Team) { (self.network, self.batch, self.team) = (network, batch, team) }

    private func execution(_ purpose: ExecutionPlan.Purpose) -> Execution<R> {
      Execution(network: network, batch: batch, purpose: purpose, workspace: workspace, team: team)
    }

    /// Marks the values that a stage of `plan`, or one with its parameters, has a say in.
    func want(reachedFrom stage: Int, in plan: ExecutionPlan) {
      let owner = network.parameters.owners[plan.stages[stage].node]
      for value in wanted.indices { wanted[value] = false }
      for index in stage..<plan.stages.count {
        let other = plan.stages[index]
        wanted[other.output] =
          network.parameters.owners[other.node] == owner || other.inputs.contains { wanted[$0] }
      }
    }
  }

  /// The loss of `network` on `batch`, computed by `team`. Memory for passes is made when they are first asked for.
  public init(network: Network, loss: Loss, batch: Batch<R>, pass: Pass<R> = Pass(), team: Team = Team()) {
    precondition(batch.inputShape == network.inputShape, "the batch has the network's input shape")
    precondition(loss.isClassification || batch.outputs == network.outputShape.count, "the batch has targets of the network's outputs")
    self.init(loss: loss, pass: pass, memory: Memory(network: network, batch: batch, team: team))
  }

  private init(loss: Loss, pass: Pass<R>, memory: Memory) {
    precondition(pass.state.isEmpty || pass.state.count == memory.network.state.count, "a state of the network's length")
    (self.loss, self.pass, self.memory) = (loss, pass, memory)
  }

  /// The same loss, on the same batch and in the same memory, in another way of passing through the network.
  public func passing(_ pass: Pass<R>) -> NetworkObjective { NetworkObjective(loss: loss, pass: pass, memory: memory) }

  /// The network.
  public var network: Network { memory.network }
  /// The examples; fill it anew for another batch.
  public var batch: Batch<R> { memory.batch }
  /// The threads that share a pass.
  public var team: Team { memory.team }
  /// Number of parameters.
  public var dimension: Int { network.parameters.count }

  /// The loss and the accuracy at θ.
  public func evaluate(at parameters: [R]) -> LossValue {
    precondition(parameters.count == dimension, "as many parameters as the network has")
    let execution = memory.training
    return parameters.withUnsafeBufferPointer { parameters in
      execution.forward(0..<execution.plan.stages.count, parameters: pointer(parameters), pass)
      return execution.loss(loss, withGradient: false)
    }
  }

  /// The loss and the accuracy at θ, with the gradient written over `gradient`.
  public func evaluate(at parameters: [R], gradient: inout [R]) -> LossValue {
    precondition(parameters.count == dimension && gradient.count == dimension, "as many parameters as the network has")
    let execution = memory.training
    return parameters.withUnsafeBufferPointer { parameters in
      gradient.withUnsafeMutableBufferPointer { gradient in
        let parameters = pointer(parameters)
        execution.forward(0..<execution.plan.stages.count, parameters: parameters, pass)
        guard dimension > 0 else { return execution.loss(loss, withGradient: false) }
        let value = execution.loss(loss, withGradient: true)
        execution.backward(
          to: execution.plan.firstTrainedStage, wanted: execution.plan.isTrained, parameters: parameters, pass,
          gradient: gradient.baseAddress
        ) { _ in true }
        return value
      }
    }
  }

  public func value(at parameters: [R]) -> Double { evaluate(at: parameters).loss }

  public func valueAndGradient(at parameters: [R], gradient: inout [R]) -> Double {
    evaluate(at: parameters, gradient: &gradient).loss
  }

  /// Moves running statistics by the batch of the last training-mode evaluation. Call it before anything else is evaluated.
  public func updateState(_ state: inout [R], at parameters: [R]) {
    precondition(parameters.count == dimension, "as many parameters as the network has")
    precondition(state.count == network.state.count && pass.mode == .training, "a state of the network's length, in training mode")
    parameters.withUnsafeBufferPointer { parameters in
      state.withUnsafeMutableBufferPointer { state in
        guard let state = state.baseAddress else { return }
        memory.training.updateState(state, parameters: pointer(parameters), pass)
      }
    }
  }

  public func hessianVectorProduct(at parameters: [R], direction: [R], product: inout [R]) {
    hessian(at: parameters).apply(to: direction, product: &product)
  }

  /// The Hessian at θ, whose products are by the R-operator, with normalization through the batch's own statistics in training mode. The first product
  /// passes through the network once more than the next ones, which find values and gradients where it left them; so does one after any other pass over the
  /// same batch. The batch is not to be filled anew between its products: ask for another Hessian then.
  public func hessian(at parameters: [R]) -> any LinearOperator<R> { matrix(.whole, at: parameters) }

  public func gaussNewton(at parameters: [R]) -> any LinearOperator<R> { matrix(.gaussNewton, at: parameters) }

  private func matrix(_ kind: NetworkHessian<R>.Kind, at parameters: [R]) -> NetworkHessian<R> {
    precondition(parameters.count == dimension, "as many parameters as the network has")
    return NetworkHessian(
      kind: kind, point: NetworkPoint(parameters: parameters, loss: loss, pass: pass), secondOrder: memory.secondOrder)
  }

  /// The values and gradients around one layer at θ: what theorems about a layer speak of. ∂L/∂input is what comes through this layer, whoever else reads
  /// the same value.
  public func values(aroundLayer layer: Int, at parameters: [R]) -> LayerValues<R> {
    precondition(parameters.count == dimension && network.nodes.indices.contains(layer), "a layer of the network")
    let execution = memory.secondOrder.execution
    let (count, inputCount) = (execution.plan.stages.count, network.inputShape(ofLayer: layer).count * batch.samples)
    let outputCount = network.outputShape(ofLayer: layer).count * batch.samples
    func copy(_ pointer: UnsafeMutablePointer<R>, _ count: Int) -> [R] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
    return parameters.withUnsafeBufferPointer { parameters in
      let parameters = pointer(parameters)
      // Memory of what no backward pass reads serves others later.
      execution.forward(0..<layer + 1, parameters: parameters, pass)
      let (input, ownOutput) = (
        copy(execution.values[network.inputs[layer][0]], inputCount), copy(execution.values[layer + 1], outputCount)
      )
      execution.forward(layer + 1..<count, parameters: parameters, pass)
      _ = execution.loss(loss, withGradient: true)
      memory.want(reachedFrom: layer, in: execution.plan)
      execution.backward(to: layer + 1, wanted: memory.wanted, parameters: parameters, pass, gradient: nil) { _ in false }
      let output = execution.gradients.gradient(of: layer + 1)
      let outputGradient = copy(output, outputCount)
      let inputGradient = [R](unsafeUninitializedCapacity: inputCount) { buffer, filled in
        // The other inputs' gradients are not asked for.
        let places = network.inputs[layer].indices.map { $0 == 0 ? buffer.baseAddress : nil }
        places.withUnsafeBufferPointer { places in
          execution.backward(
            through: layer, parameters: parameters, pass,
            LayerGradients(
              output: output, input: buffer.baseAddress, parameters: nil, inputs: places.count > 1 ? places.baseAddress : nil))
        }
        filled = inputCount
      }
      return LayerValues(input: input, output: ownOutput, inputGradient: inputGradient, outputGradient: outputGradient)
    }
  }

  public func forEachOutputGradient(
    at parameters: [R], _ body: (_ node: Int, _ gradient: UnsafeBufferPointer<R>) -> Void
  ) {
    precondition(parameters.count == dimension, "as many parameters as the network has")
    let execution = memory.secondOrder.execution
    for value in memory.wanted.indices { memory.wanted[value] = value > 0 }
    parameters.withUnsafeBufferPointer { parameters in
      let parameters = pointer(parameters)
      execution.forward(0..<execution.plan.stages.count, parameters: parameters, pass)
      _ = execution.loss(loss, withGradient: true)
      for node in network.nodes.indices.reversed() {
        let count = network.outputShape(ofLayer: node).count * batch.samples
        body(node, UnsafeBufferPointer(start: execution.gradients.gradient(of: node + 1), count: count))
        execution.backward(through: node, wanted: memory.wanted, parameters: parameters, pass)
      }
    }
  }

  public func forEachShiftedGradient(
    at parameters: [R], shifted: [R], gradient: inout [R], _ body: (_ entry: TensorEntry, _ gradient: [R]) -> Void
  ) {
    precondition(
      [parameters.count, shifted.count, gradient.count].allSatisfy { $0 == dimension }, "as many parameters as the network has")
    let execution = memory.probing
    let plan = execution.plan
    let isShared = network.parameters.isShared
    // The values before stage i at `shifted` are those before stage i − 1 and one stage more: the prefix is computed once for all.
    for (index, stage) in plan.stages.enumerated() {
      let weights =
        index > plan.firstTrainedStage ? network.parameters.entries.filter { $0.layer == stage.node && $0.isWeightMatrix } : []
      if let first = weights.first {
        if isShared {
          // A later node may use parameters of an earlier one, which are moved.
          let start = network.parameters.layerRanges[first.layer].lowerBound
          memory.moved.replaceSubrange(0..<start, with: shifted[0..<start])
          memory.moved.replaceSubrange(start..., with: parameters[start...])
        }
        memory.want(reachedFrom: index, in: plan)
        (isShared ? memory.moved : parameters).withUnsafeBufferPointer { parameters in
          gradient.withUnsafeMutableBufferPointer { gradient in
            execution.forward(index..<plan.stages.count, parameters: pointer(parameters), pass)
            _ = execution.loss(loss, withGradient: true)
            execution.backward(
              to: index, wanted: memory.wanted, parameters: pointer(parameters), pass, gradient: gradient.baseAddress
            ) { network.parameters.owners[plan.stages[$0].node] == stage.node }
          }
        }
        for weight in weights { body(weight, gradient) }
      }
      shifted.withUnsafeBufferPointer { execution.forward(index..<index + 1, parameters: pointer($0), pass) }
    }
  }

  public func forEachActivation(
    at parameters: [R], _ body: (_ layer: Int, _ name: String, _ output: UnsafeBufferPointer<R>) -> Void
  ) {
    precondition(parameters.count == dimension, "as many parameters as the network has")
    parameters.withUnsafeBufferPointer { parameters in
      memory.byLayer.forward(parameters: pointer(parameters), pass) { node, output in body(node, network.nodes[node].layer.name, output) }
    }
  }

  /// A network without parameters still needs somewhere to point to.
  private func pointer(_ parameters: UnsafeBufferPointer<R>) -> UnsafePointer<R> { parameters.baseAddress ?? UnsafePointer(batch.inputs) }
}
