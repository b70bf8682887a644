import ArgumentParser
import Foundation
import Instruments
import Networks
import Records
import Reports
import Runs
import Statistics

/// Normalization in recurrent networks: of what comes from the input or from the last state, from which γ, with whose statistics (Laurent et al. 2016; Cooijmans
/// et al. 2017; Ba et al. 2016).
@main
struct Recurrent: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "recurrent",
    abstract: "Recurrent networks over the rows of images, with normalization of the input's part, the state's or both.",
    discussion: """
      A tanh network and an LSTM of 64 units read images row by row, in order and in one permuted order; Adam at 0.001, gradients shortened to a norm of 1, \
      W_h orthogonal at first. γ starts at 0.1 as in Cooijmans et al. or at 1. What gradients do from step to step from W_h = I is looked at before the first \
      step alone, and so is what they do over the 196 steps of means of 2 × 2 pixels, with these and with the whole image at the first step and no input \
      later. The paper scale trains on pixels too.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "recurrent", library: library, setting: Self.setting) { options in
      try Self.grid(options, try library.images(scaling: .standardized, side: nil))
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(EvaluationInstrument.finalAccuracy, title: "test accuracy", isShare: true),
        SummaryColumn(LineInstrument.lossBandWidth, title: "loss band"),
        SummaryColumn(LineInstrument.effectiveSmoothness, title: "β"),
        SummaryColumn(TimeGradientInstrument.reachStart, title: "gradient first / last, start"),
        SummaryColumn(TimeGradientInstrument.reachEnd, title: "end"),
      ],
      effects: try Self.effects(runs), figures: try Self.figures(runs))
  }

  /// The runs of the study.
  static func grid(_ options: RunOptions, _ dataset: DatasetConfiguration) throws -> [RunConfiguration] {
    let steps = options.scaled(quick: 10, default: 1000, paper: 20_000)
    let configuration = RunConfiguration(
      model: .recurrent(configuration: RecurrentConfiguration(cell: .rnn)), variant: .none, dataset: dataset, initializer: .glorotUniform,
      optimizer: .adam(), learningRate: 1e-3, gradientClip: 1, batchSize: options.scaled(quick: 16, default: 128, paper: 64), steps: steps,
      seed: 0, precision: .float32,
      measurements: [
        Measurement(TrainingInstrument(), .every(max(1, steps / 100))), Measurement(EvaluationInstrument(), .every(steps)),
        Measurement(LineInstrument(steps: [0.05, 0.1, 0.2, 0.4]), .every(max(1, steps / 10))),
        Measurement(TimeGradientInstrument(), .every(max(1, steps / 10))),
      ])
    let hidden = options.scaled(quick: 8, default: 64, paper: 100)
    let seeds = options.seeds(options.scaled(quick: 2, default: 12, paper: 5))
    func runs(
      _ cell: RecurrentConfiguration.Cell, _ rows: RecurrentConfiguration.RowOrder, _ arm: RecurrentArm,
      reading: RecurrentConfiguration.Reading = .everyStep, isTrained: Bool
    ) -> [RunConfiguration] {
      var own = configuration
      own.variant = arm.variant
      own.normalization.initialScale = arm.gamma
      own.model = .recurrent(
        configuration: RecurrentConfiguration(
          cell: cell, hidden: hidden, normalized: arm.normalized, initializer: arm.initializer, statistics: arm.statistics, rows: rows,
          reading: reading))
      // A look at the start needs no training.
      if !isTrained {
        own.steps = 1
        own.measurements = [Measurement(TrainingInstrument(), .every(1)), Measurement(TimeGradientInstrument(), .every(1))]
        // Over so many steps gradients leave single precision.
        if rows == .pixels { own.precision = .float64 }
      }
      return [own].varying(\.seed, over: seeds)
    }
    let cells = RecurrentConfiguration.Cell.allCases
    let onRows = cells.flatMap { cell in
      [RecurrentConfiguration.RowOrder.ordered, .permuted].flatMap { rows in
        RecurrentArm.all.filter { rows == .ordered || $0.isComparedByOrder }.flatMap {
          runs(cell, rows, $0, isTrained: $0.initializer != .identity)
        }
      }
    }
    let onPixels = cells.flatMap { cell in
      RecurrentConfiguration.Reading.allCases.flatMap { reading in
        RecurrentArm.long.flatMap { runs(cell, .pixels, $0, reading: reading, isTrained: false) }
      }
    }
    guard options.scale == .paper else { return onRows + onPixels }
    return onRows + onPixels + cells.flatMap { cell in RecurrentArm.trainedOnPixels.flatMap { runs(cell, .pixels, $0, isTrained: true) } }
  }

  static func recurrent(_ configuration: RunConfiguration) -> RecurrentConfiguration {
    guard case .recurrent(let recurrent) = configuration.model else { return RecurrentConfiguration(cell: .rnn) }
    return recurrent
  }

  static func setting(_ configuration: RunConfiguration) -> String {
    let own = recurrent(configuration)
    var words = [own.cell.rawValue]
    if own.rows != .ordered { words.append(own.rows.rawValue) }
    if own.reading == .start { words.append("read at the start") }
    if own.rows == .pixels, configuration.steps > 1 { words.append("trained") }
    guard configuration.variant != .none else { return (words + (own.initializer == .identity ? ["W_h = I"] : [])).joined(separator: ", ") }
    words.append("\(own.normalized.rawValue), γ from \(String(format: "%g", configuration.normalization.initialScale))")
    if own.statistics == .shared { words.append("shared statistics") }
    if own.initializer == .identity { words.append("W_h = I") }
    return words.joined(separator: ", ")
  }

  static func effects(_ runs: [StoredRun]) throws -> [Effect] {
    var effects = [Effect]()
    for cell in RecurrentConfiguration.Cell.allCases {
      let own = runs.having { recurrent($0).cell == cell }
      /// A number of two conditions with the same seed, put together.
      func compare<I: Instrument>(
        _ name: String, _ kind: Effect.Kind, _ metric: Metric<I>, _ one: RecurrentArm, _ other: RecurrentArm,
        _ rows: RecurrentConfiguration.RowOrder = .ordered, reading: RecurrentConfiguration.Reading = .everyStep
      ) throws -> Effect {
        let pair = own.having {
          recurrent($0).rows == rows && recurrent($0).reading == reading && $0.measures(I.self) && (one.has($0) || other.has($0))
        }
        return try Effect("\(name)_\(cell.rawValue)", kind, pair) { seed in
          let (first, second) = (
            try seed.metric(metric, one.variant, where: one.has), try seed.metric(metric, other.variant, where: other.has)
          )
          return kind == .ratio ? first / second : first - second
        }
      }
      func gain(_ seed: SeedRuns, _ rows: RecurrentConfiguration.RowOrder) throws -> Double {
        func accuracy(_ arm: RecurrentArm) throws -> Double {
          try seed.metric(EvaluationInstrument.finalAccuracy, arm.variant) { recurrent($0).rows == rows && arm.has($0) }
        }
        return try accuracy(.both) - accuracy(.plain)
      }
      let (accuracy, loss, gradient) = (
        EvaluationInstrument.finalAccuracy, TrainingInstrument.lateLoss, TimeGradientInstrument.reachStart
      )
      effects += [
        try compare("gradient_small_over_one", .value, gradient, .both, .bothFromOne),
        try compare("gradient_small_over_one_identity", .value, gradient, .identity, .identityFromOne),
        try Effect("input_steps_\(cell.rawValue)", .ratio, own.having { recurrent($0).rows == .ordered }) { try milestone($0) },
        try compare("input_accuracy", .value, accuracy, .input, .plain), try compare("hidden_accuracy", .value, accuracy, .hidden, .plain),
        try compare("separate_over_shared_accuracy", .value, accuracy, .both, .shared),
        try compare("small_over_one_loss", .ratio, loss, .both, .bothFromOne),
        try Effect("permuted_gain_\(cell.rawValue)", .value, own.having { recurrent($0).rows != .pixels }) {
          try gain($0, .permuted) - gain($0, .ordered)
        },
        try compare("layer_over_batch_accuracy", .value, accuracy, .layer, .both),
        try compare("loss_band", .ratio, LineInstrument.lossBandWidth, .both, .plain),
        try compare("loss_band_layer", .ratio, LineInstrument.lossBandWidth, .layer, .plain),
        try compare("smoothness", .ratio, LineInstrument.effectiveSmoothness, .both, .plain),
        try compare("gradient_small_over_one_pixels", .value, gradient, .both, .bothFromOne, .pixels),
        try compare("gradient_small_over_one_identity_pixels", .value, gradient, .identity, .identityFromOne, .pixels),
        try compare("gradient_small_over_one_start", .value, gradient, .both, .bothFromOne, .pixels, reading: .start),
        try compare("gradient_small_over_one_identity_start", .value, gradient, .identity, .identityFromOne, .pixels, reading: .start),
        try compare("batch_over_plain_pixels_accuracy", .value, accuracy, .both, .plain, .pixels),
        try compare("layer_over_batch_pixels_accuracy", .value, accuracy, .layer, .both, .pixels),
      ]
    }
    return effects.filter { !$0.values.isEmpty }
  }

  /// Steps to the plain network's loss at half its time, with the input's part normalized, over half that time.
  static func milestone(_ seed: SeedRuns) throws -> Double? {
    func run(_ arm: RecurrentArm) -> StoredRun? { seed.run(arm.variant, where: arm.has) }
    guard let plain = run(.plain), let input = run(.input), !plain.hasDiverged, !input.hasDiverged else { return nil }
    let half = plain.configuration.steps / 2
    let window = 5
    let before = try plain.record(of: TrainingInstrument.self).entries.filter { $0.step <= half }.suffix(window).map(\.row.loss)
    guard before.count == window else { return nil }
    return try input.firstStep(
      TrainingInstrument.self, \.loss, window: window, reaching: before.finiteMean, fromAbove: true
    ).map { $0 / Double(half) }
  }

  static func figures(_ runs: [StoredRun]) throws -> [Figure] {
    func curves<I: Instrument>(
      _ cell: RecurrentConfiguration.Cell, _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, _ title: String,
      _ rows: RecurrentConfiguration.RowOrder = .ordered, yLabel: String? = nil
    ) throws -> ChartFigure.Panel {
      let own = runs.having { recurrent($0).cell == cell && recurrent($0).rows == rows }
      return ChartFigure.Panel(
        title: "\(cell.rawValue): \(title)", yLabel: yLabel,
        series: try RecurrentArm.all.filter { $0.initializer != .identity }.map { arm in
          try ChartSeries(own.having(arm.has), instrument, column, title: arm.title, color: arm.color, isDashed: arm.isDashed)
        })
    }
    func overTime(
      _ cell: RecurrentConfiguration.Cell, _ title: String, _ arms: [RecurrentArm], end: Bool = false,
      _ rows: RecurrentConfiguration.RowOrder = .ordered, reading: RecurrentConfiguration.Reading = .everyStep
    ) throws -> ChartFigure.Panel {
      ChartFigure.Panel(
        title: "\(cell.rawValue): \(title)", xLabel: "time step",
        series: try arms.map { arm in
          let own = runs.having {
            recurrent($0).cell == cell && recurrent($0).rows == rows && recurrent($0).reading == reading && arm.has($0)
          }
          return try ChartSeries(
            own, TimeGradientInstrument.self, at: end ? own.first?.configuration.steps ?? 0 : 0, x: \.time, \.gradientNorm,
            title: arm.title, color: arm.color, isDashed: arm.isDashed)
        })
    }
    let cells = RecurrentConfiguration.Cell.allCases
    let trained = RecurrentArm.all.filter { $0.initializer != .identity }
    return [
      ChartFigure.make(
        name: "figure-training",
        panels: try cells.map { try curves($0, TrainingInstrument.self, \.loss, "training loss") }
          + cells.map { try curves($0, TrainingInstrument.self, \.loss, "training loss, permuted rows", .permuted) }, namesBeside: true),
      ChartFigure.make(
        name: "figure-time-gradients",
        panels: try cells.map { try overTime($0, "‖∂L/∂h‖ by time step, start", trained, end: false) }
          + cells.map { try overTime($0, "the same, end", trained, end: true) }
          + cells.map { try overTime($0, "from W_h = I, start", [.identity, .identityFromOne], end: false) }, namesBeside: true),
      ChartFigure.make(
        name: "figure-long-time",
        panels: try [(RecurrentConfiguration.Reading.start, "the image at step 0 alone"), (.everyStep, "pixels")].flatMap {
          reading, title in
          let (identity, orthogonal) = ([RecurrentArm.identity, .identityFromOne], [RecurrentArm.plain, .both, .bothFromOne])
          return try cells.map { try overTime($0, "\(title), W_h = I, start", identity, .pixels, reading: reading) }
            + cells.map { try overTime($0, "\(title), W_h orthogonal, start", orthogonal, .pixels, reading: reading) }
        }, namesBeside: true),
      ChartFigure.make(
        name: "figure-landscape",
        panels: try cells.map { try curves($0, LineInstrument.self, \.lossBand, "width of the loss band", yLabel: "loss") }
          + cells.map { try curves($0, LineInstrument.self, \.gradientBand, "width of the gradient band", yLabel: "loss/θ") }
          + cells.map { try curves($0, LineInstrument.self, \.effectiveSmoothness, "effective smoothness β") }, namesBeside: true),
    ]
  }
}
