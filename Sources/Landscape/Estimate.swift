/// A number and how far it may be off.
public struct Estimate: Equatable, Sendable {
  /// The number.
  public let value: Double
  /// 0 for an exact number; a standard error for a mean over random probes; ‖Hx − λx‖ for an eigenvalue, which some eigenvalue of H is no further from.
  public let error: Double

  /// A number with its error.
  public init(value: Double, error: Double = 0) {
    self.value = value
    self.error = error
  }
}
