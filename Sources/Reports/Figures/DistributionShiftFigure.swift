internal import Instruments
public import Records
public import Runs

/// How the distribution of one weight's inputs moves over training (Ioffe & Szegedy 2015, section 2): by one step and since the start, a curve a variant.
public struct DistributionShiftFigure {
  /// The figure of the middle weight, which stands for all.
  ///
  /// - Throws: `RecordError` where a run's files cannot be read.
  public static func make(name: String, _ runs: [StoredRun]) throws -> Figure {
    let weights = try runs.first.map { Set(try $0.record(of: DistributionShiftInstrument.self).entries.map(\.row.weight)).sorted() } ?? []
    let weight = weights.isEmpty ? 0 : weights[weights.count / 2]
    func drift(
      _ column: KeyPath<DistributionShiftInstrument.Row, Double>, _ since: String, _ title: String
    ) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: title,
        series: try runs.byVariant.map {
          try ChartSeries($0.runs, DistributionShiftInstrument.self, column) { $0.since == since && $0.weight == weight }
        })
    }
    return ChartFigure.make(
      name: name,
      panels: [
        try drift(\.kolmogorovSmirnov, "step", "inputs of weight \(weight): KS by one step"),
        try drift(\.kolmogorovSmirnov, "start", "KS since the start"),
        try drift(\.meanDrift, "step", "change of the mean by one step"),
        try drift(\.varianceDrift, "step", "change of the variance by one step"),
      ])
  }
}
