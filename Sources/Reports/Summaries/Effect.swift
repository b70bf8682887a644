internal import Foundation
public import Instruments
public import Networks
public import Runs
public import Statistics

/// A number that a study compares its conditions by, one value a seed: what claims are held to.
public struct Effect: Sendable {
  /// What the values are, and so how they are averaged.
  public enum Kind: String, Codable, Sendable {
    /// A ratio of two positive quantities; averaged as logarithms.
    case ratio
    /// A quantity, or a difference of two.
    case value
  }

  /// The name, unique in its study.
  public let name: String
  /// What the values are.
  public let kind: Kind
  /// Seeds that have a value.
  public let seeds: [UInt64]
  /// Their values.
  public let values: [Double]
  /// Hashes of the runs that it was computed from.
  public let runs: [String]
  /// How many of the runs that it might have been computed from diverged; none of them is a side of a comparison of metrics.
  public let diverged: Int
  /// How many seeds are left out since their ratio is not positive and finite: it has no logarithm.
  public let excluded: Int

  /// The effect over all seeds of `runs` for which `value` finds one.
  ///
  /// - Throws: `RecordError` where a run's files cannot be read.
  public init(_ name: String, _ kind: Kind, _ runs: [StoredRun], value: (SeedRuns) throws -> Double?) throws {
    self.name = name
    self.kind = kind
    var found = [(seed: UInt64, value: Double)]()
    var hashes = [String]()
    var excluded = 0
    for (seed, group) in Dictionary(grouping: runs, by: \.configuration.seed).sorted(by: { $0.key < $1.key }) {
      guard let value = try value(SeedRuns(runs: group)), value.isFinite || (kind == .ratio && value.isInfinite) else { continue }
      guard kind == .value || (value > 0 && value.isFinite) else {
        excluded += 1
        continue
      }
      found.append((seed, value))
      hashes += group.map(\.manifest.hash)
    }
    seeds = found.map(\.seed)
    values = found.map(\.value)
    self.runs = hashes.sorted()
    diverged = runs.count(where: \.hasDiverged)
    self.excluded = excluded
  }

  /// The effect over units of other runs than a seed's, such as configurations whose seeds are averaged: numbered from 0 where seeds would stand. Units without a
  /// value are left out.
  public init(_ name: String, _ kind: Kind, units: [(value: Double, runs: [StoredRun])]) {
    self.name = name
    self.kind = kind
    let numbers = units.enumerated().filter { $0.element.value.isFinite || (kind == .ratio && $0.element.value.isInfinite) }
    let found = numbers.filter { kind == .value || ($0.element.value > 0 && $0.element.value.isFinite) }
    excluded = numbers.count - found.count
    seeds = found.map { UInt64($0.offset) }
    values = found.map(\.element.value)
    runs = Set(found.flatMap(\.element.runs).map(\.manifest.hash)).sorted()
    diverged = units.flatMap(\.runs).count(where: \.hasDiverged)
  }

  /// The ratio of a metric of `variant` to that of `baseline`, among runs that differ in nothing else but their seed.
  ///
  /// - Throws: as the initializer.
  public static func ratio<I: Instrument>(
    _ name: String, _ runs: [StoredRun], _ metric: Metric<I>, of variant: Variant, to baseline: Variant = .none
  ) throws -> Effect {
    let own = runs.filter { [variant, baseline].contains($0.configuration.variant) }
    return try Effect(name, .ratio, own) { try $0.metric(metric, variant) / $0.metric(metric, baseline) }
  }

  /// The same of a metric over a phase of each run, computed anew from its rows.
  ///
  /// - Throws: as the initializer.
  public static func ratio<I: Instrument>(
    _ name: String, _ runs: [StoredRun], _ metric: Metric<I>, over phase: Phase, of variant: Variant,
    to baseline: Variant = .none
  ) throws -> Effect {
    let own = runs.filter { [variant, baseline].contains($0.configuration.variant) }
    return try Effect(name, .ratio, own) { seed in
      let values = try [variant, baseline].map { variant in
        guard let run = seed.run(variant), !run.hasDiverged else { return Double.nan }
        return metric.value(try run.record(of: I.self)[phase])
      }
      return values[0] / values[1]
    }
  }

  /// The difference of a metric of `variant` and that of `baseline`, likewise.
  ///
  /// - Throws: as the initializer.
  public static func difference<I: Instrument>(
    _ name: String, _ runs: [StoredRun], _ metric: Metric<I>, of variant: Variant, to baseline: Variant = .none
  ) throws -> Effect {
    let own = runs.filter { [variant, baseline].contains($0.configuration.variant) }
    return try Effect(name, .value, own) { try $0.metric(metric, variant) - $0.metric(metric, baseline) }
  }

  /// A metric of `variant`.
  ///
  /// - Throws: as the initializer.
  public static func value<I: Instrument>(_ name: String, _ runs: [StoredRun], _ metric: Metric<I>, of variant: Variant) throws -> Effect {
    try Effect(name, .value, runs.filter { $0.configuration.variant == variant }) { try $0.metric(metric, variant) }
  }

  /// The mean with its 95 % bootstrap interval: the geometric mean for ratios.
  ///
  /// - Throws: `StatisticsError` where no seed has a value.
  public func interval() throws -> Interval { try Self.interval(values, kind) }

  /// Likewise, of values that are not an effect's.
  static func interval(_ values: [Double], _ kind: Kind, confidence: Double = 0.95) throws -> Interval {
    let stream = RandomStream(seed: 0, purpose: .resampling)
    guard kind == .ratio else { return try Bootstrap.meanInterval(values, confidence: confidence, stream: stream) }
    let logarithms = try Bootstrap.meanInterval(values.map { log($0) }, confidence: confidence, stream: stream)
    return Interval(estimate: exp(logarithms.estimate), lower: exp(logarithms.lower), upper: exp(logarithms.upper))
  }
}

/// The runs of one seed.
public struct SeedRuns: Sendable {
  /// The runs.
  public let runs: [StoredRun]

  /// The run of a variant, and of a condition where more than one has it.
  public func run(_ variant: Variant, where holds: (RunConfiguration) -> Bool = { _ in true }) -> StoredRun? {
    runs.first { $0.configuration.variant == variant && holds($0.configuration) }
  }

  /// A metric of such a run; not a number where there is none, and where the run diverged: what it measured on its way is no side of a comparison.
  ///
  /// - Throws: `RecordError` where the run did not measure it.
  public func metric<I: Instrument>(
    _ metric: Metric<I>, _ variant: Variant, where holds: (RunConfiguration) -> Bool = { _ in true }
  ) throws -> Double {
    guard let run = run(variant, where: holds), !run.hasDiverged else { return .nan }
    return try run.metric(metric)
  }
}
