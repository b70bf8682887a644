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
    guard !first.isEmpty, !second.isEmpty else { throw .tooFewValues(quantity: "sample distance", found: 0, needed: 1) }
    for sample in [first, second] {
      if let wrong = sample.first(where: { !$0.isFinite }) {
        throw .invalidArgument(name: "sample", found: "\(wrong)", expected: "finite numbers")
      }
    }
    let (a, b) = (first.sorted(), second.sorted())
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
