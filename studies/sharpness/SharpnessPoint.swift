import Foundation
import Instruments
import Networks
import Reports
import Runs
import Statistics

/// The measures of sharpness that are compared.
enum SharpnessMeasure: String, CaseIterable {
  case keskar, sam, asam, eigenvalue, scaled, weights, filter, relative

  /// As a figure says it.
  var title: String {
    switch self {
    case .keskar: "Keskar's φ"
    case .sam: "SAM's rise"
    case .asam: "ASAM's rise"
    case .eigenvalue: "λ"
    case .scaled: "λ‖w‖²"
    case .weights: "λ‖w‖² by weight"
    case .filter: "filter-normalized rise"
    case .relative: "relative flatness κ"
    }
  }

  /// A run's number.
  func value(_ run: StoredRun) throws -> Double {
    switch self {
    case .keskar: try run.metric(KeskarSharpnessInstrument.finalSharpness)
    case .sam: try run.metric(SharpnessInstrument.finalAscent)
    case .asam: try run.metric(SharpnessInstrument.finalAdaptiveAscent)
    case .eigenvalue: try run.metric(SphericalSharpnessInstrument.finalEigenvalue)
    case .scaled: try run.metric(SphericalSharpnessInstrument.finalScaled)
    case .weights: try Self.byWeight(run)
    case .filter: try run.metric(FilterFlatnessInstrument.finalRise)
    case .relative: try run.metric(RelativeFlatnessInstrument.finalFlatness)
    }
  }

  /// The geometric mean over weights of λ‖w‖², each weight's own block and norm: what no rescaling of a layer changes.
  private static func byWeight(_ run: StoredRun) throws -> Double {
    let rows = try run.record(of: SphericalSharpnessInstrument.self).entries.map(\.row).filter {
      $0.tensor != SphericalSharpnessInstrument.Row.whole
    }
    return exp(rows.reduce(0) { $0 + log($1.scaled) } / Double(rows.count))
  }
}

/// A configuration of the grid: what its seeds have in common.
struct SharpnessPoint {
  /// What the grid varies.
  enum Axis: String, CaseIterable {
    case rate, batch, decay, width, normalization

    /// A configuration's place on it.
    func value(_ configuration: RunConfiguration) -> Double {
      switch self {
      case .rate: configuration.learningRate
      case .batch: Double(configuration.batchSize)
      case .decay: SharpnessGrid.decay(configuration)
      case .width: Double(SharpnessGrid.width(configuration))
      case .normalization: configuration.variant == .none ? 0 : 1
      }
    }
  }

  /// The runs that came to the loss.
  let runs: [StoredRun]
  /// The place on every axis.
  let values: [Axis: Double]
  /// Training accuracy less test accuracy, the mean over seeds.
  let gap: Double
  /// Test accuracy, the mean over seeds.
  let accuracy: Double
  /// The loss of the images that the measures are taken on, the geometric mean over seeds. What runs stop by is the loss of training's own batches, which is another
  /// where normalization is over them.
  let loss: Double
  /// The geometric means over seeds.
  let measures: [SharpnessMeasure: Double]

  /// The configurations of which a run came to the loss, in order.
  static func all(_ runs: [StoredRun]) throws -> [SharpnessPoint] {
    let stopped = runs.having(SharpnessGrid.isOfGrid).filter(\.hasStopped)
    let groups = Dictionary(grouping: stopped) { run in Axis.allCases.map { $0.value(run.configuration) } }
    return try groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { place, runs in
      let measures = try SharpnessMeasure.allCases.map { measure in
        (measure, exp(try runs.map { log(try measure.value($0)) }.reduce(0, +) / Double(runs.count)))
      }
      return SharpnessPoint(
        runs: runs, values: Dictionary(uniqueKeysWithValues: zip(Axis.allCases, place)),
        gap: try runs.map(gap).reduce(0, +) / Double(runs.count),
        accuracy: try runs.map { try $0.metric(EvaluationInstrument.finalAccuracy) }.reduce(0, +) / Double(runs.count),
        loss: exp(try runs.map { log(try loss($0)) }.reduce(0, +) / Double(runs.count)),
        measures: Dictionary(uniqueKeysWithValues: measures))
    }
  }

  /// The accuracy over the batches whose loss ended the run, less that on the test split.
  private static func gap(_ run: StoredRun) throws -> Double {
    let batches = run.configuration.stopping?.batches ?? 1
    let last = try run.record(of: TrainingInstrument.self).entries.filter { $0.step > run.steps - batches }
    return last.map(\.row.accuracy).finiteMean - (try run.metric(EvaluationInstrument.finalAccuracy))
  }

  /// L, from Keskar's φ = 100 (max L − L)/(1 + L) and max L.
  private static func loss(_ run: StoredRun) throws -> Double {
    guard let row = try run.record(of: KeskarSharpnessInstrument.self).entries.map(\.row).last(where: { $0.space == "all" }) else {
      return .nan
    }
    let share = row.sharpness / 100
    return (row.maximum - share) / (1 + share)
  }

  /// The ratio of a measure to another configuration's where the two had the same loss on the images that it is taken on: from the line of log ratios over log
  /// ratios of that loss through all pairs, by its values for the jackknife.
  static func ratiosAtEqualLoss(_ measure: SharpnessMeasure, _ pairs: [(plain: SharpnessPoint, batch: SharpnessPoint)]) -> [Double] {
    let x = pairs.map { log($0.batch.loss / $0.plain.loss) }
    let y = pairs.map { log(($0.batch.measures[measure] ?? .nan) / ($0.plain.measures[measure] ?? .nan)) }
    return Jackknife.pseudoValues(pairs.count) { units in
      LeastSquares.intercept(x: units.map { x[$0] }, y: units.map { y[$0] })
    }.map { exp($0) }
  }

  var isPlain: Bool { values[.normalization] == 0 }

  /// Whether another configuration differs in an axis and no other.
  func isBeside(_ other: SharpnessPoint, along axis: Axis) -> Bool {
    Axis.allCases.allSatisfy { (values[$0] == other.values[$0]) == ($0 != axis) }
  }
}

extension [SharpnessPoint] {
  /// A measure of each.
  func values(_ measure: SharpnessMeasure) -> [Double] { map { $0.measures[measure] ?? .nan } }

  /// The rank correlation of a measure with the gap along each axis.
  func correlations(_ measure: SharpnessMeasure) -> [Double] {
    let places = SharpnessPoint.Axis.allCases.map { axis in Set(map { $0.values[axis] ?? .nan }).sorted() }
    let levels = map { point in
      zip(SharpnessPoint.Axis.allCases, places).map { axis, places in places.firstIndex(of: point.values[axis] ?? .nan) ?? 0 }
    }
    return KendallCorrelation.byAxis(levels: levels, values(measure), map(\.gap))
  }
}
