import Instruments
import Reports
import Runs
import Statistics

/// What the study compares.
enum EdgeEffects {
  static func make(_ runs: [StoredRun]) throws -> [Effect] {
    let effects = try EdgeArm.descents.flatMap { try descent($0, runs) } + small(runs) + momentum(runs) + adam(runs)
    return effects.filter { !$0.values.isEmpty }
  }

  /// Rows 1 to 3: ηλ/2, its control, and how far λ grew on its way.
  private static func descent(_ arm: EdgeArm, _ runs: [StoredRun]) throws -> [Effect] {
    let own = runs.having(arm.has)
    // The control's small steps come nowhere near an edge.
    let sharpening = try arm.rates.dropLast().map { rate in
      try Effect("sharpening_\(arm.name)_\(rate)", .ratio, own.having { $0.learningRate == rate }) { seed in
        try seed.runs.first.flatMap { finished($0) }.flatMap {
          try $0.record(of: LargestEigenvalueInstrument.self).crossing(of: EdgeArm.edge, \.largest)?.growth
        }
      }
    }
    return try atEdge(arm.name, own, rate: arm.rate, LargestEigenvalueInstrument.self, \.largest, EdgeArm.edge)
      + [try control(arm.name, arm, own, LargestEigenvalueInstrument.self, \.largest)] + sharpening
  }

  /// Row 4.
  private static func small(_ runs: [StoredRun]) throws -> [Effect] {
    let (arm, own) = (EdgeArm.small, runs.having(EdgeArm.small.has))
    return try atEdge("\(arm.name)_batch_sharpness", own, rate: arm.rate, BatchSharpnessInstrument.self, \.sharpness, EdgeArm.edge) + [
      try control("\(arm.name)_batch_sharpness", arm, own, BatchSharpnessInstrument.self, \.sharpness),
      // Whether it was reached or not: a plateau elsewhere would have no run at the edge, and no value above.
      try late("\(arm.name)_batch_sharpness_all", own, rate: arm.rate, BatchSharpnessInstrument.self, \.sharpness, over: EdgeArm.edge),
      try late(
        "\(arm.name)_batch_sharpness_all_half_rate", own, rate: arm.rates[1], BatchSharpnessInstrument.self, \.sharpness, over: EdgeArm.edge
      ),
      // In units of its own edge: the rate is next to the one that momentum is trained at.
      try late(
        "\(arm.name)_batch_sharpness_all_smallest_rate", own, rate: arm.controlRate, BatchSharpnessInstrument.self, \.sharpness,
        over: EdgeArm.edge),
      try late("\(arm.name)_eigenvalue", own, rate: arm.rate, LargestEigenvalueInstrument.self, \.largest, over: EdgeArm.edge),
    ]
  }

  /// Row 5. In small batches no edge is known beforehand that a run could be said to have reached: all runs count.
  private static func momentum(_ runs: [StoredRun]) throws -> [Effect] {
    let (small, large) = (EdgeArm.smallMomentum, EdgeArm.largeMomentum)
    let (name, edge) = (large.name, EdgeArm.momentumEdge)
    let own = runs.having(large.has)
    return [
      try late(
        "\(small.name)_batch_sharpness", runs.having(small.has), rate: small.rate, BatchSharpnessInstrument.self, \.sharpness,
        over: EdgeArm.edge),
      try late(
        "\(small.name)_eigenvalue", runs.having(small.has), rate: small.rate, LargestEigenvalueInstrument.self, \.largest,
        over: EdgeArm.edge),
      // In units of plain descent's edge, as the published plateau is.
      try Effect("\(name)_eigenvalue", .value, own) { seed in
        try seed.runs.first.flatMap { finished($0) }.map {
          try $0.record(of: LargestEigenvalueInstrument.self).lateShare(of: edge, \.largest) * edge / EdgeArm.edge
        }
      },
      try reached(name, own, LargestEigenvalueInstrument.self, \.largest, edge),
    ]
  }

  /// Row 6.
  private static func adam(_ runs: [StoredRun]) throws -> [Effect] {
    let (arm, own) = (EdgeArm.adam, runs.having(EdgeArm.adam.has))
    return try atEdge(
      "\(arm.name)_preconditioned", own, rate: arm.rate, LargestEigenvalueInstrument.self, \.preconditioned, EdgeArm.adamEdge)
      + [try late("\(arm.name)_eigenvalue", own, rate: arm.rate, LargestEigenvalueInstrument.self, \.largest, over: EdgeArm.edge)]
  }

  /// A run that did not diverge.
  private static func finished(_ run: StoredRun) -> StoredRun? { run.hasDiverged ? nil : run }

  /// A curvature over an edge, late in the runs that had reached it, and the share of runs that had.
  private static func atEdge<I: Instrument>(
    _ name: String, _ runs: [StoredRun], rate: Double, _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, _ edge: Double
  ) throws -> [Effect] {
    let own = runs.having { $0.learningRate == rate }
    return [
      try Effect(name, .value, own) { seed in
        try seed.runs.first.flatMap { finished($0) }.map { try $0.record(of: instrument).lateShare(of: edge, column) }
      },
      try reached(name, own, instrument, column, edge),
    ]
  }

  /// The share of runs that had reached an edge when the last third of their steps began; one that diverged had not.
  private static func reached<I: Instrument>(
    _ name: String, _ runs: [StoredRun], _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, _ edge: Double
  ) throws -> Effect {
    try Effect("\(name)_reached", .value, runs) { seed in
      guard let run = seed.runs.first else { return nil }
      guard !run.hasDiverged else { return 0 }
      return try run.record(of: instrument).lateShare(of: edge, column).isFinite ? 1 : 0
    }
  }

  /// A late curvature times the rate over an edge, whether that was reached or not.
  private static func late<I: Instrument>(
    _ name: String, _ runs: [StoredRun], rate: Double, _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, over edge: Double
  ) throws -> Effect {
    try Effect(name, .value, runs.having { $0.learningRate == rate }) { seed in
      try seed.runs.first.flatMap { finished($0) }.map { run in
        try run.record(of: instrument)[.after(2, of: 3)].timesRateFactor(column).finiteMedian * run.configuration.learningRate / edge
      }
    }
  }

  /// The control: what the run of the smallest rate has late, in units of the largest rate's edge. An edge that came with the network and not with the rate
  /// would have it at 1 too.
  private static func control<I: Instrument>(
    _ name: String, _ arm: EdgeArm, _ runs: [StoredRun], _ instrument: I.Type, _ column: KeyPath<I.Row, Double>
  ) throws -> Effect {
    try late("\(name)_control", runs, rate: arm.controlRate, instrument, column, over: EdgeArm.edge * arm.controlRate / arm.rate)
  }
}
