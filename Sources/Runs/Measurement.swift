public import Instruments

/// An instrument of a run's plan, and when it looks.
public struct Measurement: Hashable, Sendable {
  /// What is measured.
  public var instrument: AnyInstrument
  /// When.
  public var schedule: Schedule

  /// An instrument with its schedule.
  public init(_ instrument: any Instrument, _ schedule: Schedule) {
    self.instrument = AnyInstrument(instrument)
    self.schedule = schedule
  }
}

extension Measurement: Codable {
  private enum CodingKeys: String, CodingKey { case schedule }

  /// Reads the instrument and, beside its entries, the schedule.
  public init(from decoder: any Decoder) throws {
    instrument = try AnyInstrument(from: decoder)
    schedule = try decoder.container(keyedBy: CodingKeys.self).decode(Schedule.self, forKey: .schedule)
  }

  /// Writes the instrument's entries and the schedule.
  public func encode(to encoder: any Encoder) throws {
    try instrument.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schedule, forKey: .schedule)
  }
}
