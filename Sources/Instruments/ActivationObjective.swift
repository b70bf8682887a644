public import Networks
public import Objectives
internal import Tensors

extension LayeredObjective {
  /// The loss as a function of the network's value `value` (0 the batch, i + 1 the output of layer i), where that is a vector: an objective whose first
  /// parameters are these values, `[units][samples]`, and whose others are those of the later layers. Nil where the value is no vector, where a later layer
  /// reads anything before it or shares parameters with an earlier one, or where there is no such value.
  ///
  /// The values are the weights of a linear layer over one-hot inputs, one an example, so that every instrument for parameters, second derivatives
  /// included, is one for activations.
  public func asFunction(ofValue value: Int) -> NetworkObjective<Scalar>? {
    guard network.shapes.indices.contains(value) else { return nil }
    let shape = network.shapes[value]
    let samples = batch.samples
    let later = network.nodes.indices.dropFirst(value)
    guard shape.isVector, later.allSatisfy({ network.inputs[$0].allSatisfy { $0 >= value } }),
      later.allSatisfy({ network.parameters.owners[$0] >= value && network.state.owners[$0] >= value })
    else { return nil }
    let name = value == 0 ? Node.input : network.nodes[value - 1].name
    // The batch's own name is not free for a node.
    let head = name == Node.input ? "values" : name
    let tail = later.map { index in
      let node = network.nodes[index]
      return Node(node.name, node.layer, node.inputs.map { $0 == name ? head : $0 }, parameters: node.parameters, state: node.state)
    }
    guard
      let network = try? Network(
        input: Shape(channels: samples), nodes: [Node(head, Linear(outputs: shape.channels, bias: false), [Node.input])] + tail)
    else { return nil }
    let examples = Batch<Scalar>(capacity: samples, inputShape: network.inputShape, outputs: network.outputShape.count)
    for i in 0..<samples { examples.inputs[i * (samples + 1)] = 1 }
    examples.labels.update(from: batch.labels, count: samples)
    // A batch with labels need not have room for targets.
    examples.targets.update(from: batch.targets, count: samples * min(batch.outputs, network.outputShape.count))
    return NetworkObjective(network: network, loss: loss, batch: examples, pass: pass, team: team)
  }
}
