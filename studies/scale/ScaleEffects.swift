import Instruments
import Reports
import Runs
import Statistics

/// What the study's claims are held to.
enum ScaleEffects {
  static func make(_ runs: [StoredRun]) throws -> [Effect] {
    (try theorem(runs) + angles(runs) + products(runs) + shares(runs) + sharpness(runs) + spikes(runs)).filter { !$0.values.isEmpty }
  }

  /// Which normalized weights there are, in order.
  static let layers = [(name: "first", place: 0), (name: "second", place: 1)]

  /// A number of the run of an arm, with one of that of another.
  private static func compare(
    _ name: String, _ kind: Effect.Kind, _ arm: String, _ other: String, _ runs: [StoredRun], _ number: (StoredRun) throws -> Double,
    _ compared: (Double, Double) -> Double
  ) throws -> Effect {
    let own = runs.having { configuration in [arm, other].contains { ScaleArm.named($0)?.has(configuration) == true } }
    return try Effect(name, kind, own) { seed in
      guard let first = seed.run(arm), let second = seed.run(other) else { return nil }
      return compared(try number(first), try number(second))
    }
  }

  /// The theorem, and its control.
  private static func theorem(_ runs: [StoredRun]) throws -> [Effect] {
    try [("growing_over_decay", "theorem_growing"), ("constant_over_decay", "theorem_constant")].map { name, arm in
      try compare(name, .ratio, arm, "theorem_decay", runs, { try $0.metric(TrainingInstrument.lateLoss) }, /)
    }
  }

  /// The angle of a late step over √(2ηλ/(1 + γ)), of each normalized weight, of the output's and without normalization.
  private static func angles(_ runs: [StoredRun]) throws -> [Effect] {
    let arms = [
      ("angle", "decay", layers + [("output", 2)]), ("angle_momentum", "momentum", layers), ("angle_plain", "plain_decay", layers),
    ]
    return try arms.flatMap { prefix, name, layers in
      guard let arm = ScaleArm.named(name) else { return [Effect]() }
      return try layers.map { layer in
        try Effect("\(prefix)_\(layer.name)", .value, runs.having(arm.has)) { seed in
          try seed.run(name).map { try angle(of: $0, weight: layer.place) / arm.balancedAngle }
        }
      }
    }
  }

  /// The mean angle of late steps of a weight, by its place.
  private static func angle(of run: StoredRun, weight place: Int) throws -> Double {
    let record = try run.record(of: WeightMotionInstrument.self)[.after(2, of: 3)]
    guard let tensor = record.entries.map(\.row.tensor).distinct.dropFirst(place).first else { return .nan }
    return record.having { $0.tensor == tensor }[\.angle].finiteMean
  }

  /// Test accuracies at other rates, with η λ kept and, as the control, with λ kept.
  private static func products(_ runs: [StoredRun]) throws -> [Effect] {
    try ["rate2", "rate4", "rate2_same_decay", "rate4_same_decay"].map { arm in
      try compare("accuracy_\(arm)", .value, arm, "decay", runs, { try $0.metric(EvaluationInstrument.finalAccuracy) }, -)
    }
  }

  /// What decay of some weights keeps of what decay of all brings in test accuracy: by seed how far it is above seven tenths of that, a sum and no ratio, whose
  /// divisor could be nearly none.
  private static func shares(_ runs: [StoredRun]) throws -> [Effect] {
    let arms = ["none", "decay", "normalized", "output"].compactMap { ScaleArm.named($0) }
    let own = runs.having { configuration in arms.contains { $0.has(configuration) } }
    func accuracy(_ seed: SeedRuns, _ arm: String) throws -> Double {
      try seed.run(arm)?.metric(EvaluationInstrument.finalAccuracy) ?? .nan
    }
    return try [Effect("gain", .value, own) { try accuracy($0, "decay") - accuracy($0, "none") }]
      + ["normalized", "output"].map { arm in
        try Effect("kept_\(arm)", .value, own) {
          try accuracy($0, arm) - 0.7 * accuracy($0, "decay") - 0.3 * accuracy($0, "none")
        }
      }
  }

  /// How sharp the ends are.
  private static func sharpness(_ runs: [StoredRun]) throws -> [Effect] {
    try [
      ("spherical_sharpness", SphericalSharpnessInstrument.finalSpherical), ("raw_sharpness", SphericalSharpnessInstrument.finalEigenvalue),
      ("scaled_sharpness", SphericalSharpnessInstrument.finalScaled),
    ].map { name, metric in
      try compare(name, .ratio, "decay", "none", runs, { try $0.metric(metric) }, /)
    }
  }

  /// Spikes of the loss in full batches.
  private static func spikes(_ runs: [StoredRun]) throws -> [Effect] {
    try ["full_decay", "full_none"].map { name in
      try Effect("spikes_\(name)", .value, runs.having { ScaleArm.named(name)?.has($0) == true }) { seed in
        try seed.run(name).map { Double(try $0.record(of: TrainingInstrument.self)[\.loss].spikes(factor: 2)) }
      }
    }
  }
}

extension ScaleArm {
  /// √(2ηλ/(1 + γ)): the angle of a step where the growth of a norm by gradients and its decay balance (Wan et al. 2021; γ = 0: van Laarhoven 2017).
  var balancedAngle: Double {
    (2 * Self.rate * rateFactor * (selective?.coefficient ?? decay) / (1 + momentum)).squareRoot()
  }
}

extension SeedRuns {
  /// The run of an arm; nil where there is none or it diverged.
  fileprivate func run(_ arm: String) -> StoredRun? {
    runs.first { ScaleArm.named(arm)?.has($0.configuration) == true && !$0.hasDiverged }
  }
}

extension [String] {
  /// Each once, in the order in which they come.
  fileprivate var distinct: [String] {
    var seen = Set<String>()
    return filter { seen.insert($0).inserted }
  }
}
