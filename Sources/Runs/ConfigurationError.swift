internal import Instruments
internal import Training

/// A configuration of which no run can be made.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// The property.
  public let property: String
  /// What was found.
  public let found: String
  /// What was expected.
  public let expected: String

  /// One line.
  public var description: String { "\(property): found \(found), expected \(expected)" }
}

extension RunConfiguration {
  /// Refuses numbers that no run on so many training examples can have, instruments of which two would write one file, and schedules that no manifest can
  /// hold.
  ///
  /// - Throws: `ConfigurationError`, or an instrument's own `InstrumentError`.
  func validate(examples: Int) throws {
    func require(_ holds: Bool, _ property: String, _ found: String, _ expected: String) throws(ConfigurationError) {
      if !holds { throw ConfigurationError(property: property, found: found, expected: expected) }
    }
    try require(steps >= 0, "steps", "\(steps)", "a number from 0")
    try require((1...max(1, examples)).contains(batchSize), "batchSize", "\(batchSize)", "1 to the \(examples) training examples")
    if dataset.isRegression {
      try require(!trainedLoss.isClassification, "loss", trainedLoss.rawValue, "a squared error, for data without classes")
    }
    if let rateSchedule {
      let text = rateSchedule.decay.rawValue
      try require(
        RateSchedule.Decay(rawValue: text) == rateSchedule.decay, "rateSchedule", text, "steps in ascending order, positive factors")
    }
    if let (text, count) = trajectory?.count {
      try require(count > 0 && count <= Schedule.largestEpochs, "trajectory", "\(text) \(count)", "1 to \(Schedule.largestEpochs)")
    }
    if let gradientClip { try require(gradientClip > 0, "gradientClip", "\(gradientClip)", "a number above 0") }
    if let selectiveDecay {
      try require(
        selectiveDecay.coefficient > 0 && selectiveDecay.coefficient.isFinite, "selectiveDecay", "\(selectiveDecay.coefficient)",
        "a positive number")
      if selectiveDecay.form == .growingRate { try requireGrowingRate(selectiveDecay) }
    }
    let wantsPartner = measurements.contains { $0.instrument.otherPoints.contains(PathInstrument.Target.other.rawValue) }
    try require(
      wantsPartner == (partner != nil), "partner", partner == nil ? "none" : "one",
      wantsPartner ? "one: a path leads to it" : "none: no path leads to it")
    // The partner takes all steps: where it would have stopped is another run's matter.
    try require(partner == nil || stopping == nil, "partner", "one beside a stopping rule", "either")
    if let shared = partner?.sharedSteps {
      try require((0...steps).contains(shared), "partner", "\(shared) shared steps", "0 to the run's \(steps)")
    }
    if let stopping {
      try require((1...steps + 1).contains(stopping.batches), "stopping", "\(stopping.batches) batches", "1 to the \(steps + 1) of the run")
    }
    var names = Set<String>()
    for measurement in measurements {
      let name = measurement.instrument.name
      try require(names.insert(name).inserted, "measurements", "\(name) twice", "each instrument once: it has one file")
      let (text, count) = measurement.schedule.count
      try require(count > 0, "measurements", "\(name) \(text) \(count)", "a positive number")
      if case .epochs = measurement.schedule {
        try require(count <= Schedule.largestEpochs, "measurements", "\(name) \(text) \(count)", "at most \(Schedule.largestEpochs)")
      }
      if let own = measurement.examples {
        try require((1...max(1, examples)).contains(own), "measurements", "\(name) over \(own)", "1 to the \(examples) training examples")
      }
      // Rows of two looks could not be told apart.
      try require(
        measurement.instrument.isMeasuredAlongRun || measurement.schedule == .end, "measurements", "\(name) \(text) \(count)",
        "end: its file has no steps")
      try measurement.instrument.base.validate()
    }
  }
}

extension RunConfiguration {
  /// The theorem is for descent at one rate.
  private func requireGrowingRate(_ decay: SelectiveDecay) throws(ConfigurationError) {
    let property = "selectiveDecay"
    guard case .sgd(let momentum, _) = optimizer else {
      throw ConfigurationError(property: property, found: "a growing rate beside \(optimizer)", expected: "sgd")
    }
    guard rateSchedule == nil, gradientClip == nil else {
      throw ConfigurationError(property: property, found: "a growing rate beside a schedule or clipping", expected: "neither")
    }
    guard decay.growthRoot(learningRate: learningRate, momentum: momentum) != nil else {
      let largest = (1 - momentum.squareRoot()) * (1 - momentum.squareRoot())
      throw ConfigurationError(
        property: property, found: "λη of \(decay.coefficient * learningRate)", expected: "at most (1 − √momentum)², \(largest)")
    }
  }
}

extension Schedule {
  /// What is counted, in a word, and the number.
  fileprivate var count: (name: String, number: Int) {
    switch self {
    case .every(let steps): ("every", steps)
    case .logarithmic(let perDecade): ("logarithmic", perDecade)
    case .epochs(let epochs): ("epochs", epochs)
    case .at(let steps): ("at", steps.allSatisfy { $0 >= 0 } && !steps.isEmpty ? 1 : 0)
    case .end: ("end", 1)
    }
  }
}
