internal import CKernels
internal import Tensors

extension Batch {
  /// Writes every example's class as a target for a regression: 1 at its label, 0 elsewhere. A label with no target of its own leaves zeros.
  func fillOneHotTargets() {
    // Each is computed where it is asked for.
    let (targets, labels, outputs, samples) = (targets, labels, outputs, samples)
    kernel_fill(R.kernel, outputs * samples, 0, targets)
    for sample in 0..<samples where labels[sample] >= 0 && Int(labels[sample]) < outputs {
      targets[Int(labels[sample]) * samples + sample] = 1
    }
  }
}
