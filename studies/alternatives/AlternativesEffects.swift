import Instruments
import Networks
import Records
import Reports
import Runs

/// What the study's claims are held to, and its figure.
enum AlternativesEffects {
  /// The batch that others are compared with.
  static let usual = 32

  static func make(_ runs: [StoredRun]) throws -> [Effect] {
    try networks(runs).flatMap { name, own in
      let accuracy = EvaluationInstrument.finalAccuracy
      let smallest = own.map(\.configuration.batchSize).min() ?? usual
      /// What a small batch costs a variant, in accuracy.
      func cost(_ seed: SeedRuns, _ variant: Variant, _ size: Int, _ accuracy: Accuracy) throws -> Double {
        try accuracy.of(seed, variant, usual) - accuracy.of(seed, variant, size)
      }
      let costs = try Set(own.map(\.configuration.batchSize)).sorted().filter { $0 != usual }.flatMap { size in
        try Alternatives.variants.map { variant in
          try Effect("\(name)_cost_\(size)_\(variant.rawValue)", .value, own.having { $0.variant == variant }) {
            try cost($0, variant, size, .moving)
          }
        }
      }
      let contrasts = try [Variant.layer, .group].flatMap { other in
        try [(Accuracy.moving, ""), (.population, "_population")].map { accuracy, suffix in
          try Effect("\(name)_cost_batch_minus_\(other.rawValue)\(suffix)", .value, own.having { [.batch, other].contains($0.variant) }) {
            try cost($0, .batch, smallest, accuracy) - cost($0, other, smallest, .moving)
          }
        }
      }
      let usualRuns = own.having { $0.batchSize == usual }
      return costs + contrasts
        + [
          try .difference("\(name)_rms_minus_layer", usualRuns, accuracy, of: .rms, to: .layer),
          try .difference("\(name)_none_minus_layer", usualRuns, accuracy, of: .none, to: .layer),
          try .difference("\(name)_batch_minus_layer", usualRuns, accuracy, of: .batch, to: .layer),
          try .difference("\(name)_batch_minus_group", usualRuns, accuracy, of: .batch, to: .group),
        ]
    }.filter { !$0.values.isEmpty }
  }

  /// With whose statistics batch normalization is judged.
  private enum Accuracy {
    case moving, population

    func of(_ seed: SeedRuns, _ variant: Variant, _ size: Int) throws -> Double {
      switch self {
      case .moving: try seed.metric(EvaluationInstrument.finalAccuracy, variant) { $0.batchSize == size }
      case .population: try seed.metric(StatisticsInstrument.populationAccuracy, variant) { $0.batchSize == size }
      }
    }
  }

  private static func networks(_ runs: [StoredRun]) -> [(name: String, runs: [StoredRun])] {
    let names = Set(runs.map(\.configuration.model.name)).sorted()
    return names.map { name in (name.hasPrefix("vgg") ? "vgg" : "mlp", runs.having { $0.model.name == name }) }
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let panels = try networks(runs).flatMap { name, own in
      func panel(_ words: String, _ y: (StoredRun) throws -> Double) throws -> ChartFigure.Panel {
        ChartFigure.Panel(
          title: "\(name == "vgg" ? "VGG-11" : "perceptron"), \(words)", xLabel: "batch", yLabel: "test accuracy", isLogarithmicX: true,
          series: try own.byVariant.map { try ChartSeries($0.runs, x: { Double($0.batchSize) }, y: y) })
      }
      return [
        try panel("moving averages") { try $0.metric(EvaluationInstrument.finalAccuracy) },
        try panel("population statistics") { run in
          // Only what normalizes over the batch keeps statistics.
          run.configuration.variant.isOverBatch
            ? try run.metric(StatisticsInstrument.populationAccuracy) : try run.metric(EvaluationInstrument.finalAccuracy)
        },
      ]
    }
    return [ChartFigure.make(name: "figure-batch-size", panels: panels)]
  }
}
