internal import Runs

/// A sentence of the literature with the effect that it is held to.
public struct Claim: Sendable {
  /// What is claimed.
  public let sentence: String
  /// Where: paper, section or figure.
  public let source: String
  /// The folder of the study below `results/`.
  public let study: String
  /// The effect in its summary.
  public let effect: String
  /// What the effect is, for a reader.
  public let measure: String
  /// What the claim says of it.
  public let hypothesis: Hypothesis
  /// What was published; nil where no number was.
  public let published: String?
  /// The figure of the study that shows it.
  public let figure: String
  /// Where this differs from what was published.
  public let differences: String

  /// A claim.
  public init(
    _ sentence: String, source: String, study: String, effect: String, measure: String, _ hypothesis: Hypothesis,
    published: String? = nil, figure: String, differences: String = ""
  ) {
    self.sentence = sentence
    self.source = source
    self.study = study
    self.effect = effect
    self.measure = measure
    self.hypothesis = hypothesis
    self.published = published
    self.figure = figure
    self.differences = differences
  }
}

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
