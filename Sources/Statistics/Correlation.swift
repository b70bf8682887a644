internal import CGSL

/// How two quantities go together.
public enum Correlation {
  /// Pearson's correlation, by GSL; not a number where one of them does not vary.
  public static func pearson(_ x: [Double], _ y: [Double]) -> Double {
    precondition(x.count == y.count, "pairs of values")
    return gsl_stats_correlation(x, 1, y, 1, x.count)
  }
}
