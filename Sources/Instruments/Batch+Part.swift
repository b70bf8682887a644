internal import Tensors

extension Batch {
  /// Copies some examples of another batch of the same shapes.
  func fill(from other: Batch<R>, _ range: Range<Int>) {
    samples = range.count
    let positions = inputShape.positions
    for channel in 0..<inputShape.channels {
      (inputs + channel * samples * positions).update(
        from: other.inputs + (channel * other.samples + range.lowerBound) * positions, count: samples * positions)
    }
    for output in 0..<outputs {
      (targets + output * samples).update(from: other.targets + output * other.samples + range.lowerBound, count: samples)
    }
    labels.update(from: other.labels + range.lowerBound, count: samples)
  }
}
