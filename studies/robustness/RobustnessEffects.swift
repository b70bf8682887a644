import Instruments
import Networks
import Records
import Reports
import Runs

/// What the study's claims are held to, and its figures.
enum RobustnessEffects {
  /// What is compared in every set-up.
  private typealias Quantity = (name: String, title: String, metric: Metric<LineInstrument>)
  private static let quantities: [Quantity] = [
    ("loss_band", "loss band", LineInstrument.lossBandWidth),
    ("gradient_band", "gradient band", LineInstrument.gradientBandWidth),
    ("smoothness", "effective smoothness β", LineInstrument.effectiveSmoothness),
  ]

  static func make(_ runs: [StoredRun]) throws -> [Effect] {
    (try ratios(runs) + worst(runs) + accuracies(runs)).filter { !$0.values.isEmpty }
  }

  /// BatchNorm over plain in every set-up, over all probes; then without the probe of the untrained network, whose bands can be as wide as all others together.
  private static func ratios(_ runs: [StoredRun]) throws -> [Effect] {
    try [false, true].flatMap { isLater in
      try quantities.flatMap { quantity in try RobustnessSetup.all.map { try ratio(quantity, $0, isLater: isLater, runs) } }
    }
  }

  private static func ratio(_ quantity: Quantity, _ setup: RobustnessSetup, isLater: Bool, _ runs: [StoredRun]) throws -> Effect {
    let (prefix, own) = ("\(setup.kind.rawValue)_\(quantity.name)", runs.having(setup.has))
    return isLater
      ? try .ratio("\(prefix)_later_\(setup.name)", own, quantity.metric, over: .after(0, of: 1), of: .batch)
      : try .ratio("\(prefix)_\(setup.name)", own, quantity.metric, of: .batch)
  }

  /// The largest of those ratios over the set-ups of a network, by seed: a claim on it is one on every set-up. None for a seed of which a run diverged or is missing.
  /// Without VGG at the larger rate, at which the plain network does not train in the paper: bands of a network that guesses say nothing.
  private static func worst(_ runs: [StoredRun]) throws -> [Effect] {
    try quantities.flatMap { quantity in
      try RobustnessSetup.Kind.allCases.map { kind in
        let setups = RobustnessSetup.of(kind).filter { kind == .mlp || $0.name != "high_rate" }
        return try Effect("\(kind.rawValue)_worst_\(quantity.name)", .ratio, runs.having { run in setups.contains { $0.has(run) } }) {
          seed in
          let ratios = try setups.map { setup in
            try seed.metric(quantity.metric, .batch, where: setup.has) / seed.metric(quantity.metric, .none, where: setup.has)
          }
          return ratios.allSatisfy(\.isFinite) ? ratios.max() : nil
        }
      }
    }
  }

  /// The paper's Figure 1: whether a network trains at the larger rate. A run that diverged does not: it counts as guessing.
  private static func accuracies(_ runs: [StoredRun]) throws -> [Effect] {
    try RobustnessSetup.Kind.allCases.flatMap { kind in
      guard let setup = RobustnessSetup.of(kind).first(where: { $0.name == "high_rate" }) else { return [Effect]() }
      let own = runs.having(setup.has)
      return try RobustnessGrid.variants.map { variant in
        try Effect("\(kind.rawValue)_accuracy_high_rate_\(variant.rawValue)", .value, own.having(variant)) { seed in
          guard let run = seed.run(variant) else { return nil }
          return run.hasDiverged ? guessing : try run.metric(TrainingInstrument.lateAccuracy)
        }
      }
    }
  }

  /// The accuracy of guessing one of ten classes.
  private static let guessing = 0.1

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    [try overPlain(runs), try training(runs)]
  }

  /// Every set-up's ratios with their intervals, over all probes and without the first.
  private static func overPlain(_ runs: [StoredRun]) throws -> Figure {
    let panels = try RobustnessSetup.Kind.allCases.flatMap { kind in
      let setups = RobustnessSetup.of(kind)
      return try quantities.map { quantity in
        func series(_ title: String, isLater: Bool) throws -> ChartSeries {
          let points = try setups.enumerated().compactMap { place, setup -> ChartSeries.Point? in
            let effect = try ratio(quantity, setup, isLater: isLater, runs)
            guard effect.values.count > 1 else { return nil }
            let interval = try effect.interval()
            // The two series stand beside each other.
            return .init(
              x: Double(place) + (isLater ? 0.12 : -0.12), y: interval.estimate, lower: interval.lower, upper: interval.upper)
          }
          return ChartSeries(title: title, color: Palette.color(isLater ? 2 : 0), points: points)
        }
        return ChartFigure.Panel(
          title: "\(kind.title): \(quantity.title)", xLabel: "set-up", yLabel: "BatchNorm / plain",
          reference: ReferenceLine(1, "as plain"), isScatter: true, categories: setups.map(\.title),
          series: [try series("all probes", isLater: false), try series("without the first", isLater: true)])
      }
    }
    return ChartFigure.make(name: "figure-setups", panels: panels, columns: 3)
  }

  /// Accuracy over training at the usual rate and at the larger one (the paper's Figure 1).
  private static func training(_ runs: [StoredRun]) throws -> Figure {
    let panels = try RobustnessSetup.Kind.allCases.map { kind in
      let setups = RobustnessSetup.of(kind).filter { ["usual", "high_rate"].contains($0.name) }
      return ChartFigure.Panel(
        title: "\(kind.title): training accuracy", unit: .fraction, yRange: 0...1,
        series: try RobustnessGrid.variants.flatMap { variant in
          try setups.map { setup in
            try ChartSeries(
              runs.having(setup.has).having(variant), TrainingInstrument.self, \.accuracy,
              title: "\(variant.title), η \(setup.learningRate)", isDashed: setup.name == "high_rate")
          }
        })
    }
    return ChartFigure.make(name: "figure-training", panels: panels)
  }
}
