/// An estimate with the ends of its confidence interval.
public struct Interval: Equatable, Sendable {
  /// The point estimate.
  public let estimate: Double
  /// The interval's lower end.
  public let lower: Double
  /// The interval's upper end.
  public let upper: Double

  /// An estimate and its interval.
  public init(estimate: Double, lower: Double, upper: Double) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
  }
}
