internal import Statistics
internal import Tensors

/// A network's passes over a batch: the memory for activations and caches, allocated once, and the walk over the layers, forward and back.
final class Execution<R: Real> {
  let network: Network
  let batch: Batch<R>
  var mode: Mode
  /// Running statistics for evaluation mode; empty where there are none to use.
  var state: [R] = []
  /// Seed and step of the noise: a pass repeated is a pass with the same noise.
  var noiseSeed: UInt64 = 0
  var noiseStep = 0

  private let storage: Storage<R>
  private let activations: [UnsafeMutablePointer<R>]
  private let caches: [UnsafeMutablePointer<R>]
  /// Two gradients of activations, used in turn.
  private let gradients: (UnsafeMutablePointer<R>, UnsafeMutablePointer<R>)
  private let noise = RandomStream(seed: 0, purpose: .noise)
  /// Nothing below this layer has parameters, so no gradient is asked for there.
  let firstTrainedLayer: Int

  init(network: Network, batch: Batch<R>, mode: Mode) {
    self.network = network
    self.batch = batch
    self.mode = mode
    firstTrainedLayer = network.parameters.layerRanges.firstIndex { !$0.isEmpty } ?? network.layers.count

    // Rounded up so that every buffer starts on a vector boundary.
    func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }
    let outputs = network.shapes.dropFirst().map { padded($0.count * batch.capacity) }
    let cached = zip(network.layers, network.shapes).map { padded($0.cacheCount(for: $1, samples: batch.capacity)) }
    let widest = outputs.max() ?? 0
    storage = Storage(count: outputs.reduce(0, +) + cached.reduce(0, +) + 2 * widest)
    var next = storage.pointer
    func take(_ count: Int) -> UnsafeMutablePointer<R> {
      defer { next += count }
      return next
    }
    activations = [batch.inputs] + outputs.map(take)
    caches = cached.map(take)
    gradients = (take(widest), take(widest))
  }

  /// The output of layer `index − 1`; the batch itself for 0.
  func activation(_ index: Int) -> UnsafeBufferPointer<R> {
    UnsafeBufferPointer(start: activations[index], count: network.shapes[index].count * batch.samples)
  }

  func forward(_ layers: Range<Int>, parameters: UnsafePointer<R>) {
    for index in layers { withPass(index, parameters) { network.layers[index].forward($0) } }
  }

  /// The loss of the last activation; with its gradient kept for `backward` where asked.
  func loss(_ loss: Loss, withGradient: Bool) -> LossValue {
    loss.evaluate(
      activations[network.layers.count], batch, outputs: network.outputShape.count, gradient: withGradient ? gradients.0 : nil)
  }

  /// Walks back from the loss to the lowest of `trained`, and writes the parameter gradients of these layers alone.
  func backward(_ trained: Range<Int>, parameters: UnsafePointer<R>, gradient: UnsafeMutablePointer<R>) {
    var (output, input) = gradients
    for index in stride(from: network.layers.count - 1, through: trained.lowerBound, by: -1) {
      let range = network.parameters.layerRanges[index]
      let layerGradients = LayerGradients<R>(
        output: output, input: index > trained.lowerBound ? input : nil,
        parameters: trained.contains(index) && !range.isEmpty ? gradient + range.lowerBound : nil)
      withPass(index, parameters) { network.layers[index].backward($0, layerGradients) }
      swap(&output, &input)
    }
  }

  /// Moves `state` by the batch of the last training-mode forward pass.
  func updateState(_ state: UnsafeMutablePointer<R>, parameters: UnsafePointer<R>) {
    for index in network.layers.indices {
      let offset = network.state.layerRanges[index].lowerBound
      withPass(index, parameters) { network.layers[index].updateState(state + offset, after: $0) }
    }
  }

  private func withPass(_ index: Int, _ parameters: UnsafePointer<R>, _ body: (LayerPass<R>) -> Void) {
    noise.restart(seed: noiseSeed, purpose: .noise, index: noiseStep, part: index)
    state.withUnsafeBufferPointer { state in
      body(
        LayerPass(
          inputShape: network.shapes[index], outputShape: network.shapes[index + 1], samples: batch.samples, mode: mode,
          parameters: parameters + network.parameters.layerRanges[index].lowerBound,
          state: state.isEmpty ? nil : state.baseAddress! + network.state.layerRanges[index].lowerBound, noise: noise,
          input: activations[index], output: activations[index + 1], cache: caches[index]))
    }
  }
}
