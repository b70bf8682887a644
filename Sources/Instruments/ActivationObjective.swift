public import Networks
public import Objectives
internal import Tensors

extension LayeredObjective {
  /// The loss as a function of what goes into layer `layer`, for inputs that are vectors: an objective whose first parameters are these values,
  /// `[units][samples]`, and whose others are those of layer `layer` and later. Nil where these are images, or there is no such layer.
  ///
  /// The values are the weights of a linear layer over one-hot inputs, one an example, so that every instrument for parameters, second derivatives
  /// included, is one for activations.
  public func asFunction(ofInputTo layer: Int) -> NetworkObjective<Scalar>? {
    guard network.shapes.indices.contains(layer) else { return nil }
    let shape = network.shapes[layer]
    let samples = batch.samples
    guard shape.isVector,
      let tail = try? Network(
        input: Shape(channels: samples), layers: [Linear(outputs: shape.channels, bias: false)] + network.layers[layer...])
    else { return nil }
    let examples = Batch<Scalar>(capacity: samples, inputShape: tail.inputShape, outputs: network.outputShape.count)
    for i in 0..<samples * samples { examples.inputs[i] = i % (samples + 1) == 0 ? 1 : 0 }
    for i in 0..<samples { examples.labels[i] = batch.labels[i] }
    // A batch with labels need not have room for targets.
    for i in 0..<samples * min(batch.outputs, network.outputShape.count) { examples.targets[i] = batch.targets[i] }
    return NetworkObjective(network: tail, loss: loss, batch: examples, pass: pass)
  }
}
