import Instruments
import Networks
import Reports
import Runs
import Statistics

/// What the study compares.
enum SpectrumEffects {
  static func make(_ runs: [StoredRun]) throws -> [Effect] {
    let effects =
      try normalizations("", .perceptron(usesRunningStatistics: false), Array(SpectrumGrid.variants.dropFirst()), runs)
      + normalizations("vgg_", .vgg, [.batch], runs) + [running(runs)] + classes(runs) + depths(runs)
    return effects.filter { !$0.values.isEmpty }
  }

  /// A number of a seed's run of a variant; not a number where there is no such run, or it diverged.
  private static func number(_ seed: SeedRuns, _ variant: Variant, _ value: (StoredRun) throws -> Double) throws -> Double {
    guard let run = seed.run(variant), !run.hasDiverged else { return .nan }
    return try value(run)
  }

  private static func eigenspace(_ run: StoredRun) throws -> Record<EigenspaceInstrument> { try run.record(of: EigenspaceInstrument.self) }

  /// ‖w‖² at a look.
  private static func weights(_ run: StoredRun, _ step: Int) throws -> Double {
    try eigenspace(run).entries.first { $0.step == step }.map { $0.row.weightsNorm * $0.row.weightsNorm } ?? .nan
  }

  /// Rows 1 to 3: c₁₀ of either gradient early and at the end, λ₁/λ₁₀ and λ₁ at the end, as it is and times ‖w‖².
  private static func normalizations(_ prefix: String, _ arm: SpectrumArm, _ variants: [Variant], _ runs: [StoredRun]) throws -> [Effect] {
    let own = runs.having(arm.has)
    func share(_ run: StoredRun, early: Bool, _ column: KeyPath<EigenspaceInstrument.Row, Double>) throws -> Double {
      let steps = run.configuration.steps
      return try eigenspace(run).share(atStep: early ? SpectrumGrid.early(of: steps) : steps, column)
    }
    func ratio(_ run: StoredRun) throws -> Double { try eigenspace(run).outlierRatio(atStep: run.configuration.steps) }
    func largest(_ run: StoredRun) throws -> Double {
      try eigenspace(run).eigenvalues(atStep: run.configuration.steps).first ?? .nan
    }
    func scaled(_ run: StoredRun) throws -> Double { try largest(run) * weights(run, run.configuration.steps) }
    let columns: [(String, KeyPath<EigenspaceInstrument.Row, Double>)] = [("batch", \.batchShare), ("data", \.dataShare)]
    var effects = [Effect]()
    for (name, column) in columns {
      for variant in [.none] + variants {
        effects.append(
          try Effect("\(prefix)c10_\(name)_late_\(variant.rawValue)", .value, own.having(variant)) { seed in
            try number(seed, variant) { try share($0, early: false, column) }
          })
      }
      for variant in variants {
        effects.append(
          try Effect("\(prefix)c10_\(name)_early_none_minus_\(variant.rawValue)", .value, own) { seed in
            try number(seed, .none) { try share($0, early: true, column) } - number(seed, variant) { try share($0, early: true, column) }
          })
      }
    }
    for variant in variants {
      for (name, value) in [("outlier_ratio", ratio), ("eigenvalue", largest), ("eigenvalue_scaled", scaled)] {
        effects.append(
          try Effect("\(prefix)\(name)_none_over_\(variant.rawValue)", .ratio, own) { seed in
            try number(seed, .none, value) / number(seed, variant, value)
          })
      }
    }
    return effects
  }

