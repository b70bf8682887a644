internal import CGSL

/// The normal distribution with mean 0.
public enum NormalDistribution {
  /// Its density at `value`, by GSL.
  public static func density(_ value: Double, standardDeviation: Double) -> Double { gsl_ran_gaussian_pdf(value, standardDeviation) }
}
