/// What the measurements say of a claim.
public enum Verdict: String, Codable, Sendable {
  /// The effect is where the claim has it.
  case holds
  /// It is elsewhere.
  case doesNotHold = "does not hold"
  /// The seeds or the effect do not carry either.
  case undecided
  /// The claim's control is not outside of the region, so that the region says nothing.
  case void
}
