import ArgumentParser
import Foundation
import Instruments
import Networks
import Records
import Reports
import Runs
import Statistics

/// What short-cuts, normalization and factors on branches do by depth: to gradients, to branches beside short-cuts, to the landscape (He et al. 2016; Balduzzi
/// et al. 2017; Bjorck et al. 2018; De & Smith 2020).
@main
struct Residual: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "residual",
    abstract: "Residual networks with and without short-cuts, normalization and factors on their branches, by depth.",
    discussion: """
      Pre-activated residual networks of 8 to 56 layers (He et al. 2016b), a quarter as wide, and plain ones of the same layers, from He's initial weights. The \
      branches of SkipInit have a trained factor α that starts at 0 and no normalization; its control starts at 1; batch normalization with α = 0.1 is Balduzzi \
      et al.'s. Images of 28 × 28 are padded to 32 × 32. What branches bring beside short-cuts from block to block is also looked at before the first step \
      of a network of 130 layers, whose 64 blocks stand in one stage.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "residual", library: library, setting: Self.setting) { options in
      try Self.grid(options, try library.images(scaling: .standardized, side: 32))
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(LineInstrument.lossBandWidth, title: "loss band"),
        SummaryColumn(LineInstrument.smoothnessTimesLearningRate, title: "β × rate"),
        SummaryColumn(ResidualBlockInstrument.shareSlopeStart, title: "branch slope"),
        SummaryColumn(ResidualBlockInstrument.gradientRatioStart, title: "gradient first / last"),
        SummaryColumn(GradientAutocorrelationInstrument.start, title: "autocorrelation"),
        SummaryColumn(ChannelMeanInstrument.slopeEnd, title: "mean slope"),
      ],
      effects: try Self.effects(runs), figures: try ResidualFigures.make(runs))
  }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ dataset: DatasetConfiguration) throws -> [RunConfiguration] {
    let quick = options.scale == .quick
    let steps = options.scaled(quick: 6, default: 200, paper: 64_000)
    let configuration = RunConfiguration(
      model: .resnet(configuration: ResidualConfiguration(depth: 8)), variant: .none, dataset: dataset, initializer: .heNormal,
      optimizer: .sgd(),
      learningRate: 0.05, batchSize: options.scaled(quick: 16, default: 32, paper: 128), steps: steps, seed: 0, precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, steps / 100))),
        Measurement(LineInstrument(steps: [0.5, 1, 2, 4], unit: .learningRate), .every(max(1, steps / 10))),
        Measurement(GradientInstrument(), .every(steps)),
        Measurement(ResidualBlockInstrument(), .every(steps)),
        Measurement(ChannelMeanInstrument(), .every(steps)),
        Measurement(GradientAutocorrelationInstrument(points: quick ? 64 : 256), .every(steps)),
      ] + (quick ? [] : [Measurement(EvaluationInstrument(), .every(steps))]))
    let depths = options.scaled(quick: [8, 20], default: [8, 20, 56], paper: [8, 20, 32, 44, 56])
    let width = options.scaled(quick: 0.125, default: 0.25, paper: 1)
    let seeds = options.seeds(options.scaled(quick: 2, default: 12, paper: 5))
    let trained = depths.flatMap { depth in
      ResidualArm.all.flatMap { arm in
        var own = configuration
        own.variant = arm.variant
        own.model = .resnet(
          configuration: ResidualConfiguration(
            depth: depth, width: width, shortcuts: arm.shortcuts, preActivation: true, branchScale: arm.branchScale))
        return [own].varying(\.seed, over: seeds)
      }
    }
    var long = configuration
    long.model = .resnet(
      configuration: ResidualConfiguration(
        depth: quick ? 34 : 130, width: quick ? 0.125 : 1, preActivation: true, stages: 1))
    long.batchSize = min(4, configuration.batchSize)
    long.steps = 0
    long.measurements = [Measurement(TrainingInstrument(), .every(1)), Measurement(ResidualBlockInstrument(), .every(1))]
    return trained + [long].varying(\.variant, over: slopeVariants).varying(\.seed, over: seeds)
  }

  /// What the network of one stage is compared with.
  static let slopeVariants = [Variant.none, .batch, .layer]

  /// Where the slope over its blocks begins: the first blocks are not yet a small share of what they are added to.
  private static let slopeStart = 8

  static func residual(_ configuration: RunConfiguration) -> ResidualConfiguration {
    guard case .resnet(let residual) = configuration.model else { return ResidualConfiguration(depth: 0) }
    return residual
  }

  /// Whether a run is a look at the network of one stage before its first step.
  static func isLong(_ configuration: RunConfiguration) -> Bool { residual(configuration).stages == 1 }

  static func setting(_ configuration: RunConfiguration) -> String {
    let own = residual(configuration)
    if isLong(configuration) { return "\(own.depth) layers, one stage" }
    let factor = own.branchScale.map { ", α from \(String(format: "%g", $0))" } ?? ""
    return "\(own.depth) layers, \(own.shortcuts ? "short-cuts" : "no short-cuts")\(factor)"
  }

  static func depths(_ runs: [StoredRun]) -> [Int] { Set(runs.map { residual($0.configuration).depth }).sorted() }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    let (long, runs) = (runs.having(isLong), runs.having { !isLong($0) })
    var effects = try slopeVariants.map { variant in
      try Effect("long_branch_slope_\(variant.rawValue)", .value, long.having(variant)) { seed in
        try seed.run(variant).map { ResidualBlockInstrument.shareSlope(try $0.record(of: ResidualBlockInstrument.self), from: slopeStart) }
      }
    }
    for depth in depths(runs) {
      let own = runs.having { residual($0).depth == depth }
      let (on, off) = (own.having { Self.isPlain($0, shortcuts: true) }, own.having { Self.isPlain($0, shortcuts: false) })
      for (name, arms) in [("shortcuts", on), ("chain", off)] {
        for variant in [Variant.batch, .layer] {
          effects += [
            try Effect.ratio("loss_\(variant.rawValue)_\(name)_\(depth)", arms, TrainingInstrument.lateLoss, of: variant),
            try .ratio("loss_band_\(variant.rawValue)_\(name)_\(depth)", arms, LineInstrument.lossBandWidth, of: variant),
            try .ratio("smoothness_\(variant.rawValue)_\(name)_\(depth)", arms, LineInstrument.effectiveSmoothness, of: variant),
          ]
        }
        effects += [
          try .difference(
            "plain_over_batch_autocorrelation_\(name)_\(depth)", arms, GradientAutocorrelationInstrument.start, of: .none, to: .batch),
          try .difference("plain_over_batch_mean_slope_\(name)_\(depth)", arms, ChannelMeanInstrument.slopeEnd, of: .none, to: .batch),
        ]
      }
      for variant in [Variant.none, .batch, .layer] {
        effects += [
          try .value("branch_slope_\(variant.rawValue)_\(depth)", on, ResidualBlockInstrument.shareSlopeStart, of: variant),
          try .value("block_gradient_\(variant.rawValue)_\(depth)", on, ResidualBlockInstrument.gradientRatioStart, of: variant),
        ]
      }
      effects += [
        try .value(
          "scaled_autocorrelation_\(depth)", own.having { residual($0).branchScale == 0.1 }, GradientAutocorrelationInstrument.start,
          of: .batch),
        try regained("skip_init_share_\(depth)", own, start: 0), try regained("control_share_\(depth)", own, start: 1),
      ]
    }
    return effects.filter { !$0.values.isEmpty }
  }

  static func isPlain(_ configuration: RunConfiguration, shortcuts: Bool) -> Bool {
    let own = residual(configuration)
    return own.shortcuts == shortcuts && own.branchScale == nil
  }

  /// The share that a factor on branches regains of what the training loss is lower by with batch normalization than without. A run that diverged
  /// or is worse than guessing counts as one that guesses: its loss is ln 10.
  static func regained(_ name: String, _ runs: [StoredRun], start: Double) throws -> Effect {
    func loss(_ run: StoredRun?) throws -> Double {
      guard let run else { return .nan }
      return run.hasDiverged ? log(10) : min(log(10), try run.metric(TrainingInstrument.lateLoss))
    }
    return try Effect(name, .value, runs.having { residual($0).shortcuts }) { seed in
      let plain = try loss(seed.run(.none) { isPlain($0, shortcuts: true) })
      let batch = try loss(seed.run(.batch) { isPlain($0, shortcuts: true) })
      let own = try loss(seed.run(.none) { residual($0).branchScale == start })
      return (plain - own) / (plain - batch)
    }
  }
}

/// One way to build the network.
struct ResidualArm: Equatable {
  let title: String
  let color: String
  let variant: Variant
  let shortcuts: Bool
  let branchScale: Double?

  static let all: [ResidualArm] =
    [true, false].flatMap { shortcuts in
      [Variant.none, .batch, .layer].map { variant in
        ResidualArm(
          title: variant.title + (shortcuts ? "" : ", no short-cuts"), color: variant.color, variant: variant, shortcuts: shortcuts,
          branchScale: nil)
      }
    } + [
      ResidualArm(title: "SkipInit", color: Palette.color(1), variant: .none, shortcuts: true, branchScale: 0),
      ResidualArm(title: "α from 1", color: Palette.color(3), variant: .none, shortcuts: true, branchScale: 1),
      ResidualArm(title: "BatchNorm, α from 0.1", color: Palette.color(4), variant: .batch, shortcuts: true, branchScale: 0.1),
    ]

  func has(_ configuration: RunConfiguration) -> Bool {
    let own = Residual.residual(configuration)
    return configuration.variant == variant && own.shortcuts == shortcuts && own.branchScale == branchScale
  }
}
