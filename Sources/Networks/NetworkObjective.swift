public import Tensors

/// A network's loss on a batch, as a function of its parameters.
///
/// In training mode normalization uses the batch's own statistics and nothing is remembered from one call to the next: running statistics
/// move by `updateState` alone, and noise is fixed by `noise`, so that a probe cannot disturb a training run.
///
/// That a batch has the network's shapes and its labels are among the network's outputs, and that vectors have the dimension's length, are
/// preconditions.
public final class NetworkObjective<R: Real>: LayeredObjective, TwiceDifferentiableObjective {
  /// The network.
  public var network: Network { execution.network }
  /// The examples; fill it anew for another batch.
  public var batch: Batch<R> { execution.batch }
  /// What is minimised.
  public let loss: Loss
  private let execution: Execution<R>
  /// Memory for second derivatives, once they are asked for; and a gradient that comes with them.
  private var secondOrder: (SecondOrder<R>, gradient: [R])?

  /// The loss of `network` on `batch`.
  public init(network: Network, loss: Loss, batch: Batch<R>, mode: Mode = .training) {
    precondition(batch.inputShape == network.inputShape, "the batch has the network's input shape")
    precondition(loss.isClassification || batch.outputs == network.outputShape.count, "the batch has targets of the network's outputs")
    self.loss = loss
    execution = Execution(network: network, batch: batch, mode: mode)
  }

  /// Training or evaluation.
  public var mode: Mode {
    get { execution.mode }
    set { execution.mode = newValue }
  }

  /// The running statistics that evaluation mode uses. Empty (the default): the batch's own statistics serve instead.
  public var evaluationState: [R] {
    get { execution.state }
    set {
      precondition(newValue.isEmpty || newValue.count == network.state.count, "a state of the network's length")
      execution.state = newValue
    }
  }

  /// The seed and step (from 0 to below 2⁴⁰) that the noise of noise layers and dropout is drawn from; the same pair gives the same noise.
  public var noise: (seed: UInt64, step: Int) {
    get { (execution.noiseSeed, execution.noiseStep) }
    set { (execution.noiseSeed, execution.noiseStep) = newValue }
  }

  /// Number of parameters.
  public var dimension: Int { network.parameters.count }

  /// Where the parameters lie.
  public var parameterLayout: TensorLayout { network.parameters }

  private var all: Range<Int> { 0..<execution.stages.count }
  private var trained: Range<Int> { execution.firstTrainedStage..<execution.stages.count }

  /// The loss and the accuracy at θ.
  public func evaluate(at parameters: [R]) -> LossValue {
    precondition(parameters.count == dimension, "as many parameters as the network has")
    return parameters.withUnsafeBufferPointer { parameters in
      execution.forward(all, parameters: pointer(parameters))
      return execution.loss(loss, withGradient: false)
    }
  }

  /// The loss and the accuracy at θ, with the gradient written over `gradient`.
  public func evaluate(at parameters: [R], gradient: inout [R]) -> LossValue {
    precondition(parameters.count == dimension && gradient.count == dimension, "as many parameters as the network has")
    return parameters.withUnsafeBufferPointer { parameters in
      gradient.withUnsafeMutableBufferPointer { gradient in
        let parameters = pointer(parameters)
        execution.forward(all, parameters: parameters)
        let value = execution.loss(loss, withGradient: true)
        if let gradient = gradient.baseAddress { execution.backward(trained, parameters: parameters, gradient: gradient) }
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
    precondition(state.count == network.state.count && mode == .training, "a state of the network's length, in training mode")
    parameters.withUnsafeBufferPointer { parameters in
      state.withUnsafeMutableBufferPointer { state in
        guard let state = state.baseAddress else { return }
        execution.updateState(state, parameters: pointer(parameters))
      }
    }
  }

  /// Hv by the R-operator, with normalization through the batch's own statistics in training mode.
  public func hessianVectorProduct(at parameters: [R], direction: [R], product: inout [R]) {
    precondition(
      [parameters.count, direction.count, product.count].allSatisfy { $0 == dimension }, "as many parameters as the network has")
    let second = preparedSecondOrder()
    parameters.withUnsafeBufferPointer { parameters in
      direction.withUnsafeBufferPointer { direction in
        secondOrder!.gradient.withUnsafeMutableBufferPointer { gradient in
          product.withUnsafeMutableBufferPointer { product in
            guard let direction = direction.baseAddress, let gradient = gradient.baseAddress, let product = product.baseAddress else {
              return
            }
            second.product(of: loss, parameters: pointer(parameters), direction: direction, gradient: gradient, product: product)
          }
        }
      }
    }
  }

  /// The values and gradients around one layer at θ: what theorems about a layer speak of.
  public func values(aroundLayer layer: Int, at parameters: [R]) -> LayerValues<R> {
    precondition(parameters.count == dimension && network.layers.indices.contains(layer), "a layer of the network")
    let execution = preparedSecondOrder().execution
    func copy(_ pointer: UnsafeMutablePointer<R>, _ shape: Int) -> [R] {
      Array(UnsafeBufferPointer(start: pointer, count: network.shapes[shape].count * batch.samples))
    }
    return parameters.withUnsafeBufferPointer { parameters in
      let parameters = pointer(parameters)
      execution.forward(0..<execution.stages.count, parameters: parameters)
      _ = execution.loss(loss, withGradient: true)
      let output = execution.backward(from: layer + 1, parameters: parameters)
      let outputGradient = copy(output, layer + 1)
      let input = execution.backward(through: layer, parameters: parameters, outputGradient: output)
      return LayerValues(
        input: copy(execution.activations[layer], layer), output: copy(execution.activations[layer + 1], layer + 1),
        inputGradient: copy(input, layer), outputGradient: outputGradient)
    }
  }

  private func preparedSecondOrder() -> SecondOrder<R> {
    if secondOrder == nil {
      secondOrder = (SecondOrder(network: network, batch: batch), [R](repeating: 0, count: dimension))
    }
    let second = secondOrder!.0
    second.execution.mode = mode
    second.execution.state = evaluationState
    (second.execution.noiseSeed, second.execution.noiseStep) = noise
    return second
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
              execution.forward(index..<execution.stages.count, parameters: pointer(parameters))
              _ = execution.loss(loss, withGradient: true)
              execution.backward(index..<index + 1, parameters: pointer(parameters), gradient: gradient.baseAddress!)
            }
          }
          for weight in weights { body(weight, gradient) }
        }
      }
      shifted.withUnsafeBufferPointer { execution.forward(index..<index + 1, parameters: pointer($0)) }
    }
  }

  public func forEachActivation(
    at parameters: [R], _ body: (_ layer: Int, _ name: String, _ output: UnsafeBufferPointer<R>) -> Void
  ) {
    precondition(parameters.count == dimension, "as many parameters as the network has")
    parameters.withUnsafeBufferPointer { parameters in
      execution.forwardByLayer(parameters: pointer(parameters)) { layer, output in body(layer, network.layers[layer].name, output) }
    }
  }

  /// A network without parameters still needs somewhere to point to.
  private func pointer(_ parameters: UnsafeBufferPointer<R>) -> UnsafePointer<R> { parameters.baseAddress ?? UnsafePointer(batch.inputs) }
}
