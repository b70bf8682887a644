internal import CGSL

/// Counts of values in equally wide half-open bins [edge, next edge), with the values outside counted on either side.
public struct Histogram: Equatable, Sendable {
  /// The most bins.
  public static let largestCount = 1 << 24

  /// The `bins + 1` edges, increasing.
  public let edges: [Double]
  /// Values in each bin.
  public package(set) var counts: [UInt64]
  /// Values below the first edge.
  public package(set) var below: UInt64 = 0
  /// Values at or above the last edge.
  public package(set) var above: UInt64 = 0

  /// An empty histogram of `bins` bins on [lower, upper).
  ///
  /// - Throws: `StatisticsError` for no bins or more than `largestCount`, an empty range, one of infinite width or one too narrow for the bins.
  public init(bins: Int, lower: Double, upper: Double) throws(StatisticsError) {
    guard bins > 0, bins <= Self.largestCount else {
      throw .invalidArgument(name: "bins", found: "\(bins)", expected: "a number from 1 to \(Self.largestCount)")
    }
    guard lower < upper, (upper - lower).isFinite else {
      throw .invalidArgument(name: "range", found: "\(lower) to \(upper)", expected: "a lower end below an upper one, of finite width")
    }
    Library.prepare()
    guard let histogram = gsl_histogram_alloc(bins) else { preconditionFailure("no memory for \(bins) bins") }
    defer { gsl_histogram_free(histogram) }
    try Library.check("histogram") { gsl_histogram_set_ranges_uniform(histogram, lower, upper) }
    edges = Array(UnsafeBufferPointer(start: histogram.pointee.range, count: bins + 1))
    guard zip(edges, edges.dropFirst()).allSatisfy(<) else {
      throw .invalidArgument(name: "range", found: "\(lower) to \(upper)", expected: "one that \(bins) bins divide")
    }
    counts = [UInt64](repeating: 0, count: bins)
  }

  /// Number of bins.
  public var bins: Int { counts.count }

  /// All values counted, those outside the range too.
  public var total: UInt64 { counts.reduce(below + above, +) }

  /// Counts finite values; others are passed over.
  public mutating func add(_ values: [Double]) throws(StatisticsError) {
    Library.prepare()
    for value in values where value.isFinite {
      if value < edges[0] {
        below += 1
      } else if value >= edges[bins] {
        above += 1
      } else {
        var bin = 0
        try Library.check("histogram") { findBin(value, edges, &bin) }
        counts[bin] += 1
      }
    }
  }
}

/// `gsl_histogram_find` over edges that the caller owns.
private func findBin(_ value: Double, _ edges: [Double], _ bin: inout Int) -> Int32 {
  edges.withUnsafeBufferPointer { pointer in
    var histogram = gsl_histogram(n: edges.count - 1, range: UnsafeMutablePointer(mutating: pointer.baseAddress), bin: nil)
    return gsl_histogram_find(&histogram, value, &bin)
  }
}
