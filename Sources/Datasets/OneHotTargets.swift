internal import Tensors

extension Batch {
  /// Writes every example's class as a target for a regression: 1 at its label, 0 elsewhere. A label with no target of its own leaves zeros.
  func fillOneHotTargets() {
    for place in 0..<outputs * samples { targets[place] = 0 }
    for sample in 0..<samples where labels[sample] >= 0 && Int(labels[sample]) < outputs {
      targets[Int(labels[sample]) * samples + sample] = 1
    }
  }
}
