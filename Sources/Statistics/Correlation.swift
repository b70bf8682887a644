internal import CGSL

/// How two quantities go together.
public enum Correlation {
  /// Pearson's correlation of as many x as y (a precondition), by GSL; not a number where one of them does not vary, or where there are none.
  public static func pearson(_ x: [Double], _ y: [Double]) -> Double {
    precondition(x.count == y.count, "pairs of values")
    // GSL would read the first pair whether there is one or not.
    return x.isEmpty ? .nan : gsl_stats_correlation(x, 1, y, 1, x.count)
  }
}
