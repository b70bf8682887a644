internal import CGSL

/// Bootstrap intervals (Efron & Tibshirani, "An Introduction to the Bootstrap", 1993).
public enum Bootstrap {
  /// The default number of resamples; Efron & Tibshirani ask for at least 1000 for intervals.
  public static let defaultResamples = 4000

  /// The bias-corrected and accelerated (BCa) interval of a statistic of one sample (Efron 1987; Efron & Tibshirani, equation 14.10), with its tails
  /// expanded for few values (Hesterberg 2015, "What teachers should know about the bootstrap", section 5.3): the normal quantile z of a tail α gives way to
  /// √(n/(n − 1)) t, with t the quantile of Student's distribution of n − 1 degrees of freedom, without which the intervals of a dozen values are too narrow.
  /// A resample's mean is never beyond the values: intervals of fewer than six are too narrow whatever the confidence, that of three by far (it holds the mean of a
  /// normal distribution in three draws of four).
  ///
  /// - Parameters:
  ///   - values: the sample. One value alone gives that value with ends that are not numbers; equal values give an interval of no width.
  ///   - confidence: the share of intervals that should cover the truth.
  ///   - resamples: how many samples are drawn from the sample.
  ///   - stream: where the resampling is drawn from.
  ///   - statistic: what is estimated; called once a resample.
  /// - Throws: `StatisticsError` for no values, a confidence outside (0, 1) or no resamples.
  public static func interval(
    _ values: [Double], confidence: Double = 0.95, resamples: Int = defaultResamples, stream: RandomStream,
    statistic: ([Double]) -> Double
  ) throws(StatisticsError) -> Interval {
    guard !values.isEmpty else { throw .tooFewValues(quantity: "bootstrap interval", found: 0, needed: 1) }
    guard confidence > 0, confidence < 1 else {
      throw .invalidArgument(name: "confidence", found: "\(confidence)", expected: "a number between 0 and 1")
    }
    guard resamples > 0 else { throw .invalidArgument(name: "resamples", found: "\(resamples)", expected: "a positive number") }
    let estimate = statistic(values)
    guard values.count > 1 else { return Interval(estimate: estimate, lower: .nan, upper: .nan) }
    var resample = values
    var replicates = [Double]()
    replicates.reserveCapacity(resamples)
    for _ in 0..<resamples {
      for i in resample.indices { resample[i] = values[stream.integer(below: values.count)] }
      replicates.append(statistic(resample))
    }
    guard replicates.allSatisfy(\.isFinite) else { return Interval(estimate: estimate, lower: .nan, upper: .nan) }

    // Ties count by half, so that a statistic of few distinct values is not pushed to one side.
    let less = replicates.reduce(0.0) { $0 + ($1 < estimate ? 1 : $1 == estimate ? 0.5 : 0) } / Double(resamples)
    let bias = gsl_cdf_ugaussian_Pinv(min(max(less, 0.5 / Double(resamples)), 1 - 0.5 / Double(resamples)))
    let acceleration = jackknifeAcceleration(values, statistic)
    let n = Double(values.count)
    let tails = [(1 - confidence) / 2, (1 + confidence) / 2].map { tail in
      let z = bias + (n / (n - 1)).squareRoot() * gsl_cdf_tdist_Pinv(tail, n - 1)
      // Two or three values have tails beyond where the correction for acceleration has a meaning: there the interval ends with the replicates.
      let denominator = 1 - acceleration * z
      return denominator > 0 ? gsl_cdf_ugaussian_P(bias + z / denominator) : z > 0 ? 1 : 0
    }
    let ends = try Quantiles.of(replicates, at: tails)
    return Interval(estimate: estimate, lower: ends[0], upper: ends[1])
  }

  /// The interval of the mean.
  ///
  /// - Throws: `StatisticsError` for no values.
  public static func meanInterval(_ values: [Double], confidence: Double = 0.95, stream: RandomStream) throws(StatisticsError) -> Interval {
    try interval(values, confidence: confidence, stream: stream) { $0.reduce(0, +) / Double($0.count) }
  }

  /// a = Σ (m − θᵢ)³ / 6 (Σ (m − θᵢ)²)^{3/2} over the estimates θᵢ with value i left out.
  private static func jackknifeAcceleration(_ values: [Double], _ statistic: ([Double]) -> Double) -> Double {
    let estimates = values.indices.map { left in
      statistic(values.indices.filter { $0 != left }.map { values[$0] })
    }
    let mean = estimates.reduce(0, +) / Double(estimates.count)
    let second = estimates.reduce(0.0) { $0 + (mean - $1) * (mean - $1) }
    let third = estimates.reduce(0.0) { $0 + (mean - $1) * (mean - $1) * (mean - $1) }
    return second > 0 ? third / (6 * second * second.squareRoot()) : 0
  }
}
