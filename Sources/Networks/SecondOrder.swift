internal import CKernels
internal import Tensors

/// Hessian-vector products by the R-operator (Pearlmutter 1994, "Fast exact multiplication by the Hessian"), exact through every layer, batch
/// statistics included: one pass forward and back for values, and beside it one for derivatives along the direction.
final class SecondOrder<R: Real> {
  /// Every layer's values, nothing fused.
  let execution: Execution<R>
  private let storage: Storage<R>
  /// R{activation} before and behind every layer; the batch does not move.
  private let tangents: [UnsafeMutablePointer<R>]
  /// R{gradient} of two activations, used in turn.
  private let gradientTangents: (UnsafeMutablePointer<R>, UnsafeMutablePointer<R>)

  init(network: Network, batch: Batch<R>) {
    execution = Execution(network: network, batch: batch, byLayer: true)
    let sizes = network.shapes.map { $0.count * batch.capacity }
    let widest = sizes.max() ?? 0
    storage = Storage(count: sizes.reduce(0, +) + 2 * widest)
    var next = storage.pointer
    func take(_ count: Int) -> UnsafeMutablePointer<R> {
      defer { next += count }
      return next
    }
    tangents = sizes.map(take)
    gradientTangents = (take(widest), take(widest))
  }

  /// Writes Hv over `product`, for H the Hessian of `loss` at θ.
  func product(
    of loss: Loss, parameters: UnsafePointer<R>, _ pass: Pass<R>, direction: UnsafePointer<R>, gradient: UnsafeMutablePointer<R>,
    product: UnsafeMutablePointer<R>
  ) {
    let network = execution.network
    for (index, layer) in network.layers.enumerated() {
      let tangents = layerTangents(index, direction)
      execution.run(index..<index + 1, parameters, pass) {
        layer.forward($0)
        layer.forwardTangent($0, tangents)
      }
    }
    let count = network.layers.count
    _ = execution.loss(loss, withGradient: true)
    loss.gradientTangent(
      execution.activations[count], tangents[count], samples: execution.batch.samples, outputs: network.outputShape.count,
      into: gradientTangents.0)

    var (output, input) = execution.gradients
    var (outputTangent, inputTangent) = gradientTangents
    for index in stride(from: count - 1, through: execution.firstTrainedStage, by: -1) {
      let range = network.parameters.layerRanges[index]
      let goesOn = index > execution.firstTrainedStage
      let gradients = LayerGradients<R>(
        output: output, input: goesOn ? input : nil, parameters: range.isEmpty ? nil : gradient + range.lowerBound)
      let gradientTangents = LayerGradientTangents<R>(
        output: output, outputTangent: outputTangent, inputTangent: goesOn ? inputTangent : nil,
        parametersTangent: range.isEmpty ? nil : product + range.lowerBound)
      let tangents = layerTangents(index, direction)
      execution.run(index..<index + 1, parameters, pass) {
        network.layers[index].backward($0, gradients)
        network.layers[index].backwardTangent($0, tangents, gradientTangents)
      }
      swap(&output, &input)
      swap(&outputTangent, &inputTangent)
    }
  }

  private func layerTangents(_ index: Int, _ direction: UnsafePointer<R>) -> LayerTangents<R> {
    LayerTangents(
      parameters: direction + execution.network.parameters.layerRanges[index].lowerBound, input: tangents[index],
      output: tangents[index + 1])
  }
}
