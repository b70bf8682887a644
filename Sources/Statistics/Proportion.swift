internal import CGSL

/// A share of trials with its interval.
public enum Proportion {
  /// The share with its exact interval (Clopper & Pearson 1934), by the quantiles of beta distributions.
  ///
  /// - Throws: `StatisticsError` for no trials, more successes than trials, or a confidence outside (0, 1).
  public static func interval(successes: Int, of trials: Int, confidence: Double = 0.95) throws(StatisticsError) -> Interval {
    guard trials > 0 else { throw .tooFewValues(quantity: "proportion", found: trials, needed: 1) }
    guard (0...trials).contains(successes) else {
      throw .invalidArgument(name: "successes", found: "\(successes)", expected: "0 to the \(trials) trials")
    }
    guard confidence > 0, confidence < 1 else {
      throw .invalidArgument(name: "confidence", found: "\(confidence)", expected: "a number between 0 and 1")
    }
    let tail = (1 - confidence) / 2
    let (right, wrong) = (Double(successes), Double(trials - successes))
    return Interval(
      estimate: right / Double(trials), lower: successes == 0 ? 0 : gsl_cdf_beta_Pinv(tail, right, wrong + 1),
      upper: successes == trials ? 1 : gsl_cdf_beta_Qinv(tail, right + 1, wrong))
  }
}
