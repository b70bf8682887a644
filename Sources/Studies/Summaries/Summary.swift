internal import Foundation
internal import Networks
public import Records
internal import Statistics

/// What a study's runs say together: for every variant and metric the mean over seeds with its interval, and the comparison with the network
/// without normalization, paired by seed.
public struct Summary: Sendable {
  /// One metric of one variant.
  struct Row: Sendable {
    let variant: Variant
    let metric: String
    /// Runs that have the metric.
    let runs: Int
    let mean: Interval
    let comparison: Comparison?
  }

  /// A variant against the network without normalization, over the seeds that both have.
  struct Comparison: Sendable {
    let pairs: Int
    /// Mean of variant − none.
    let difference: Interval
    /// Geometric mean of variant / none; not a number where a value is not positive.
    let ratio: Interval
    /// Two-sided sign-flip permutation test of the differences.
    let pValue: Double
  }

  let rows: [Row]
  let variants: [Variant]

  /// Sums up runs. Metrics without a value in a run are left out of its variant's mean.
  ///
  /// - Throws: `StatisticsError` should the statistics refuse.
  public init(_ runs: [StoredRun]) throws {
    let groups = Dictionary(grouping: runs, by: \.configuration.variant)
    variants = groups.keys.sorted()
    let metrics = Set(runs.flatMap { $0.manifest.outcome.metrics.keys }).sorted()
    let baseline = groups[.none] ?? []
    var rows = [Row]()
    for variant in variants {
      for metric in metrics {
        let values = groups[variant]!.map { $0.metric(metric) }.filter(\.isFinite)
        guard !values.isEmpty else { continue }
        let comparison = variant == .none ? nil : try Self.compare(groups[variant]!, baseline, metric)
        rows.append(
          Row(
            variant: variant, metric: metric, runs: values.count, mean: try Bootstrap.meanInterval(values, stream: Self.stream()),
            comparison: comparison))
      }
    }
    self.rows = rows
  }

  /// Every interval resamples from the beginning of one stream, so that a summary does not depend on which others were made.
  private static func stream() -> RandomStream { RandomStream(seed: 0, purpose: .resampling) }

  private static func compare(_ runs: [StoredRun], _ baseline: [StoredRun], _ metric: String) throws -> Comparison? {
    let others = Dictionary(baseline.map { ($0.configuration.seed, $0.metric(metric)) }) { first, _ in first }
    let pairs = runs.compactMap { run -> (Double, Double)? in
      guard let other = others[run.configuration.seed], other.isFinite, run.metric(metric).isFinite else { return nil }
      return (run.metric(metric), other)
    }
    guard !pairs.isEmpty else { return nil }
    let differences = pairs.map { $0.0 - $0.1 }
    var ratio = Interval(estimate: .nan, lower: .nan, upper: .nan)
    if pairs.allSatisfy({ $0.0 > 0 && $0.1 > 0 }) {
      let logarithm = try Bootstrap.meanInterval(pairs.map { log($0.0 / $0.1) }, stream: stream())
      ratio = Interval(estimate: exp(logarithm.estimate), lower: exp(logarithm.lower), upper: exp(logarithm.upper))
    }
    return Comparison(
      pairs: pairs.count, difference: try Bootstrap.meanInterval(differences, stream: stream()), ratio: ratio,
      pValue: try PairedTests.permutation(differences, stream: stream()))
  }

  /// `summary.csv`: one row a variant and metric.
  public var table: CSVTable {
    var table = CSVTable(columns: [
      "variant", "metric", "runs", "mean", "lower", "upper", "pairs", "difference", "difference_lower", "difference_upper", "ratio",
      "ratio_lower", "ratio_upper", "p_value",
    ])
    for row in rows {
      let comparison = row.comparison
      table.append(
        row.variant.rawValue, row.metric, row.runs, row.mean.estimate, row.mean.lower, row.mean.upper, comparison?.pairs ?? 0,
        comparison?.difference.estimate ?? .nan, comparison?.difference.lower ?? .nan, comparison?.difference.upper ?? .nan,
        comparison?.ratio.estimate ?? .nan, comparison?.ratio.lower ?? .nan, comparison?.ratio.upper ?? .nan,
        comparison?.pValue ?? .nan)
    }
    return table
  }

  /// `summary.json`: the same, as objects by variant and metric.
  public func json(study: String) -> JSONValue {
    func json(_ interval: Interval) -> JSONValue {
      ["estimate": .number(interval.estimate), "lower": .number(interval.lower), "upper": .number(interval.upper)]
    }
    var variants = [String: JSONValue]()
    for (variant, rows) in Dictionary(grouping: rows, by: \.variant.rawValue) {
      variants[variant] = .object(
        Dictionary(
          uniqueKeysWithValues: rows.map { row in
            var entry: [String: JSONValue] = ["runs": .integer(row.runs), "mean": json(row.mean)]
            if let comparison = row.comparison {
              entry["against_none"] = [
                "pairs": .integer(comparison.pairs), "difference": json(comparison.difference), "ratio": json(comparison.ratio),
                "p_value": .number(comparison.pValue),
              ]
            }
            return (row.metric, .object(entry))
          }))
    }
    return ["study": .string(study), "confidence": 0.95, "variants": .object(variants)]
  }
}
