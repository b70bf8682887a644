extension Bootstrap {
  /// The studentized ("bootstrap-t") interval of the mean (Efron & Tibshirani 1993, section 12.5): resamples are measured in their own standard errors, so
  /// that the interval is as wide as few values ask for, where percentile intervals of a dozen values are too narrow.
  ///
  /// - Parameters:
  ///   - values: the sample. One value alone gives that value with ends that are not numbers; equal values give an interval of no width; two or three
  ///     different ones, whose resamples are too often of one value, have ends at infinity.
  ///   - confidence: the share of intervals that should cover the truth.
  ///   - stream: where the resampling is drawn from.
  /// - Throws: `StatisticsError` for no values or a confidence outside (0, 1).
  public static func studentizedMeanInterval(
    _ values: [Double], confidence: Double = 0.95, resamples: Int = defaultResamples, stream: RandomStream
  ) throws(StatisticsError) -> Interval {
    guard !values.isEmpty else { throw .tooFewValues(quantity: "bootstrap interval", found: 0, needed: 1) }
    guard confidence > 0, confidence < 1 else {
      throw .invalidArgument(name: "confidence", found: "\(confidence)", expected: "a number between 0 and 1")
    }
    let (mean, error) = meanAndError(values)
    guard values.count > 1 else { return Interval(estimate: mean, lower: .nan, upper: .nan) }
    guard error > 0 else { return Interval(estimate: mean, lower: mean, upper: mean) }
    var resample = values
    var statistics = [Double]()
    statistics.reserveCapacity(resamples)
    for _ in 0..<resamples {
      for i in resample.indices { resample[i] = values[stream.integer(below: values.count)] }
      let (center, spread) = meanAndError(resample)
      // A resample of one value throughout has no error to be measured in: it is as far out as can be.
      statistics.append(spread > 0 ? (center - mean) / spread : center < mean ? -.greatestFiniteMagnitude : .greatestFiniteMagnitude)
    }
    let ends = try Quantiles.of(statistics, at: [(1 - confidence) / 2, (1 + confidence) / 2])
    func end(_ statistic: Double) -> Double { abs(statistic) < 1e100 ? mean - statistic * error : statistic < 0 ? .infinity : -.infinity }
    return Interval(estimate: mean, lower: end(ends[1]), upper: end(ends[0]))
  }

  private static func meanAndError(_ values: [Double]) -> (mean: Double, error: Double) {
    let n = Double(values.count)
    var sum = 0.0
    for value in values { sum += value }
    let mean = sum / n
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    return (mean, (squares / (n - 1) / n).squareRoot())
  }
}
