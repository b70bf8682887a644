/// A claim that is not tested.
public struct UntestedClaim: Sendable {
  /// What is claimed.
  public let sentence: String
  /// Where.
  public let source: String
  /// Why it is not tested.
  public let reason: String

  /// A claim with its reason.
  public init(_ sentence: String, source: String, reason: String) {
    (self.sentence, self.source, self.reason) = (sentence, source, reason)
  }
}
