import Instruments
import Networks
import Records
import Reports
import Runs

/// What is told of every set-up and variant, beside what was published.
enum DeepLinearEffects {
  /// The losses of Santurkar et al. (2018), Figure 5b: after 100 steps, and after 10 000.
  static let published: [Variant: (early: Double, final: Double)] = [
    .none: (1.26e4, 1660), .batch: (6027, 479), .l1: (3729, 97.5), .linf: (2.32e4, 986),
  ]
  static let early = 100

  static func make(_ runs: [StoredRun]) throws -> [Effect] {
    try DeepLinearSetup.all.flatMap { setup in
      try DeepLinear.variants.flatMap { variant -> [Effect] in
        let own = runs.having { $0.variant == variant && setup.has($0) }
        guard !own.isEmpty, let published = published[variant] else { return [] }
        let name = "\(setup.name)_\(variant.rawValue)"
        // A run that diverged ends above every number.
        func share(_ effect: String, below level: Double, _ loss: (StoredRun) throws -> Double) throws -> Effect {
          try Effect("\(effect)_\(name)", .value, own) { seed in try seed.run(variant).map { try loss($0) < level ? 1 : 0 } }
        }
        func final(_ run: StoredRun) throws -> Double { run.hasDiverged ? .infinity : try run.metric(TrainingInstrument.finalLoss) }
        return [
          try .value("final_loss_\(name)", own, TrainingInstrument.finalLoss, of: variant),
          try Effect("unlearnt_modes_\(name)", .value, own) { try $0.run(variant).flatMap { try $0.unlearntModes().map(Double.init) } },
          try share("below_published", below: published.final, final),
          try share("below_published_early", below: published.early, loss(atStep: early)),
        ]
      }
    }.filter { !$0.values.isEmpty }
  }

  /// The training loss at a step.
  private static func loss(atStep step: Int) -> (StoredRun) throws -> Double {
    { run in try run.record(of: TrainingInstrument.self).entries.first { $0.step == step }?.row.loss ?? .infinity }
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    let titles = DeepLinearSetup.all.map(\.title)
    return [
      ChartFigure.make(
        name: "figure-setups",
        panels: try DeepLinear.variants.compactMap { variant in
          guard let published = published[variant] else { return nil }
          let points = try DeepLinearSetup.all.enumerated().flatMap { place, setup in
            try runs.having { $0.variant == variant && setup.has($0) }.compactMap { run -> ChartSeries.Point? in
              let loss = try run.metric(TrainingInstrument.finalLoss)
              // Draws side by side, in the order of their seeds.
              return loss.isFinite ? .init(x: Double(place) + 0.05 * (Double(run.configuration.seed) - 5.5), y: loss) : nil
            }
          }
          return ChartFigure.Panel(
            title: "last loss of every draw, \(variant.title)", xLabel: "set-up",
            reference: ReferenceLine(published.final, "published"),
            isScatter: true, categories: titles,
            series: [ChartSeries(title: variant.title, color: variant.color, unit: .loss, points: points)])
        })
    ]
  }
}
