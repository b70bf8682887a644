internal import Foundation
internal import Instruments
internal import Landscape
internal import Networks
internal import Objectives
internal import Records
internal import Tensors

/// `representations.csv`: by depth, the norm of each weight's gradient; and of what goes into the weight, how much a small change of the inputs has
/// grown, the effective rank and the similarity to the weight before.
final class RepresentationRecorder<R: Real>: Recorder {
  private let interval: Int
  private let probe: InputSensitivity<R>
  private var table = CSVTable(columns: ["step", "weight", "gradient_norm", "growth", "effective_rank", "similarity"])

  init(_ configuration: RunConfiguration) {
    interval = configuration.measurements.activationsEvery
    probe = InputSensitivity(seed: configuration.seed)
  }

  func observe(_ moment: Moment<R>) {
    guard moment.isDue(every: interval), moment.value.loss.isFinite else { return }
    let (objective, parameters) = (moment.trainer.objective, moment.trainer.parameters)
    let growth = Dictionary(uniqueKeysWithValues: probe.measure(objective, at: parameters).map { ($0.weight, $0.growth) })
    let representations = Representations.measure(objective, at: parameters)
    let places = Dictionary(uniqueKeysWithValues: representations.map { ($0.weight, $0) })
    let weights = objective.parameterLayout.entries.filter(\.role.isWeight)
    for (weight, entry) in weights.enumerated() {
      table.append(
        moment.step, weight, moment.trainer.gradient.norm(in: entry.range), growth[weight] ?? .nan, places[weight]?.effectiveRank ?? .nan,
        places[weight]?.similarity ?? .nan)
    }
  }

  var tables: [String: CSVTable] {
    get { ["representations.csv": table] }
    set { table = newValue["representations.csv"] ?? table }
  }

  /// At the first step and at the last: the squared gradient's growth by layer towards the input between the second weight and the last hidden one, the
  /// change's growth before the last weight, the effective rank there, and the mean similarity of neighbours.
  var metrics: [String: Double] {
    let steps = table.column("step")
    guard let first = steps.first, let last = steps.last else { return [:] }
    var metrics = [String: Double]()
    for (name, step) in [("start", first), ("end", last)] {
      let rows = steps.indices.filter { steps[$0] == step }
      func values(_ column: String) -> [Double] { rows.map { table.column(column)[$0] } }
      let norms = values("gradient_norm")
      if norms.count > 3 {
        let ratio = norms[1] / norms[norms.count - 2]
        metrics["gradient_growth_\(name)"] = Self.root(ratio * ratio, of: norms.count - 3)
      }
      metrics["sensitivity_\(name)"] = values("growth").last ?? .nan
      metrics["effective_rank_\(name)"] = values("effective_rank").last ?? .nan
      metrics["similarity_\(name)"] = values("similarity").finiteMean
    }
    return metrics
  }

  private static func root(_ value: Double, of degree: Int) -> Double { exp(log(value) / Double(degree)) }
}
