internal import CGSL

/// What a sample of a size can show.
public enum DetectableEffect {
  /// How far from a bound the mean of `values` would have to be for a two-sided t test at `level` to show it with probability `power`, were the spread what it is:
  /// (t_{1 − level/2} + t_{power}) s/√n with n − 1 degrees of freedom; not a number for fewer than two values.
  public static func distance(_ values: [Double], level: Double = 0.05, power: Double = 0.8) -> Double {
    guard values.count > 1 else { return .nan }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot()
    return (gsl_cdf_tdist_Pinv(1 - level / 2, count - 1) + gsl_cdf_tdist_Pinv(power, count - 1)) * deviation / count.squareRoot()
  }
}
