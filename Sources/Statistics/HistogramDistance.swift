/// Distances between the distributions that two histograms of the same bins hold.
extension Histogram {
  /// The Kolmogorov–Smirnov distance sup |F − G| over the bin edges, in [0, 1].
  ///
  /// - Throws: `StatisticsError` where the edges differ or either is empty.
  public func kolmogorovSmirnovDistance(to other: Histogram) throws(StatisticsError) -> Double {
    try cumulativeDifferences(to: other).map(abs).max() ?? 0
  }

  /// The 1-Wasserstein (earth mover's) distance ∫ |F − G| dx, in the values' unit. Values outside the range count as lying at its ends, so
  /// that the distance is a lower bound where there are any.
  ///
  /// - Throws: `StatisticsError` where the edges differ or either is empty.
  public func wassersteinDistance(to other: Histogram) throws(StatisticsError) -> Double {
    // F − G at the lower edge of bin b and at its upper edge; the mass within a bin lies evenly, so F − G is linear across it.
    let differences = try cumulativeDifferences(to: other)
    var sum = 0.0
    for bin in 0..<bins {
      let width = edges[bin + 1] - edges[bin]
      let start = differences[bin]
      let end = differences[bin + 1]
      if start * end >= 0 {
        sum += width * abs(start + end) / 2
      } else {
        sum += width * (start * start + end * end) / (2 * (abs(start) + abs(end)))
      }
    }
    return sum
  }

  /// F − G at every edge.
  private func cumulativeDifferences(to other: Histogram) throws(StatisticsError) -> [Double] {
    guard edges == other.edges else {
      throw .invalidArgument(name: "histogram", found: "\(other.bins) bins on other edges", expected: "the same edges")
    }
    guard total > 0, other.total > 0 else { throw .tooFewValues(quantity: "histogram distance", found: 0, needed: 1) }
    var difference = 0.0
    return zip(shares, other.shares).dropLast().map { own, others in
      difference += own - others
      return difference
    }
  }
}
