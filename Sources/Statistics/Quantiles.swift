internal import CGSL

/// Order statistics.
public enum Quantiles {
  /// The quantiles of `values` at `probabilities`, by linear interpolation between order statistics (Hyndman & Fan's type 7, the default of
  /// R and NumPy).
  ///
  /// - Throws: `StatisticsError` for no values or a probability outside [0, 1].
  public static func of(_ values: [Double], at probabilities: [Double]) throws(StatisticsError) -> [Double] {
    guard !values.isEmpty else { throw .tooFewValues(quantity: "quantile", found: 0, needed: 1) }
    try require(probabilities)
    var sorted = values
    gsl_sort(&sorted, 1, sorted.count)
    return probabilities.map { gsl_stats_quantile_from_sorted_data(sorted, 1, sorted.count, $0) }
  }

  /// Refuses probabilities outside [0, 1].
  package static func require(_ probabilities: [Double]) throws(StatisticsError) {
    if let wrong = probabilities.first(where: { !(0...1).contains($0) }) {
      throw .invalidArgument(name: "probability", found: "\(wrong)", expected: "a number from 0 to 1")
    }
  }

  /// The median.
  ///
  /// - Throws: `StatisticsError` for no values.
  public static func median(_ values: [Double]) throws(StatisticsError) -> Double { try of(values, at: [0.5])[0] }
}
