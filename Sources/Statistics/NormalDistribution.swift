internal import CGSL

/// The normal distribution with mean 0.
public enum NormalDistribution {
  /// Its density at `value`, by GSL.
  public static func density(_ value: Double, standardDeviation: Double) -> Double { gsl_ran_gaussian_pdf(value, standardDeviation) }

  /// sup |F − Φ|, F the empirical distribution function of values and Φ the normal one of their own mean and standard deviation (with divisor n): the statistic of
  /// Lilliefors (1967). Not a number for values that are all the same, fewer than two, or not finite.
  public static func distance(of values: [Double]) -> Double {
    let count = Double(values.count)
    guard values.count > 1, values.allSatisfy(\.isFinite) else { return .nan }
    let mean = values.reduce(0, +) / count
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    guard deviation > 0 else { return .nan }
    let sorted = values.sorted()
    var (largest, place) = (0.0, 0)
    while place < sorted.count {
      let below = Double(place) / count
      let value = sorted[place]
      // Equal values count together: between them the function does not exist.
      while place < sorted.count, sorted[place] == value { place += 1 }
      let normal = gsl_cdf_gaussian_P(value - mean, deviation)
      largest = max(largest, abs(normal - below), abs(normal - Double(place) / count))
    }
    return largest
  }
}
