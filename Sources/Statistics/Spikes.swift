extension Sequence<Double> {
  /// How often a sequence rises above `factor` times the smallest number before: each time until it has come back to that or below counts once. What is not finite is
  /// passed over.
  public func spikes(factor: Double) -> Int {
    var (smallest, isAbove, count) = (Double.infinity, false, 0)
    for value in self where value.isFinite {
      let wasAbove = isAbove
      isAbove = value > factor * smallest
      if isAbove, !wasAbove { count += 1 }
      smallest = Swift.min(smallest, value)
    }
    return count
  }
}
