/// How far apart two samples' distributions are.
public struct SampleDistance: Equatable, Sendable {
  /// sup |F − G| over the empirical distribution functions (Kolmogorov & Smirnov).
  public let kolmogorovSmirnov: Double
  /// ∫ |F − G|, the Wasserstein distance of order 1, in the values' unit.
  public let wasserstein: Double

  /// The distances between samples of any sizes.
  ///
  /// - Throws: `StatisticsError` for an empty sample, or values that are not finite.
  public init(_ first: [Double], _ second: [Double]) throws(StatisticsError) {
    self.init(try OrderedSample(first), try OrderedSample(second))
  }

  /// The distances between samples of any sizes.
  public init(_ first: OrderedSample, _ second: OrderedSample) {
    let (a, b) = (first.values, second.values)
    var (i, j) = (0, 0)
    var (largest, area) = (0.0, 0.0)
    var position = min(a[0], b[0])
    var difference = 0.0
    while i < a.count || j < b.count {
      let next = i == a.count ? b[j] : j == b.count ? a[i] : min(a[i], b[j])
      area += abs(difference) * (next - position)
      position = next
      // Equal values count together: between them the functions do not exist.
      while i < a.count, a[i] == next { i += 1 }
      while j < b.count, b[j] == next { j += 1 }
      difference = Double(i) / Double(a.count) - Double(j) / Double(b.count)
      largest = max(largest, abs(difference))
    }
    kolmogorovSmirnov = largest
    wasserstein = area
  }
}
