internal import Instruments
internal import Networks
public import Pages

extension Vocabulary {
  /// The words of the catalogues of instruments and variants, and of what summaries say of every run.
  public static var catalogues: Vocabulary {
    let run = Vocabulary.Instrument(
      name: "runs", meaning: "What became of a run", formulas: [],
      metrics: [
        Metric(name: "diverged", unit: Unit.one.rawValue, meaning: "1 for a run whose loss was no longer finite, 0 for another"),
        Metric(
          name: "stopped", unit: Unit.one.rawValue, meaning: "1 for a run that came to the loss at which it was to stop, 0 for another"),
      ])
    return Vocabulary(
      instruments: Instruments.all.map { entry($0) } + [run],
      variants: Dictionary(uniqueKeysWithValues: Variant.allCases.map { ($0.rawValue, $0.title) }))
  }
}

private func entry<I: Instrument>(_ instrument: I.Type) -> Vocabulary.Instrument {
  Vocabulary.Instrument(
    name: I.name, meaning: I.meaning, formulas: I.formulas,
    metrics: I.metrics.map { Vocabulary.Metric(name: $0.name, unit: $0.unit.rawValue, meaning: $0.meaning) })
}
