public import Instruments

/// An instrument of a run's plan, and when it looks.
public struct Measurement: Hashable, Sendable {
  /// What is measured.
  public var instrument: AnyInstrument
  /// When.
  public var schedule: Schedule
  /// How many of the first training examples it looks at, as one batch; nil for the step's own batch, and then a run's hash knows nothing of it.
  public var examples: Int?

  /// An instrument with its schedule.
  public init(_ instrument: any Instrument, _ schedule: Schedule, examples: Int? = nil) {
    self.instrument = AnyInstrument(instrument)
    self.schedule = schedule
    self.examples = examples
  }
}

extension Measurement: Codable {
  private enum CodingKeys: String, CodingKey { case schedule, examples }

  /// Reads the instrument and, beside its entries, the schedule and the examples.
  public init(from decoder: any Decoder) throws {
    instrument = try AnyInstrument(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schedule = try container.decode(Schedule.self, forKey: .schedule)
    examples = try container.decodeIfPresent(Int.self, forKey: .examples)
  }

  /// Writes the instrument's entries, the schedule and, where they are given, the examples.
  public func encode(to encoder: any Encoder) throws {
    try instrument.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schedule, forKey: .schedule)
    try container.encodeIfPresent(examples, forKey: .examples)
  }
}
