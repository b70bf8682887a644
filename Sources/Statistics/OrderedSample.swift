internal import CGSL

/// A sample in ascending order with its mean and standard deviation: what comparing it with several others needs once.
public struct OrderedSample: Equatable, Sendable {
  /// The values, ascending.
  public let values: [Double]
  /// Arithmetic mean, by GSL.
  public let mean: Double
  /// Sample standard deviation (divisor n − 1), by GSL; not a number of one value.
  public let standardDeviation: Double

  /// Sorts a sample.
  ///
  /// - Throws: `StatisticsError` for an empty sample, or values that are not finite.
  public init(_ sample: [Double]) throws(StatisticsError) {
    guard !sample.isEmpty else { throw .tooFewValues(quantity: "sample distance", found: 0, needed: 1) }
    if let wrong = sample.first(where: { !$0.isFinite }) {
      throw .invalidArgument(name: "sample", found: "\(wrong)", expected: "finite numbers")
    }
    // In the order given, as `Moments` has them: a sum's last digits depend on it.
    mean = gsl_stats_mean(sample, 1, sample.count)
    standardDeviation = sample.count > 1 ? gsl_stats_sd_m(sample, 1, sample.count, mean) : .nan
    values = sample.sorted()
  }
}
