internal import Runs

/// A sentence of the literature with the effect that it is held to.
public struct Claim: Sendable {
  /// How the values by seed are tested against a bound of the region.
  public enum Test: String, Codable, Sendable {
    /// By sign flips: for contrasts of two conditions that would be exchangeable were there no effect, so that signs are symmetric.
    case signFlips = "sign flips"
    /// By the exact sign test, which asks for no symmetry: for levels against a bound, and shares near 0 or 1.
    case signs
  }

  /// A network of which a claim that two things are the same must not be true as well, or the claim says nothing.
  public struct Control: Codable, Equatable, Sendable {
    /// Its effect, of the same study.
    public var effect: String
    /// What it is, for a reader.
    public var name: String

    /// A control.
    public init(_ effect: String, _ name: String) { (self.effect, self.name) = (effect, name) }
  }

  /// What a claim takes for granted: where it is not so, the claim says nothing.
  public struct Premise: Sendable {
    /// Its effect, of the same study.
    public let effect: String
    /// What it is, for a reader.
    public let name: String
    /// Where it must lie.
    public let hypothesis: Hypothesis

    /// A premise.
    public init(_ effect: String, _ name: String, _ hypothesis: Hypothesis) {
      (self.effect, self.name, self.hypothesis) = (effect, name, hypothesis)
    }
  }

  /// Another measure of what is claimed, which decides nothing: where it and the claim's own effect speak against each other, the row says so.
  public struct OtherMeasure: Sendable {
    /// Its effect, of the same study.
    public let effect: String
    /// What it is, for a reader.
    public let name: String
    /// What the claim would say of it.
    public let hypothesis: Hypothesis

    /// A measure.
    public init(_ effect: String, _ name: String, _ hypothesis: Hypothesis) {
      (self.effect, self.name, self.hypothesis) = (effect, name, hypothesis)
    }
  }

  /// What is claimed.
  public let sentence: String
  /// The same where no other claim stands before it, as in a list that is sorted; the lock does not hold it.
  public let alone: String
  /// Where: paper, section or figure.
  public let source: String
  /// The folder of the study below `results/`.
  public let study: String
  /// The name in its study that the lock knows it by; the effect's unless two claims share one.
  public let name: String
  /// The effect in its summary.
  public let effect: String
  /// What the effect is, for a reader.
  public let measure: String
  /// What the claim says of it.
  public let hypothesis: Hypothesis
  /// Why the region ends where it does: the smallest effect of interest, and whose it is.
  public let margin: String
  /// How it is tested.
  public let test: Test
  /// What must lie outside of the region.
  public let control: Control?
  /// What must be so for the claim to say anything.
  public let premise: Premise?
  /// Whether the effect's values are a jackknife's pseudo-values, which no unit has by itself: their median, and the share of them in the region, say nothing.
  public let isOfPseudoValues: Bool
  /// Other measures of the same.
  public let otherMeasures: [OtherMeasure]
  /// Whether it is of the headline family.
  public let isHeadline: Bool
  /// What was published; nil where no number was.
  public let published: String?
  /// The figure of the study that shows it.
  public let figure: String
  /// Where this differs from what was published.
  public let differences: String

  /// A claim.
  public init(
    _ sentence: String, alone: String? = nil, source: String, study: String, name: String? = nil, effect: String, measure: String,
    _ hypothesis: Hypothesis,
    margin: String, test: Test = .signFlips, control: Control? = nil, premise: Premise? = nil, isOfPseudoValues: Bool = false,
    otherMeasures: [OtherMeasure] = [], isHeadline: Bool = false, published: String? = nil, figure: String, differences: String = ""
  ) {
    (self.sentence, self.alone) = (sentence, alone ?? sentence)
    (self.source, self.study, self.name) = (source, study, name ?? effect)
    (self.effect, self.measure, self.hypothesis, self.margin) = (effect, measure, hypothesis, margin)
    (self.test, self.control, self.isHeadline) = (test, control, isHeadline)
    (self.premise, self.isOfPseudoValues, self.otherMeasures) = (premise, isOfPseudoValues, otherMeasures)
    (self.published, self.figure, self.differences) = (published, figure, differences)
  }

  /// The name among all claims: study and name.
  public var identifier: String { "\(study)/\(name)" }

  /// What may not change once runs are begun: the hash of sentence, effect, measure, region, test, control and premise with the runs that they are to be held to.
  func fingerprint(runs: String) -> String {
    let parts =
      [sentence, study, effect, measure, hypothesis.exact, test.rawValue, control?.effect ?? "", isHeadline ? "headline" : "", runs]
      + otherMeasures.map { "\($0.effect) \($0.hypothesis.exact)" }
      + (premise.map { ["premise \($0.effect) \($0.hypothesis.exact)"] } ?? [])
    return RunSet.digest(parts.enumerated().map { "\($0) \($1)" })
  }
}
