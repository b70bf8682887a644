internal import Instruments
internal import Networks
public import Records
public import Runs

/// Internal covariate shift over training (Santurkar et al. 2018, Figure 3): the distance ‖G − G′‖ above and the cosine below, one column a weight,
/// one curve a variant (the median over seeds, with the quartiles shaded).
public struct CovariateShiftFigure {
  /// The figure of up to four weights, spread over the depth; the first weight, whose shift is zero by definition, is left out.
  ///
  /// - Throws: `RecordError` where a run's files cannot be read.
  public static func make(name: String, _ runs: [StoredRun]) throws -> Figure {
    let groups = RunGroups(runs)
    // Normalization layers shift the layers' indices, so weights are told apart by their order; it is the same at every probe.
    var orders = [Variant: [String: Int]]()
    for variant in groups.variants {
      guard let run = groups[variant].first else { continue }
      let names = try run.record(of: CovariateShiftInstrument.self).entries.map(\.row.parameter)
      let distinct = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      orders[variant] = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
    }
    let count = runs.first.flatMap { orders[$0.configuration.variant]?.count } ?? 0
    let weights = spread(Array(1..<max(count, 1)), 4)
    func panel(_ weight: Int, _ column: KeyPath<CovariateShiftInstrument.Row, Double>, _ title: String, _ range: ClosedRange<Double>?)
      throws
      -> ChartFigure.Panel
    {
      ChartFigure.Panel(
        title: "weight \(weight + 1) of \(count): \(title)", yRange: range,
        series: try groups.variants.map { variant in
          try ChartSeries(groups[variant], CovariateShiftInstrument.self, column) { orders[variant]?[$0.parameter] == weight }
        })
    }
    return ChartFigure.make(
      name: name,
      panels: try weights.map { try panel($0, \.distance, "‖G − G′‖", nil) }
        + weights.map { try panel($0, \.cosine, "cosine of G, G′", -1.05...1.05) },
      columns: weights.count)
  }
}

/// At most `limit` elements of a list, evenly spread, the ends among them.
func spread<T>(_ elements: [T], _ limit: Int) -> [T] {
  guard elements.count > limit, limit > 1 else { return Array(elements.prefix(limit)) }
  return (0..<limit).map { elements[$0 * (elements.count - 1) / (limit - 1)] }
}
