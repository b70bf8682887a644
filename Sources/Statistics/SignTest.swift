internal import CGSL

/// The exact sign test: how often values lie above a bound, which says something of their median whatever the shape of their distribution.
public enum SignTest {
  /// The two-sided p value of the median being zero (Conover 1999, section 3.4): differences of zero are dropped; of n others, p is the probability of a count as far
  /// from n/2 as the observed under the binomial distribution of n and 1/2. Below 2^(1 − n) it cannot go.
  ///
  /// - Throws: `StatisticsError` for no differences other than zero, or differences that are not finite.
  public static func pValue(_ differences: [Double]) throws(StatisticsError) -> Double {
    if let wrong = differences.first(where: { !$0.isFinite }) {
      throw .invalidArgument(name: "difference", found: "\(wrong)", expected: "a finite number")
    }
    let nonzero = differences.filter { $0 != 0 }
    guard !nonzero.isEmpty else { throw .tooFewValues(quantity: "sign test", found: 0, needed: 1) }
    let count = UInt32(nonzero.count)
    let fewer = UInt32(min(nonzero.count { $0 > 0 }, nonzero.count { $0 < 0 }))
    return min(1, 2 * gsl_cdf_binomial_P(fewer, 0.5, count))
  }
}
