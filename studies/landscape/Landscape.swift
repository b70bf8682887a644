import ArgumentParser
import Instruments
import Records
import Reports
import Runs

/// The landscape along the gradient (Santurkar et al. 2018, Figures 4 and 10 to 13): how far loss and gradient swing over a range of steps, how
/// smooth the way is, and how much each layer's gradient shifts, while networks with different normalizations train.
@main
struct Landscape: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "landscape",
    abstract: "Measures the loss landscape along the gradient while normalized and plain networks train.",
    discussion: """
      At every probe the network is moved along its raw gradient by each of the step sizes, on the same batch, and the loss, the change of the \
      gradient and their ratio to the distance are kept; then every layer's covariate shift is measured. Results are means over seeds with \
      95 % bootstrap intervals, each variant compared with the plain network seed by seed.

      Finished runs are found again and not repeated, so an interrupted study goes on where it stood.
      """, version: Toolkit.version)

  @OptionGroup var options: StudyOptions

  func run() throws {
    let study = try options.study(named: "landscape") { model, scale in Self.preset(model, scale) }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(LineInstrument.lossBandWidth, title: "loss band"),
        SummaryColumn(LineInstrument.gradientBandWidth, title: "gradient band"),
        SummaryColumn(LineInstrument.smoothnessTimesLearningRate, title: "β × rate"),
        SummaryColumn(CovariateShiftInstrument.distance, title: "shift ‖G − G′‖"),
        SummaryColumn(CovariateShiftInstrument.cosine, title: "shift cosine"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    try runs.byVariant.map(\.variant).filter { $0 != .none }.flatMap { variant in
      let name = variant.rawValue
      var effects = [
        try Effect.ratio("loss_band_\(name)", runs, LineInstrument.lossBandWidth, of: variant),
        try .ratio("gradient_band_\(name)", runs, LineInstrument.gradientBandWidth, of: variant),
        try .ratio("smoothness_\(name)", runs, LineInstrument.effectiveSmoothness, of: variant),
        try .ratio("smoothness_start_\(name)", runs, LineInstrument.effectiveSmoothnessStart, of: variant),
        try .ratio("shift_distance_\(name)", runs, CovariateShiftInstrument.distance, of: variant),
        try .ratio("shift_relative_\(name)", runs, CovariateShiftInstrument.relativeDistance, of: variant),
        try .difference("shift_cosine_\(name)", runs, CovariateShiftInstrument.cosine, of: variant),
        // The first probe is of the untrained network, whose bands can be as wide as all others together.
        try .ratio("loss_band_later_\(name)", runs, LineInstrument.lossBandWidth, over: .after(0, of: 1), of: variant),
        try .ratio("gradient_band_later_\(name)", runs, LineInstrument.gradientBandWidth, over: .after(0, of: 1), of: variant),
        try .ratio("shift_distance_later_\(name)", runs, CovariateShiftInstrument.distance, over: .after(0, of: 1), of: variant),
        try .difference("accuracy_\(name)", runs, EvaluationInstrument.finalAccuracy, of: variant),
        try .ratio("late_loss_\(name)", runs, TrainingInstrument.lateLoss, of: variant),
      ]
      for third in LineInstrument.Third.allCases {
        effects += [
          try .ratio("loss_band_\(third.name)_third_\(name)", runs, LineInstrument.lossBandWidth(third), of: variant),
          try .ratio("gradient_band_\(third.name)_third_\(name)", runs, LineInstrument.gradientBandWidth(third), of: variant),
          try .ratio("smoothness_\(third.name)_third_\(name)", runs, LineInstrument.effectiveSmoothness(third), of: variant),
        ]
      }
      if variant != .batch, runs.contains(where: { $0.configuration.variant == .batch }) {
        effects.append(try .ratio("late_loss_\(name)_over_batch", runs, TrainingInstrument.lateLoss, of: variant, to: .batch))
      }
      if runs.allSatisfy({ $0.configuration.measures(DistanceLineInstrument.self) }) {
        for course in DistanceLineInstrument.Course.allCases {
          let along = course == .gradient ? "by_distance" : "random"
          effects += [
            try .ratio("loss_band_\(along)_\(name)", runs, DistanceLineInstrument.lossBandWidth(course), of: variant),
            try .ratio("gradient_band_\(along)_\(name)", runs, DistanceLineInstrument.gradientBandWidth(course), of: variant),
            try .ratio("smoothness_\(along)_\(name)", runs, DistanceLineInstrument.effectiveSmoothness(course), of: variant),
          ]
        }
      }
      if runs.allSatisfy({ $0.configuration.measures(DistributionShiftInstrument.self) }) {
        effects += [
          try .ratio("distribution_step_\(name)", runs, DistributionShiftInstrument.step, of: variant),
          try .ratio("distribution_start_\(name)", runs, DistributionShiftInstrument.start, of: variant),
        ]
      }
      return effects
    }
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    var figures = [
      ChartFigure.make(
        name: "figure-training",
        panels: [
          try ChartFigure.panel(runs, TrainingInstrument.self, \.loss, title: "training loss"),
          try ChartFigure.panel(runs, TrainingInstrument.self, \.accuracy, title: "training accuracy"),
        ]),
      try BandFigure.loss(runs), try BandFigure.gradient(runs),
      try SmoothnessFigure.make(runs),
      try CovariateShiftFigure.make(name: "figure-covariate-shift", runs),
      try RidgeFigure.make(name: "figure-activations", runs), try variants(runs),
    ]
    if runs.allSatisfy({ $0.configuration.measures(DistanceLineInstrument.self) }) { figures.append(try distance(runs)) }
    if runs.allSatisfy({ $0.configuration.measures(DistributionShiftInstrument.self) }) {
      figures.append(try DistributionShiftFigure.make(name: "figure-distribution-shift", runs))
    }
    return figures
  }

  /// What the paper compares variants by, side by side (Figures 4 and 12), and the shift of gradients (Figure 3).
  private static func variants(_ runs: [StoredRun]) throws -> Figure {
    // The shift of the first weight, which no normalization stands before, is zero by definition.
    let first = try runs.first?.record(of: CovariateShiftInstrument.self).entries.first?.row.parameter
    func shift(_ column: KeyPath<CovariateShiftInstrument.Row, Double>, _ title: String) throws -> ChartFigure.Panel {
      try ChartFigure.panel(
        runs, CovariateShiftInstrument.self, column, title: "\(title), later weights", where: { $0.parameter != first })
    }
    return ChartFigure.make(
      name: "figure-variants",
      panels: [
        try ChartFigure.panel(runs, TrainingInstrument.self, \.accuracy, title: "training accuracy, of the step's batch"),
        try ChartFigure.panel(runs, LineInstrument.self, \.lossBand, title: "width of the loss band", unit: .loss),
        try ChartFigure.panel(runs, LineInstrument.self, \.gradientBand, title: "width of the gradient band", unit: .gradient),
        try ChartFigure.panel(runs, LineInstrument.self, \.effectiveSmoothness, title: "effective smoothness β"),
        try shift(\.distance, "‖G − G′‖"), try shift(\.cosine, "cosine of G and G′"),
      ], columns: 3)
  }

  /// The bands at equal distance, down the gradient and in random directions.
  private static func distance(_ runs: [StoredRun]) throws -> Figure {
    func panel(_ course: DistanceLineInstrument.Course, _ column: KeyPath<DistanceLineInstrument.Row, Double>, _ title: String) throws
      -> ChartFigure.Panel
    {
      ChartFigure.Panel(
        title: "\(title), \(course == .gradient ? "down the gradient" : "random directions")",
        series: try runs.byVariant.map {
          try ChartSeries($0.runs, DistanceLineInstrument.self, column) { $0.course == course.rawValue }
        })
    }
    return ChartFigure.make(
      name: "figure-distance",
      panels: try DistanceLineInstrument.Course.allCases.flatMap {
        [
          try panel($0, \.lossBand, "loss band"), try panel($0, \.gradientBand, "gradient band"),
          try panel($0, \.effectiveSmoothness, "β"),
        ]
      }, columns: 3)
  }

  /// `paper` is the paper's own scale (A.1, A.2.2, and the grids of Figure 11) for the deep linear network and VGG; the perceptron, which the paper does
  /// not have, takes VGG's schedule.
  static func preset(_ model: ModelName, _ scale: Scale) -> Preset {
    let quick = scale == .quick
    let probes: [any Instrument] = [LineInstrument(steps: [0.5, 1, 2, 4], unit: .learningRate), CovariateShiftInstrument()]
    let looks: [any Instrument] = [ActivationInstrument()]
    switch model {
    case .mlp:
      let steps = [Scale.quick: 100, .default: 400, .paper: 15_000][scale]!
      return Preset(
        hidden: quick ? [64, 64] : [1024, 1024], learningRate: 0.1, batchSize: quick ? 64 : 128, steps: steps, probes: probes,
        looks: looks, seeds: quick ? 3 : 12, every: quick ? 10 : scale == .default ? 20 : 100, precision: .float32)
    // The network of the paper, with all its variants and as often probed (Figures 4 and 12: every 100 steps).
    case .vgg11:
      return Preset(
        width: scale == .paper ? 1 : 0.25, learningRate: 0.1, batchSize: 128,
        steps: [Scale.quick: 20, .default: 3000, .paper: 15_000][scale]!,
        probes: probes + [DistanceLineInstrument()], looks: looks + (quick ? [] : [DistributionShiftInstrument()]), seeds: quick ? 2 : 12,
        every: quick ? 5 : 100, precision: .float32)
    case .cnn, .vgg13, .vgg16, .resnet8, .resnet14, .resnet20, .resnet32, .resnet44, .resnet56, .rnn, .lstm:
      let steps = [Scale.quick: 20, .default: 300, .paper: 15_000][scale]!
      return Preset(
        width: scale == .paper ? 1 : 0.25, learningRate: 0.1, batchSize: 128, steps: steps,
        variants: scale == .paper ? [.none, .batch, .l1, .l2, .linf] : [.none, .batch], probes: probes, looks: looks,
        seeds: quick ? 2 : 12, every: quick ? 5 : scale == .default ? 20 : 100, precision: .float32)
    case .dln:
      // Steps of 1e-8 drown in float32.
      return Preset(
        learningRate: 1e-6, batchSize: 1000, steps: [Scale.quick: 200, .default: 2000, .paper: 10_000][scale]!,
        probes: [
          LineInstrument(steps: [0.01, 0.1, 1, 10, 10 * 10.0.squareRoot()], unit: .learningRate), CovariateShiftInstrument(),
        ], looks: looks, seeds: [Scale.quick: 3, .default: 12, .paper: 10][scale]!, every: 50, precision: .float64)
    }
  }
}
