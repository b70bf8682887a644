public import Instruments
public import Records
public import Runs

extension StoredRun {
  /// The first step at which the mean of a column over `window` rows comes to `threshold`, from below or from above; nil where it never does.
  ///
  /// - Throws: `RecordError` where the run did not measure it.
  public func firstStep<I: Instrument>(
    _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, window: Int, reaching threshold: Double, fromAbove: Bool = false
  ) throws(RecordError) -> Double? {
    let record = try record(of: instrument)
    let values = record[column]
    guard values.count >= window else { return nil }
    for end in (window - 1)..<values.count {
      let mean = values[(end - window + 1)...end].reduce(0, +) / Double(window)
      if fromAbove ? mean <= threshold : mean >= threshold { return Double(record.entries[end].step) }
    }
    return nil
  }
}

extension [StoredRun] {
  /// The learning rate at which these runs come to a milestone soonest on average, of those at which every run does; nil where there is none. It is chosen
  /// over all seeds together: the best seed by seed would be better by luck, the more so the more rates a network trains at.
  public func bestRate(to milestone: (StoredRun) throws -> Double?) rethrows -> Double? {
    let means = try Dictionary(grouping: self, by: \.configuration.learningRate).compactMapValues { runs -> Double? in
      let steps = try runs.compactMap(milestone)
      return steps.count == runs.count ? steps.reduce(0, +) / Double(steps.count) : nil
    }
    return means.min { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }
}
