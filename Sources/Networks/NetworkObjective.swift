internal import Objectives
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

  /// What all passes over one batch share.
  private final class Memory {
    let execution: Execution<R>
    /// For second derivatives, once they are asked for; and a gradient that comes with them.
    lazy var secondOrder = SecondOrder<R>(network: execution.network, batch: execution.batch)
    lazy var gradient = [R](repeating: 0, count: execution.network.parameters.count)

    init(_ execution: Execution<R>) { self.execution = execution }
  }

  /// The loss of `network` on `batch`. Memory for passes is made here, once.
  public init(network: Network, loss: Loss, batch: Batch<R>, pass: Pass<R> = Pass()) {
    precondition(batch.inputShape == network.inputShape, "the batch has the network's input shape")
    precondition(loss.isClassification || batch.outputs == network.outputShape.count, "the batch has targets of the network's outputs")
    self.init(loss: loss, pass: pass, memory: Memory(Execution(network: network, batch: batch)))
  }

  private init(loss: Loss, pass: Pass<R>, memory: Memory) {
    precondition(
      pass.state.isEmpty || pass.state.count == memory.execution.network.state.count, "a state of the network's length")
    (self.loss, self.pass, self.memory) = (loss, pass, memory)
  }

  /// The same loss, on the same batch and in the same memory, in another way of passing through the network.
  public func passing(_ pass: Pass<R>) -> NetworkObjective { NetworkObjective(loss: loss, pass: pass, memory: memory) }

  private var execution: Execution<R> { memory.execution }
  /// The network.
  public var network: Network { execution.network }
  /// The examples; fill it anew for another batch.
  public var batch: Batch<R> { execution.batch }
  /// Number of parameters.
  public var dimension: Int { network.parameters.count }

  private var all: Range<Int> { 0..<execution.stages.count }
  private var trained: Range<Int> { execution.firstTrainedStage..<execution.stages.count }

  /// The loss and the accuracy at θ.
  public func evaluate(at parameters: [R]) -> LossValue {
    precondition(parameters.count == dimension, "as many parameters as the network has")
    return parameters.withUnsafeBufferPointer { parameters in
      execution.forward(all, parameters: pointer(parameters), pass)
      return execution.loss(loss, withGradient: false)
    }
  }

  /// The loss and the accuracy at θ, with the gradient written over `gradient`.
  public func evaluate(at parameters: [R], gradient: inout [R]) -> LossValue {
    precondition(parameters.count == dimension && gradient.count == dimension, "as many parameters as the network has")
    return parameters.withUnsafeBufferPointer { parameters in
      gradient.withUnsafeMutableBufferPointer { gradient in
        let parameters = pointer(parameters)
        execution.forward(all, parameters: parameters, pass)
        let value = execution.loss(loss, withGradient: true)
        if let gradient = gradient.baseAddress { execution.backward(trained, parameters: parameters, pass, gradient: gradient) }
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
        execution.updateState(state, parameters: pointer(parameters), pass)
      }
    }
  }

  /// Hv by the R-operator, with normalization through the batch's own statistics in training mode.
  public func hessianVectorProduct(at parameters: [R], direction: [R], product: inout [R]) {
    precondition(
      [parameters.count, direction.count, product.count].allSatisfy { $0 == dimension }, "as many parameters as the network has")
    let memory = memory
    parameters.withUnsafeBufferPointer { parameters in
      direction.withUnsafeBufferPointer { direction in
        memory.gradient.withUnsafeMutableBufferPointer { gradient in
          product.withUnsafeMutableBufferPointer { product in
            guard let direction = direction.baseAddress, let gradient = gradient.baseAddress, let product = product.baseAddress else {
              return
            }
            memory.secondOrder.product(
              of: loss, parameters: pointer(parameters), pass, direction: direction, gradient: gradient, product: product)
          }
        }
      }
    }
  }

  /// The values and gradients around one layer at θ: what theorems about a layer speak of.
  public func values(aroundLayer layer: Int, at parameters: [R]) -> LayerValues<R> {
    precondition(parameters.count == dimension && network.layers.indices.contains(layer), "a layer of the network")
    let execution = memory.secondOrder.execution
    func copy(_ pointer: UnsafeMutablePointer<R>, _ shape: Int) -> [R] {
      Array(UnsafeBufferPointer(start: pointer, count: network.shapes[shape].count * batch.samples))
    }
    return parameters.withUnsafeBufferPointer { parameters in
      let parameters = pointer(parameters)
      execution.forward(0..<execution.stages.count, parameters: parameters, pass)
      _ = execution.loss(loss, withGradient: true)
      let output = execution.backward(from: layer + 1, parameters: parameters, pass)
      let outputGradient = copy(output, layer + 1)
      let input = execution.backward(through: layer, parameters: parameters, pass, outputGradient: output)
      return LayerValues(
        input: copy(execution.activations[layer], layer), output: copy(execution.activations[layer + 1], layer + 1),
        inputGradient: copy(input, layer), outputGradient: outputGradient)
    }
  }

  public func forEachShiftedGradient(
    at parameters: [R], shifted: [R], gradient: inout [R], _ body: (_ entry: TensorEntry, _ gradient: [R]) -> Void
  ) {
    precondition(
      [parameters.count, shifted.count, gradient.count].allSatisfy { $0 == dimension }, "as many parameters as the network has")
    // The activations before stage i at `shifted` are those before stage i − 1 and one stage more: the prefix is computed once for all.
    for index in all {
      if index > execution.firstTrainedStage {
        let layers = execution.stages[index].layers
        let weights = network.parameters.entries.filter { layers.contains($0.layer) && $0.isWeightMatrix }
        if !weights.isEmpty {
          parameters.withUnsafeBufferPointer { parameters in
            gradient.withUnsafeMutableBufferPointer { gradient in
              execution.forward(index..<execution.stages.count, parameters: pointer(parameters), pass)
              _ = execution.loss(loss, withGradient: true)
              execution.backward(index..<index + 1, parameters: pointer(parameters), pass, gradient: gradient.baseAddress!)
            }
          }
          for weight in weights { body(weight, gradient) }
        }
      }
      shifted.withUnsafeBufferPointer { execution.forward(index..<index + 1, parameters: pointer($0), pass) }
    }
  }

  public func forEachActivation(
    at parameters: [R], _ body: (_ layer: Int, _ name: String, _ output: UnsafeBufferPointer<R>) -> Void
  ) {
    precondition(parameters.count == dimension, "as many parameters as the network has")
    parameters.withUnsafeBufferPointer { parameters in
      execution.forwardByLayer(parameters: pointer(parameters), pass) { layer, output in body(layer, network.layers[layer].name, output) }
    }
  }

  /// A network without parameters still needs somewhere to point to.
  private func pointer(_ parameters: UnsafeBufferPointer<R>) -> UnsafePointer<R> { parameters.baseAddress ?? UnsafePointer(batch.inputs) }
}
