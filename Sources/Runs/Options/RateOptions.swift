internal import ArgumentParser
internal import Training

/// The options of how the learning rate changes over a run.
struct RateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How the learning rate falls: constant, cosine (to 0 over the run), steps:0.1@100,200 (by that factor at those steps) or exponential:0.999 (by that factor every step). (default: constant)",
      valueName: "schedule"),
    transform: { text in
      guard let decay = RateSchedule.Decay(rawValue: text) else {
        throw ValidationError("found \(text), expected constant, cosine, steps:0.1@100,200 or exponential:0.999")
      }
      return decay
    })
  var schedule: RateSchedule.Decay?

  @Option(
    help: ArgumentHelp("Steps over which the learning rate first rises to its value, linearly. (default: none)", valueName: "steps"),
    transform: OptionParsing.positive)
  var warmUp: Int?

  /// The runs of a grid with what the options say.
  ///
  /// - Throws: `OptionError` for what would do nothing in a run of the grid, or bring its rate to 0.
  func applied(to grid: [RunConfiguration]) throws(OptionError) -> [RunConfiguration] {
    let decay = schedule ?? .constant
    guard decay != .constant || warmUp != nil else { return grid }
    let schedule = RateSchedule(decay, warmUp: warmUp)
    var scheduled = grid
    for index in scheduled.indices {
      let steps = scheduled[index].steps
      if let warmUp, warmUp >= steps {
        throw OptionError(option: "--warm-up", found: "\(warmUp)", expected: "fewer than the \(steps) steps of a run")
      }
      if case .steps(_, let milestones) = decay, let last = milestones.last, last >= steps {
        throw OptionError(option: "--schedule", found: "\(decay.rawValue)", expected: "steps below the \(steps) of a run")
      }
      scheduled[index].rateSchedule = schedule
      guard (scheduled[index].learningRate * scheduled[index].rateFactor(at: steps)).isNormal else {
        throw OptionError(
          option: "--schedule", found: "\(decay.rawValue)",
          expected: "one that leaves a finite rate above 0 after the \(steps) steps of a run")
      }
    }
    return scheduled
  }
}
