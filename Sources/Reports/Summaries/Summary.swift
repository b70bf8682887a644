internal import Foundation
internal import Networks
public import Records
public import Runs
internal import Statistics

/// What a study's runs say together: for every condition, a variant in a setting, and metric the mean over seeds with its interval, and the comparison
/// with the network without normalization in the same setting, paired by seed; and the study's effects.
public struct Summary: Sendable {
  /// What runs that differ in nothing but their seed have in common.
  struct Condition: Hashable, Sendable {
    let variant: Variant
    /// What a study varies beside the variant; empty where nothing.
    let setting: String
  }

  /// One metric of one condition.
  struct Row: Sendable {
    let condition: Condition
    let metric: String
    /// Runs that have the metric.
    let runs: Int
    let mean: Interval
    let comparison: Comparison?
  }

  /// A condition against the network without normalization, over the seeds that both have.
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
  let conditions: [Condition]
  let effects: [Effect]
  private let runs: [StoredRun]
  private let setting: @Sendable (RunConfiguration) -> String

  /// Sums up runs. Metrics without a value in a run are left out of its condition's mean.
  ///
  /// - Parameters:
  ///   - runs: what is summed up.
  ///   - effects: what the study compares its conditions by.
  ///   - setting: what runs differ in beside variant and seed.
  /// - Throws: `StatisticsError` should the statistics refuse.
  public init(_ runs: [StoredRun], effects: [Effect] = [], setting: @escaping @Sendable (RunConfiguration) -> String = { _ in "" }) throws {
    func condition(_ run: StoredRun) -> Condition {
      Condition(variant: run.configuration.variant, setting: setting(run.configuration))
    }
    self.runs = runs
    self.effects = effects
    self.setting = setting
    let groups = Dictionary(grouping: runs, by: condition)
    // Settings in the study's own order, variants within each in the catalogue's.
    var settings = [String]()
    for run in runs where !settings.contains(setting(run.configuration)) { settings.append(setting(run.configuration)) }
    conditions = settings.flatMap { setting in groups.keys.filter { $0.setting == setting }.sorted { $0.variant < $1.variant } }
    let metrics = Set(runs.flatMap { $0.manifest.outcome.metrics.keys }).sorted()
    var rows = [Row]()
    for condition in conditions {
      let baseline = groups[Condition(variant: .none, setting: condition.setting)] ?? []
      for metric in metrics {
        let values = groups[condition]!.compactMap { Self.number($0, metric) }
        guard !values.isEmpty else { continue }
        let comparison = condition.variant == .none ? nil : try Self.compare(groups[condition]!, baseline, metric)
        rows.append(
          Row(
            condition: condition, metric: metric, runs: values.count, mean: try Bootstrap.meanInterval(values, stream: Self.stream()),
            comparison: comparison))
      }
    }
    self.rows = rows
  }

  /// Every interval resamples from the beginning of one stream, so that a summary does not depend on which others were made.
  private static func stream() -> RandomStream { RandomStream(seed: 0, purpose: .resampling) }

  /// A number of a run; nil where it is not finite, and where the run did not measure it as others of its study did.
  private static func number(_ run: StoredRun, _ metric: String) -> Double? {
    run.numberIfMeasured(metric).flatMap { $0.isFinite ? $0 : nil }
  }

  private static func compare(_ runs: [StoredRun], _ baseline: [StoredRun], _ metric: String) throws -> Comparison? {
    let others = Dictionary(baseline.map { ($0.configuration.seed, number($0, metric)) }) { first, _ in first }
    let pairs = runs.compactMap { run -> (Double, Double)? in
      guard let other = others[run.configuration.seed] ?? nil, let own = number(run, metric) else { return nil }
      return (own, other)
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

  /// `summary.csv`: one row a condition and metric.
  public var table: CSVTable {
    var table = CSVTable(columns: [
      "variant", "setting", "metric", "runs", "mean", "lower", "upper", "pairs", "difference", "difference_lower", "difference_upper",
      "ratio", "ratio_lower", "ratio_upper", "p_value",
    ])
    for row in rows {
      let comparison = row.comparison
      table.append(
        row.condition.variant.rawValue, row.condition.setting.isEmpty ? Study.onlySetting : row.condition.setting, row.metric, row.runs,
        row.mean.estimate, row.mean.lower, row.mean.upper,
        comparison?.pairs ?? 0, comparison?.difference.estimate ?? .nan, comparison?.difference.lower ?? .nan,
        comparison?.difference.upper ?? .nan, comparison?.ratio.estimate ?? .nan, comparison?.ratio.lower ?? .nan,
        comparison?.ratio.upper ?? .nan, comparison?.pValue ?? .nan)
    }
    return table
  }

  /// `summary.json`: the same, by condition, with the hashes of its runs; and the effects, with their values by seed.
  public func json(study: String) throws -> JSONValue {
    let conditions = conditions.map { condition -> JSONValue in
      let metrics = rows.filter { $0.condition == condition }.map { ($0.metric, Self.json($0)) }
      let own = runs.filter { $0.configuration.variant == condition.variant && setting($0.configuration) == condition.setting }
      return [
        "variant": .string(condition.variant.rawValue), "setting": .string(condition.setting),
        "metrics": .object(Dictionary(uniqueKeysWithValues: metrics)),
        "runs": .array(
          own.map { ["seed": .integer(Int(clamping: $0.configuration.seed)), "hash": .string($0.manifest.hash)] }),
      ]
    }
    let effects = try effects.map { effect -> (String, JSONValue) in
      (
        effect.name,
        [
          "kind": .string(effect.kind.rawValue), "seeds": .array(effect.seeds.map { .integer(Int(clamping: $0)) }),
          "values": .array(effect.values.map { .number($0) }), "interval": effect.values.isEmpty ? .null : Self.json(try effect.interval()),
          "runs": .array(effect.runs.map { .string($0) }), "diverged": .integer(effect.diverged), "excluded": .integer(effect.excluded),
        ]
      )
    }
    return [
      "study": .string(study), "confidence": 0.95, "conditions": .array(conditions),
      "effects": .object(Dictionary(uniqueKeysWithValues: effects)),
    ]
  }

  private static func json(_ interval: Interval) -> JSONValue {
    ["estimate": .number(interval.estimate), "lower": .number(interval.lower), "upper": .number(interval.upper)]
  }

  private static func json(_ row: Row) -> JSONValue {
    var entry: [String: JSONValue] = ["runs": .integer(row.runs), "mean": json(row.mean)]
    if let comparison = row.comparison {
      entry["against_none"] = [
        "pairs": .integer(comparison.pairs), "difference": json(comparison.difference), "ratio": json(comparison.ratio),
        "p_value": .number(comparison.pValue),
      ]
    }
    return .object(entry)
  }
}
