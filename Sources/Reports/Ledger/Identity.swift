/// What is true by mathematics, and is checked: no claim, since no draw of data could speak against it.
public struct Identity: Sendable {
  /// What is equal to what.
  public let sentence: String
  /// Where it stands.
  public let source: String
  /// The folder of the study that checks it.
  public let study: String
  /// The effect, which is an error.
  public let effect: String
  /// What the error is.
  public let measure: String
  /// What the largest value over seeds may be: rounding.
  public let bound: Double

  /// An identity.
  public init(_ sentence: String, source: String, study: String, effect: String, measure: String, bound: Double) {
    (self.sentence, self.source, self.study) = (sentence, source, study)
    (self.effect, self.measure, self.bound) = (effect, measure, bound)
  }
}
