internal import CGSL

/// The first four moments of a sample.
public struct Moments: Equatable, Sendable {
  /// Number of values.
  public let count: Int
  /// Arithmetic mean; not a number of no values.
  public let mean: Double
  /// Sample standard deviation (divisor n − 1); not a number below two values.
  public let standardDeviation: Double
  /// (1/n) Σ (x − mean)³ / sd³; not a number below two values.
  public let skewness: Double
  /// (1/n) Σ (x − mean)⁴ / sd⁴ − 3; zero in the limit for a normal distribution, not a number below two values.
  public let excessKurtosis: Double

  /// Moments of values, by GSL.
  public init(_ values: [Double]) {
    count = values.count
    // Of nothing GSL makes zeros.
    guard !values.isEmpty else {
      (mean, standardDeviation, skewness, excessKurtosis) = (.nan, .nan, .nan, .nan)
      return
    }
    mean = gsl_stats_mean(values, 1, values.count)
    standardDeviation = values.count > 1 ? gsl_stats_sd_m(values, 1, values.count, mean) : .nan
    skewness = gsl_stats_skew_m_sd(values, 1, values.count, mean, standardDeviation)
    excessKurtosis = gsl_stats_kurtosis_m_sd(values, 1, values.count, mean, standardDeviation)
  }

  /// Moments from the mean and the central sums Σ(x − mean)ᵏ, k = 2, 3, 4, of `count` values.
  public init(count: Int, mean: Double, centralSums: (second: Double, third: Double, fourth: Double)) {
    let n = Double(count)
    self.count = count
    self.mean = count > 0 ? mean : .nan
    standardDeviation = count > 1 ? (centralSums.second / (n - 1)).squareRoot() : .nan
    let cube = standardDeviation * standardDeviation * standardDeviation
    skewness = centralSums.third / n / cube
    excessKurtosis = centralSums.fourth / n / (cube * standardDeviation) - 3
  }
}

/// Moments of a stream of values that are not kept (GSL's running statistics, after Knuth and Welford).
public final class RunningMoments {
  private let accumulator: UnsafeMutablePointer<gsl_rstat_workspace>

  /// No values yet.
  public init() {
    Library.prepare()
    guard let accumulator = gsl_rstat_alloc() else { preconditionFailure("no memory for running moments") }
    self.accumulator = accumulator
  }

  deinit { gsl_rstat_free(accumulator) }

  /// Takes one value in.
  public func add(_ value: Double) { gsl_rstat_add(value, accumulator) }

  /// Number of values taken in.
  public var count: Int { Int(gsl_rstat_n(accumulator)) }
  /// Smallest value.
  public var minimum: Double { count > 0 ? gsl_rstat_min(accumulator) : .nan }
  /// Largest value.
  public var maximum: Double { count > 0 ? gsl_rstat_max(accumulator) : .nan }
  /// Arithmetic mean.
  public var mean: Double { count > 0 ? gsl_rstat_mean(accumulator) : .nan }
  /// Sample standard deviation (divisor n − 1).
  public var standardDeviation: Double { count > 1 ? gsl_rstat_sd(accumulator) : .nan }
}
