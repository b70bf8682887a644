internal import Networks
internal import Objectives

/// What normalizations work with while parameters move.
public enum StatisticsSource: String, CaseIterable, SettingValue {
  /// The batch's own statistics, as in training.
  case batch
  /// The kept running statistics, as in evaluation.
  case running
}

extension Subject {
  /// The objective with normalizations that work with `source`: with the subject's own running statistics, or others of their length.
  ///
  /// - Throws: `InstrumentError.missing` for running statistics of a function without layers.
  func objective(
    _ source: StatisticsSource, state: [Scalar]? = nil, for instrument: some Instrument
  ) throws(InstrumentError) -> any Objective<Scalar> {
    switch source {
    case .batch: objective
    case .running: try layers(for: instrument).passing(Pass(mode: .evaluation, state: state ?? self.state))
    }
  }
}
