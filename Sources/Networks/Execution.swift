internal import Statistics
internal import Tensors

/// A network's passes over a batch: the memory for activations and caches, allocated once, and the walk over the layers, forward and back.
final class Execution<R: Real> {
  let network: Network
  let batch: Batch<R>

  /// One step of a pass.
  struct Stage {
    let operation: any Operation
    /// The layers whose work it does; parameters and state are the first one's.
    let layers: Range<Int>
  }
  let stages: [Stage]
  /// Nothing below this stage has parameters, so no gradient is asked for there.
  let firstTrainedStage: Int

  private let storage: Storage<R>
  /// The batch, then the output of every layer. What a fused stage does not store shares the memory of a gradient.
  let activations: [UnsafeMutablePointer<R>]
  private let caches: [UnsafeMutablePointer<R>]
  private let scratch: UnsafeMutablePointer<R>
  /// Two gradients of activations, used in turn.
  let gradients: (UnsafeMutablePointer<R>, UnsafeMutablePointer<R>)
  private let noise = RandomStream(seed: 0, purpose: .noise)

  /// Memory for passes over `batch`. An execution `byLayer` fuses nothing, so that every activation is stored, and its scratch memory is enough for
  /// tangents too.
  init(network: Network, batch: Batch<R>, byLayer: Bool = false) {
    self.network = network
    self.batch = batch
    stages = Self.stages(of: network, fusing: !byLayer)
    firstTrainedStage =
      stages.firstIndex { !network.parameters.layerRanges[$0.layers.lowerBound].isEmpty } ?? stages.count

    // Rounded up so that every buffer starts on a vector boundary.
    func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }
    let outputs = network.shapes.dropFirst().map { padded($0.count * batch.capacity) }
    let stored = Set(stages.map { $0.layers.upperBound - 1 })
    let kept = outputs.indices.map { stored.contains($0) ? outputs[$0] : 0 }
    let cached = zip(network.layers, network.shapes).map { padded($0.cacheCount(for: $1, samples: batch.capacity)) }
    let scratchCounts = zip(network.layers, network.shapes).map {
      byLayer
        ? $0.tangentScratchCount(for: $1, samples: batch.capacity, precision: R.precision)
        : $0.scratchCount(for: $1, samples: batch.capacity, precision: R.precision)
    }
    let scratchCount = scratchCounts.max() ?? 0
    let widest = outputs.max() ?? 0
    storage = Storage(count: kept.reduce(0, +) + cached.reduce(0, +) + 2 * widest + padded(scratchCount))
    var next = storage.pointer
    func take(_ count: Int) -> UnsafeMutablePointer<R> {
      defer { next += count }
      return next
    }
    let gradients = (take(widest), take(widest))
    self.gradients = gradients
    activations = [batch.inputs] + kept.indices.map { stored.contains($0) ? take(kept[$0]) : gradients.0 }
    caches = cached.map(take)
    scratch = take(padded(scratchCount))
  }

  private static func stages(of network: Network, fusing: Bool) -> [Stage] {
    var stages = [Stage]()
    var index = 0
    while index < network.layers.count {
      let layer = network.layers[index]
      if fusing, index + 1 < network.layers.count, let fused = layer.fused(with: network.layers[index + 1]) {
        stages.append(Stage(operation: fused, layers: index..<index + 2))
      } else {
        stages.append(Stage(operation: layer, layers: index..<index + 1))
      }
      index = stages[stages.count - 1].layers.upperBound
    }
    return stages
  }

  func forward(_ range: Range<Int>, parameters: UnsafePointer<R>, _ pass: Pass<R>) {
    for index in range { run(stages[index].layers, parameters, pass) { stages[index].operation.forward($0) } }
  }

  /// Computes every layer on its own, nothing fused, and hands each output to `body` before the next is computed.
  func forwardByLayer(
    parameters: UnsafePointer<R>, _ pass: Pass<R>, _ body: (_ layer: Int, _ output: UnsafeBufferPointer<R>) -> Void
  ) {
    for (index, layer) in network.layers.enumerated() {
      run(index..<index + 1, parameters, pass) { layer.forward($0) }
      body(index, UnsafeBufferPointer(start: activations[index + 1], count: network.shapes[index + 1].count * batch.samples))
    }
  }

  /// The loss of the last activation; with its gradient kept for `backward` where asked.
  func loss(_ loss: Loss, withGradient: Bool) -> LossValue {
    loss.evaluate(
      activations[network.layers.count], batch, outputs: network.outputShape.count, gradient: withGradient ? gradients.0 : nil)
  }

  /// Walks back from the loss to the lowest of the stages `trained`, and writes the parameter gradients of these stages alone.
  func backward(_ trained: Range<Int>, parameters: UnsafePointer<R>, _ pass: Pass<R>, gradient: UnsafeMutablePointer<R>) {
    var (output, input) = gradients
    for index in stride(from: stages.count - 1, through: trained.lowerBound, by: -1) {
      let stage = stages[index]
      let range = network.parameters.layerRanges[stage.layers.lowerBound]
      let layerGradients = LayerGradients<R>(
        output: output, input: index > trained.lowerBound ? input : nil,
        parameters: trained.contains(index) && !range.isEmpty ? gradient + range.lowerBound : nil)
      run(stage.layers, parameters, pass) { stage.operation.backward($0, layerGradients) }
      swap(&output, &input)
    }
  }

  /// Walks back from the loss to the output of the layer below stage `stage`, for no parameter's gradient; returns where the gradient lies.
  func backward(from stage: Int, parameters: UnsafePointer<R>, _ pass: Pass<R>) -> UnsafeMutablePointer<R> {
    stride(from: stages.count - 1, through: stage, by: -1).reduce(gradients.0) {
      backward(through: $1, parameters: parameters, pass, outputGradient: $0)
    }
  }

  /// Walks back through one stage; returns where its input's gradient lies.
  func backward(
    through stage: Int, parameters: UnsafePointer<R>, _ pass: Pass<R>, outputGradient: UnsafeMutablePointer<R>
  ) -> UnsafeMutablePointer<R> {
    let input = outputGradient == gradients.0 ? gradients.1 : gradients.0
    let layerGradients = LayerGradients<R>(output: outputGradient, input: input, parameters: nil)
    run(stages[stage].layers, parameters, pass) { stages[stage].operation.backward($0, layerGradients) }
    return input
  }

  /// Moves `state` by the batch of the last training-mode forward pass.
  func updateState(_ state: UnsafeMutablePointer<R>, parameters: UnsafePointer<R>, _ pass: Pass<R>) {
    for stage in stages {
      let offset = network.state.layerRanges[stage.layers.lowerBound].lowerBound
      run(stage.layers, parameters, pass) { stage.operation.updateState(state + offset, after: $0) }
    }
  }

  /// Lays out the pass of some layers that are computed in one go, and hands it to `body`.
  func run(_ layers: Range<Int>, _ parameters: UnsafePointer<R>, _ pass: Pass<R>, _ body: (LayerPass<R>) -> Void) {
    let (first, end) = (layers.lowerBound, layers.upperBound)
    noise.restart(seed: pass.noise.seed, purpose: .noise, index: pass.noise.step, part: first)
    pass.state.withUnsafeBufferPointer { state in
      body(
        LayerPass(
          inputShape: network.shapes[first], outputShape: network.shapes[end], samples: batch.samples, mode: pass.mode,
          parameters: parameters + network.parameters.layerRanges[first].lowerBound,
          state: state.isEmpty ? nil : state.baseAddress! + network.state.layerRanges[first].lowerBound, noise: noise,
          input: activations[first], output: activations[end], cache: caches[first], scratch: scratch))
    }
  }
}
