import ArgumentParser
import Instruments
import Networks
import Records
import Reports
import Runs
import Statistics
import Training

/// The loss over planes through networks side by side: with every normalization, and with short-cuts and without them (Li et al. 2018).
@main
struct Surfaces: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "surfaces",
    abstract:
      "Random filter-normalized planes through networks before and after training: VGG by normalization, residual networks by short-cuts.",
    discussion: """
      Every run draws a plane of its own through its weights, before the first step and after the last, over the first training images, with batches' own \
      statistics. The figures show the first seed's; the numbers are over all seeds. studies/run surface draws one network's in full.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "surfaces", library: library, setting: \.surfaceSetting) { options in
      try Self.grid(options, try library.images(scaling: .standardized, side: 32))
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(PlaneInstrument.roughness, title: "rough share, end", isShare: true),
        SummaryColumn(PlaneInstrument.roughnessStart, title: "rough share, start", isShare: true),
        SummaryColumn(PlaneInstrument.rise, title: "mean rise, end"),
      ],
      effects: try Self.effects(runs), figures: try SurfacesFigures.make(runs))
  }

  /// The variants of VGG, in the order of the figure.
  static let variants = [Variant.none, .batch, .l1, .l2, .linf]

  /// The runs of the study: 21 × 21 points with a ring around them for differences.
  static func grid(_ options: RunOptions, _ dataset: DatasetConfiguration) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    let reach = quick ? 2 : 11
    let steps = (-reach...reach).map { 0.1 * Double($0) }
    let plane = PlaneInstrument(alphas: steps, betas: steps)
    let examples = options.scaled(quick: 64, default: 512, paper: 10_000)
    let vggSteps = options.scaled(quick: 6, default: 300, paper: 15_000)
    var own = RunConfiguration(
      model: .vgg(depth: .eleven, width: quick ? 0.0625 : 0.25), variant: .none, dataset: dataset, initializer: .heNormal,
      optimizer: .sgd(),
      learningRate: 0.1, batchSize: quick ? 16 : 128, steps: vggSteps, seed: 0, precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, vggSteps / 50))), Measurement(plane, .every(vggSteps), examples: examples),
      ])
    let seeds = options.seeds(options.scaled(quick: 2, default: 9, paper: 9))
    let normalized = [own].varying(\.variant, over: variants).varying(
      \.seed, over: options.seeds(options.scaled(quick: 2, default: 6, paper: 6)))
    let residualSteps = options.scaled(quick: 6, default: 1000, paper: 64_000)
    own.measurements = [
      Measurement(TrainingInstrument(), .every(max(1, residualSteps / 50))), Measurement(plane, .every(residualSteps), examples: examples),
    ]
    (own.steps, own.variant, own.learningRate, own.batchSize) = (residualSteps, .batch, 0.05, quick ? 16 : 64)
    own.optimizer = .sgd(momentum: 0.9)
    let residual = options.scaled(quick: [8, 14], default: [20, 56], paper: [20, 56]).flatMap { depth in
      [true, false].flatMap { shortcuts in
        own.model = .resnet(
          configuration: ResidualConfiguration(
            depth: depth, width: options.scaled(quick: 0.125, default: 0.25, paper: 1), shortcuts: shortcuts))
        return [own].varying(\.seed, over: seeds)
      }
    }
    return normalized + residual
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    let vgg = runs.having { $0.residual == nil }
    var effects = try variants.flatMap { variant in
      [
        try Effect.value("rough_share_\(variant.rawValue)", vgg, PlaneInstrument.roughness, of: variant),
        try Effect.value("rough_share_start_\(variant.rawValue)", vgg, PlaneInstrument.roughnessStart, of: variant),
      ]
    }
    effects += try variants.filter { $0 != .none }.map { try Effect.ratio("rise_\($0.rawValue)", vgg, PlaneInstrument.rise, of: $0) }
    for depth in depths(runs) {
      let own = runs.having { $0.residual?.depth == depth }
      effects += try [("shortcuts", true), ("chain", false)].map { name, shortcuts in
        try Effect("late_loss_\(name)_\(depth)", .value, own) { seed in
          try seed.metric(TrainingInstrument.lateLoss, .batch) { $0.residual?.shortcuts == shortcuts }
        }
      }
      for (moment, metric) in [("", PlaneInstrument.roughness), ("_start", PlaneInstrument.roughnessStart)] {
        func roughness(_ seed: SeedRuns, _ shortcuts: Bool) throws -> Double {
          try seed.metric(metric, .batch) { $0.residual?.shortcuts == shortcuts }
        }
        effects += [
          try Effect("rough_share_shortcuts\(moment)_\(depth)", .value, own) { try roughness($0, true) },
          try Effect("rough_share_chain\(moment)_\(depth)", .value, own) { try roughness($0, false) },
          try Effect("chain_over_shortcuts_roughness\(moment)_\(depth)", .ratio, own) {
            smoothedRatio(try roughness($0, false), try roughness($0, true), of: innerPoints(own.first?.configuration))
          },
        ]
        func minima(_ seed: SeedRuns, _ shortcuts: Bool) throws -> Double? {
          try seed.runs.first { $0.configuration.residual?.shortcuts == shortcuts && !$0.hasDiverged }
            .map { try Self.minima($0, isEnd: moment.isEmpty) }
        }
        effects += [
          try Effect("minima_shortcuts\(moment)_\(depth)", .value, own) { try minima($0, true) },
          try Effect("minima_chain\(moment)_\(depth)", .value, own) { try minima($0, false) },
          try Effect("chain_over_shortcuts_minima\(moment)_\(depth)", .ratio, own) { seed in
            guard let chain = try minima(seed, false), let shortcuts = try minima(seed, true) else { return nil }
            return smoothedRatio(chain, shortcuts, of: 1)
          },
        ]
      }
    }
    return effects.filter { !$0.values.isEmpty }
  }

  /// How many local minima a run's plane has, before training or after.
  static func minima(_ run: StoredRun, isEnd: Bool) throws -> Double {
    let rows = try run.record(of: PlaneInstrument.self).entries.filter { $0.step == (isEnd ? run.configuration.steps : 0) }.map(\.row)
    let columns = Set(rows.map(\.alpha)).count
    return rows.isEmpty ? .nan : Double(PlaneMinima.count(rows.map(\.loss), columns: columns))
  }

  static func depths(_ runs: [StoredRun]) -> [Int] { Set(runs.compactMap { $0.configuration.residual?.depth }).sorted() }

  /// The ratio of two shares of `count` points, or of two numbers, with half a one added to either, so that 0 has one.
  static func smoothedRatio(_ first: Double, _ second: Double, of count: Int) -> Double {
    (first * Double(count) + 0.5) / (second * Double(count) + 0.5)
  }

  private static func innerPoints(_ configuration: RunConfiguration?) -> Int {
    let plane = configuration?.measurements.lazy.compactMap { $0.instrument.base as? PlaneInstrument }.first
    return max(0, (plane?.alphas.count ?? 2) - 2) * max(0, (plane?.betas.count ?? 2) - 2)
  }
}

extension RunConfiguration {
  /// The residual network; nil for VGG.
  var residual: ResidualConfiguration? { if case .resnet(let residual) = model { residual } else { nil } }

  /// What a run differs in beside variant and seed.
  var surfaceSetting: String {
    residual.map { "\($0.depth) layers, \($0.shortcuts ? "short-cuts" : "no short-cuts")" } ?? "VGG-11"
  }
}
