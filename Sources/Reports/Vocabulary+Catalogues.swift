internal import Instruments
internal import Networks
public import Pages

extension Vocabulary {
  /// The words of the catalogues of instruments and variants, and of what summaries say of every run.
  public static var catalogues: Vocabulary {
    let run = Vocabulary.Instrument(
      name: "runs", meaning: "What became of a run", formulas: [],
      metrics: MetricDictionary.ofRuns.map { Metric(name: $0.name, unit: $0.unit.rawValue, meaning: $0.meaning) })
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
