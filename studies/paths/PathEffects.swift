import Instruments
import Landscape
import Networks
import Reports
import Runs

/// What the study comes to.
enum PathEffects {
  static func make(_ runs: [StoredRun]) throws -> [Effect] {
    func arm(_ arm: PathArm) -> [StoredRun] { runs.having { PathArm($0) == arm } }
    let effects =
      try starts(arm(.start)) + modes(arm(.modes)) + widths(arm(.widths)) + partings(arm(.parting)) + trajectories(arm(.trajectory))
    return effects.filter { !$0.values.isEmpty }
  }

  private static func starts(_ runs: [StoredRun]) throws -> [Effect] {
    let optimizers = Dictionary(grouping: runs) { "\($0.configuration.optimizerName.lowercased())_\($0.configuration.learningRate)" }
    return try optimizers.sorted { $0.key < $1.key }.flatMap { name, own in
      try [Variant.none, .batch].flatMap { variant in
        [
          try Effect.value("start_rise_\(variant.rawValue)_\(name)", own, PathInstrument.rise, of: variant),
          try Effect.value("fresh_gap_\(variant.rawValue)_\(name)", own, PathInstrument.startGap, of: variant),
        ]
      }
    }
  }

  /// Barriers of fitted curves over those of lines, and of stale statistics over those that are estimated anew.
  private static func modes(_ runs: [StoredRun]) throws -> [Effect] {
    var effects = try [Variant.none, .batch].flatMap { variant in
      try [CurveFamily.polygonal, .bezier].map { curve in
        try Effect("\(curve.rawValue)_over_line_\(variant.rawValue)", .value, runs.having(variant)) { seed in
          try seed.metric(PathInstrument.barriers(curve, .recomputed).loss, variant)
            / seed.metric(PathInstrument.barriers(.line, .recomputed).loss, variant)
        }
      }
    }
    for (name, statistics) in [("stale", SurfaceStatistics.running), ("batch", .batch)] {
      effects.append(
        try Effect("\(name)_over_recomputed_line_barrier", .ratio, runs.having(.batch)) { seed in
          try seed.metric(PathInstrument.barriers(.line, statistics).loss, .batch)
            / seed.metric(PathInstrument.barriers(.line, .recomputed).loss, .batch)
        })
    }
    return effects
  }

  /// How much steeper the loss rises around minima of large batches: a narrower minimum is above 1.
  private static func widths(_ runs: [StoredRun]) throws -> [Effect] {
    let sizes = Set(runs.map(\.configuration.batchSize)).sorted()
    guard let small = sizes.first, let large = sizes.last, small < large else { return [] }
    return try Set(runs.map(\.configuration.weightDecay)).sorted().flatMap { decay in
      let own = runs.having { $0.weightDecay == decay }
      return try [("absolute", FilterFlatnessInstrument.finalAbsoluteRise), ("filter", FilterFlatnessInstrument.finalRise)].map {
        name, metric in
        try Effect("large_over_small_\(name)_rise_decay_\(decay)", .ratio, own) { seed in
          try seed.metric(metric, .batch) { $0.batchSize == large } / seed.metric(metric, .batch) { $0.batchSize == small }
        }
      }
    }
  }

  /// Barriers of the test error in percentage points.
  private static func partings(_ runs: [StoredRun]) throws -> [Effect] {
    let parted = Dictionary(grouping: runs) { $0.configuration.partner?.sharedSteps ?? 0 }
    return try parted.sorted { $0.key < $1.key }.flatMap { shared, own in
      [
        try Effect("error_barrier_points_\(shared)", .value, own) { seed in
          100 * (try seed.metric(PathInstrument.barriers(.line, .recomputed).error, .batch))
        },
        // A barrier above the mean of two ends that differ is never below half of their difference.
        try Effect("error_above_worse_end_points_\(shared)", .value, own) { seed in
          try seed.runs.first.map { run in
            let path = try run.record(of: PathInstrument.self).entries.map(\.row)
              .filter { $0.curve == CurveFamily.line.rawValue && $0.normalization == SurfaceStatistics.recomputed.rawValue }
              .sorted { $0.share < $1.share }.map { 100 * (1 - $0.testAccuracy) }
            return path.dropFirst().dropLast().reduce(-.infinity, max) - max(path.first ?? .nan, path.last ?? .nan)
          }
        },
      ]
    }
  }

  private static func trajectories(_ runs: [StoredRun]) throws -> [Effect] {
    // What the same number is of a walk that is pulled back to where it began, as the control of a claim; the same for every seed.
    let pulled = try Effect("pulled_walk_minus_walk", .value, runs.having { $0.variant == .batch && $0.optimizer.momentum == 0 }) { seed in
      guard let run = seed.runs.first else { return nil }
      let stride = max(1, run.configuration.steps / PathGrid.keptPoints)
      func share(_ persistence: Double) -> Double {
        RandomWalk.shares(2, at: (0...PathGrid.keptPoints).map { $0 * stride }, persistence: persistence).reduce(0, +)
      }
      return share(0.95) - share(1)
    }
    let momenta = Set(runs.map(\.configuration.optimizer.momentum)).sorted()
    return try [pulled]
      + [Variant.none, .batch].flatMap { variant in
        try momenta.map { momentum in
          let own = runs.having { $0.variant == variant && $0.optimizer.momentum == momentum }
          return try Effect("two_components_minus_walk_\(variant.rawValue)_momentum_\(momentum)", .value, own) { seed in
            guard let run = seed.runs.first, !run.hasDiverged else { return nil }
            let found = try TrajectoryShare(of: run)
            return found.share - found.walk
          }
        }
      }
  }
}
