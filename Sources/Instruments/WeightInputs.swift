internal import Networks
internal import Objectives
internal import Tensors

extension LayeredObjective {
  /// What goes into every weight but the first: the inputs whose distribution training moves (Ioffe & Szegedy 2015, section 2). `body` is handed the
  /// layer that has the weight, from 1 on in the order of weights, and the values, channel-major.
  func forEachWeightInput(at parameters: [Scalar], _ body: (_ weight: Int, _ layer: Int, _ input: UnsafeBufferPointer<Scalar>) -> Void) {
    let layers = parameterLayout.entries.filter(\.role.isWeight).map(\.layer)
    let places = Dictionary(uniqueKeysWithValues: layers.enumerated().dropFirst().map { ($1, $0) })
    forEachActivation(at: parameters) { layer, _, output in
      if let weight = places[layer + 1] { body(weight, layer + 1, output) }
    }
  }
}
