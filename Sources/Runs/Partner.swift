/// Another training run of the same configuration, which paths lead to: from initial weights of its own, or from this run's course up to some step and then with
/// another order of the examples (Frankle et al. 2020, "Linear mode connectivity and the lottery ticket hypothesis", section 2).
public struct Partner: Codable, Hashable, Sendable {
  /// Steps that both runs have in common: 0 for the same initial weights alone; nil for not even those.
  public var sharedSteps: Int?

  /// The partner that parts from a run after so many steps.
  public init(sharedSteps: Int?) { self.sharedSteps = sharedSteps }
}

extension RunConfiguration {
  /// What the partner's random numbers are drawn from: a seed that no list of small ones holds, so that no other run of a study is the partner's twin.
  var partnerSeed: UInt64 { seed ^ 1 << 63 }
}
