import Instruments
import Networks
import Reports
import Runs
import Statistics

/// What the study's claims are held to. Over the grid the units are configurations: a rank correlation over them has its jackknife's values, whose mean and
/// spread are its own.
enum SharpnessEffects {
  static func make(_ runs: [StoredRun], _ points: [SharpnessPoint]) throws -> [Effect] {
    let rates = Set(points.compactMap { $0.values[.rate] }).sorted()
    return
      (try batches(runs) + SharpnessMeasure.allCases.flatMap { correlations($0, points) + [normalization($0, points)] }
      + rates.map { rate in normalization(.scaled, points.filter { $0.values[.rate] == rate }, suffix: "_rate_\(rate)") }
      + normalized(points))
      .filter { !$0.values.isEmpty }
  }

  /// Large batches against small ones, by seed.
  private static func batches(_ runs: [StoredRun]) throws -> [Effect] {
    let own = runs.having { !SharpnessGrid.isOfGrid($0) }
    func run(_ arm: SharpnessGrid.Arm, _ seed: SeedRuns) -> StoredRun? {
      seed.runs.first { SharpnessGrid.Arm($0.configuration) == arm && !$0.hasDiverged }
    }
    func compared<I: Instrument>(
      _ name: String, _ kind: Effect.Kind, _ metric: Metric<I>, _ arm: SharpnessGrid.Arm, _ compare: (Double, Double) -> Double
    ) throws -> Effect {
      try Effect(name, kind, own) { seed in
        guard let large = run(arm, seed), let small = run(.small, seed) else { return nil }
        return compare(try large.metric(metric), try small.metric(metric))
      }
    }
    let accuracy = EvaluationInstrument.finalAccuracy
    return [
      try compared("keskar_equal_epochs", .ratio, KeskarSharpnessInstrument.finalSharpness, .equalEpochs, /),
      try compared("keskar_subspace_equal_epochs", .ratio, KeskarSharpnessInstrument.finalSubspaceSharpness, .equalEpochs, /),
      try compared("keskar_equal_updates", .ratio, KeskarSharpnessInstrument.finalSharpness, .equalUpdates, /),
      try compared("accuracy_equal_epochs", .value, accuracy, .equalEpochs, -),
      try compared("accuracy_equal_updates", .value, accuracy, .equalUpdates, -),
    ]
  }

  /// How a measure goes with the gap, along each axis, as the mean over axes and along the worst; and how much more with the rate.
  private static func correlations(_ measure: SharpnessMeasure, _ points: [SharpnessPoint]) -> [Effect] {
    func effect(_ name: String, _ statistic: ([SharpnessPoint]) -> Double) -> Effect {
      let values = Jackknife.pseudoValues(points.count) { units in statistic(units.map { points[$0] }) }
      return Effect(name, .value, units: zip(values, points).map { ($0, $1.runs) })
    }
    let axes = SharpnessPoint.Axis.allCases
    let known = points.correlations(measure).enumerated().filter(\.element.isFinite)
    let worst = known.min { $0.element < $1.element }?.offset ?? 0
    return axes.enumerated().map { index, axis in
      effect("gap_\(measure.rawValue)_\(axis.rawValue)") { $0.correlations(measure)[index] }
    } + [
      effect("gap_\(measure.rawValue)_mean") { $0.correlations(measure).reduce(0, +) / Double(axes.count) },
      // The axis is chosen once, by all units: the smallest of several numbers is no smooth function that a jackknife could serve.
      effect("gap_\(measure.rawValue)_worst") { $0.correlations(measure)[worst] },
      effect("rate_over_gap_\(measure.rawValue)") { points in
        let values = points.values(measure)
        return abs(KendallCorrelation.tau(values, points.map { $0.values[.rate] ?? .nan }))
          - abs(KendallCorrelation.tau(values, points.map(\.gap)))
      },
    ]
  }

  /// A measure with batch normalization over that of the plain network that differs in nothing else.
  private static func normalization(_ measure: SharpnessMeasure, _ points: [SharpnessPoint], suffix: String = "") -> Effect {
    Effect(
      "batch_\(measure.rawValue)\(suffix)", .ratio,
      units: pairs(points).map { plain, batch in
        ((batch.measures[measure] ?? .nan) / (plain.measures[measure] ?? .nan), plain.runs + batch.runs)
      })
  }

  /// Batch normalization against the plain network that differs in nothing else: gap, test accuracy, the loss of the images that measures are taken on (also by the
  /// size of the batch), and the measures where that loss is the same.
  private static func normalized(_ points: [SharpnessPoint]) -> [Effect] {
    typealias Compare = (_ plain: SharpnessPoint, _ batch: SharpnessPoint) -> Double
    func effect(_ name: String, _ kind: Effect.Kind, _ points: [SharpnessPoint], _ compare: Compare) -> Effect {
      Effect(name, kind, units: pairs(points).map { plain, batch in (compare(plain, batch), plain.runs + batch.runs) })
    }
    let all = pairs(points)
    let sizes = Set(points.compactMap { $0.values[.batch] }).sorted()
    return [
      effect("batch_gap", .value, points) { $1.gap - $0.gap }, effect("batch_accuracy", .value, points) { $1.accuracy - $0.accuracy },
      effect("batch_loss", .ratio, points) { $1.loss / $0.loss },
    ]
      + sizes.flatMap { size in
        let own = points.filter { $0.values[.batch] == size }
        return [
          effect("batch_loss_batch_\(Int(size))", .ratio, own) { $1.loss / $0.loss },
          effect("batch_gap_batch_\(Int(size))", .value, own) { $1.gap - $0.gap },
        ]
      }
      + SharpnessMeasure.allCases.map { measure in
        let values = SharpnessPoint.ratiosAtEqualLoss(measure, all)
        return Effect(
          "batch_\(measure.rawValue)_at_equal_loss", .ratio, units: zip(values, all).map { ($0, $1.plain.runs + $1.batch.runs) })
      }
  }

  /// Plain configurations with those that differ in batch normalization alone.
  private static func pairs(_ points: [SharpnessPoint]) -> [(plain: SharpnessPoint, batch: SharpnessPoint)] {
    points.filter(\.isPlain).compactMap { plain in
      points.first { $0.isBeside(plain, along: .normalization) }.map { (plain, $0) }
    }
  }
}