  /// Row 6: λ₁/λ₁₀ at the same weights with running statistics, over that with each batch's own.
  private static func running(_ runs: [StoredRun]) throws -> Effect {
    func ratio(_ seed: SeedRuns, usesRunningStatistics: Bool) throws -> Double {
      let arm = SpectrumArm.perceptron(usesRunningStatistics: usesRunningStatistics)
      guard let run = seed.run(.batch, where: arm.has), !run.hasDiverged else { return .nan }
      return try eigenspace(run).outlierRatio(atStep: run.configuration.steps)
    }
    let own = runs.having(.batch).having {
      [true, false].map { SpectrumArm.perceptron(usesRunningStatistics: $0) }.contains(SpectrumArm.of($0))
    }
    return try Effect("outlier_ratio_running_over_batch_statistics", .ratio, own) { seed in
      try ratio(seed, usesRunningStatistics: true) / ratio(seed, usesRunningStatistics: false)
    }
  }

  /// Row 4: where the largest gap is for so many classes, and its slope over their number.
  private static func classes(_ runs: [StoredRun]) throws -> [Effect] {
    func gap(_ seed: SeedRuns, _ count: Int, _ isShuffled: Bool) throws -> Double {
      guard let run = seed.run(.none, where: SpectrumArm.classes(count, isShuffled: isShuffled).has), !run.hasDiverged else { return .nan }
      return try run.metric(EigenspaceInstrument.finalGap)
    }
    return try [false, true].flatMap { isShuffled in
      let own = runs.having { configuration in
        SpectrumGrid.classes.contains { SpectrumArm.classes($0, isShuffled: isShuffled).has(configuration) }
      }
      let ending = isShuffled ? "_shuffled" : ""
      let gaps = try SpectrumGrid.classes.map { count in
        try Effect("gap_\(count)_classes\(ending)", .value, own) { try gap($0, count, isShuffled) }
      }
      let slope = try Effect("gap_slope\(ending)", .value, own) { seed in
        LeastSquares.slope(
          x: SpectrumGrid.classes.map(Double.init), y: try SpectrumGrid.classes.map { try gap(seed, $0, isShuffled) })
      }
      return gaps + [slope]
    }
  }

  /// Row 5: the trace without batch normalization, or without short-cuts, over that with both, by depth: at the last step, and at the first look at which
  /// either has come to the higher of the two last losses.
  private static func depths(_ runs: [StoredRun]) throws -> [Effect] {
    try SpectrumFigures.depths(runs).flatMap { depth in
      let arms: [(String, Variant, Bool)] = [("none", .none, true), ("chain", .batch, false)]
      return try arms.flatMap { name, variant, hasShortcuts in
        let (own, usual) = (
          SpectrumArm.residual(depth: depth, hasShortcuts: hasShortcuts), SpectrumArm.residual(depth: depth, hasShortcuts: true)
        )
        let pair = runs.having { ($0.variant == variant && own.has($0)) || ($0.variant == .batch && usual.has($0)) }
        func ratio(_ quantity: String, _ value: @escaping (StoredRun, Int) throws -> Double) throws -> [Effect] {
          func effect(_ ending: String, _ step: @escaping (StoredRun, StoredRun) throws -> Int?) throws -> Effect {
            try Effect("\(quantity)_\(name)_over_batch_\(depth)\(ending)", .ratio, pair) { seed in
              guard let first = seed.run(variant, where: own.has), let second = seed.run(.batch, where: usual.has),
                !first.hasDiverged, !second.hasDiverged, let at = try step(first, second), let other = try step(second, first)
              else { return nil }
              return try value(first, at) / value(second, other)
            }
          }
          return [
            try effect("") { run, _ in run.configuration.steps },
            try effect("_matched") { run, other in
              let level = max(
                try ResidualLooks.loss(run, run.configuration.steps), try ResidualLooks.loss(other, other.configuration.steps))
              return try ResidualLooks.first(of: run, reaching: level)
            },
          ]
        }
        return try ratio("trace", ResidualLooks.trace)
          + ratio("trace_scaled") { try ResidualLooks.trace($0, $1) * ResidualLooks.weights($0, $1) }
          + ratio("eigenvalue", ResidualLooks.largest)
          + ratio("eigenvalue_scaled") { try ResidualLooks.largest($0, $1) * ResidualLooks.weights($0, $1) }
      }
    }
  }
}
