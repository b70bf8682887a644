internal import Networks
internal import Objectives
internal import Tensors

extension LayeredObjective {
  /// What goes into every weight but the first: the inputs whose distribution training moves (Ioffe & Szegedy 2015, section 2). `body` is handed
  /// the weight's number among weights, from 1, the layer that has it, and the values, channel-major. Weights that read the batch itself are passed over.
  func forEachWeightInput(at parameters: [Scalar], _ body: (_ weight: Int, _ layer: Int, _ input: UnsafeBufferPointer<Scalar>) -> Void) {
    var read = [Int: [(weight: Int, layer: Int)]]()
    for (weight, layer) in parameterLayout.entries.filter(\.role.isWeight).map(\.layer).enumerated().dropFirst() {
      if let before = network.layer(before: layer) { read[before, default: []].append((weight, layer)) }
    }
    forEachActivation(at: parameters) { layer, _, output in
      for reader in read[layer] ?? [] { body(reader.weight, reader.layer, output) }
    }
  }
}
