import Instruments
import Records
import Reports
import Runs
import Statistics

/// The figures of the study.
enum ScaleFigures {
  // What is compared with comes first.
  private static let theorem = ["theorem_decay", "theorem_growing", "theorem_constant"]
  private static let rates = ["decay", "none", "normalized", "output", "rate2", "rate4", "rate2_same_decay", "rate4_same_decay"]

  /// An arm has one colour in all panels of a figure, by its place among the figure's arms.
  private static func color(_ arm: ScaleArm) -> String {
    Palette.color(theorem.firstIndex(of: arm.name) ?? rates.firstIndex(of: arm.name) ?? 0)
  }

  static func make(_ runs: [StoredRun]) throws -> [Figure] {
    [
      ChartFigure.make(
        name: "figure-theorem",
        panels: [
          panel(
            "training loss, means of 20 steps", unit: .loss,
            try curves(theorem, runs) { arm, own, color, isDashed in
              try windows(own, of: 20, title: arm.title, color: color, isDashed: isDashed, \.finiteMean)
            }),
          panel(
            "‖w‖ of the first weight", unit: .parameters,
            try curves(theorem, runs) { arm, own, color, isDashed in
              try motion(own, place: 0, title: arm.title, color: color, isDashed: isDashed, \.norm)
            }),
        ]),
      ChartFigure.make(
        name: "figure-angle",
        panels: try ["decay", "momentum", "plain_decay", "none"].compactMap { ScaleArm.named($0) }.map { arm in
          let own = runs.having(arm.has)
          // Without decay there is no balance: its angle is shown beside that of the same rate with decay.
          let balance = arm.name == "none" ? ScaleArm.named("decay")?.balancedAngle ?? .nan : arm.balancedAngle
          return ChartFigure.Panel(
            title: arm.title, yLabel: "angle of a step / √(2ηλ/(1 + γ))", yRange: 0...3, reference: ReferenceLine(1, "balance"),
            series: try ["first weight", "second weight", "output's weight"].enumerated().map { place, title in
              try motion(own, place: place, title: title, color: Palette.color(place), \.angle) { $0 / balance }
            })
        }),
      ChartFigure.make(
        name: "figure-rates",
        panels: [
          panel("test accuracy, ηλ kept", try accuracies(["decay", "rate2", "rate4"], runs)),
          panel("test accuracy, λ kept", try accuracies(["decay", "rate2_same_decay", "rate4_same_decay"], runs)),
          panel("test accuracy, whose decay", try accuracies(["none", "output", "normalized", "decay"], runs)),
          panel(
            "‖w‖ of the first weight", unit: .parameters,
            try curves(["none", "output", "normalized", "decay"], runs) { arm, own, color, isDashed in
              try motion(own, place: 0, title: arm.title, color: color, isDashed: isDashed, \.norm)
            }),
        ]),
      ChartFigure.make(
        name: "figure-spikes",
        panels: try ["full_decay", "full_none"].compactMap { ScaleArm.named($0) }.map { arm in
          let own = runs.having(arm.has)
          let seeds = Set(own.map(\.configuration.seed)).sorted().prefix(3)
          return ChartFigure.Panel(
            title: "full batch, \(arm.title)", yLabel: "training loss, highest of 10 steps",
            series: try seeds.enumerated().map { index, seed in
              // What is highest of every ten steps: no spike is lost, and the figure is a tenth as large.
              try windows(own.having { $0.seed == seed }, of: 10, title: "seed \(seed)", color: Palette.color(index), \.finiteMaximum)
            })
        }),
    ]
  }

  private static func panel(_ title: String, unit: Unit? = nil, _ series: [ChartSeries]) -> ChartFigure.Panel {
    ChartFigure.Panel(title: title, unit: unit, series: series)
  }

  private static func curves(
    _ names: [String], _ runs: [StoredRun], _ curve: (ScaleArm, [StoredRun], _ color: String, _ isDashed: Bool) throws -> ChartSeries
  ) throws -> [ChartSeries] {
    try names.compactMap { ScaleArm.named($0) }.enumerated().map { index, arm in
      // The second lies on the first where two runs are one.
      try curve(arm, runs.having(arm.has), color(arm), index == 1)
    }
  }

  private static func accuracies(_ names: [String], _ runs: [StoredRun]) throws -> [ChartSeries] {
    try curves(names, runs) { arm, own, color, _ in
      try ChartSeries(own, EvaluationInstrument.self, \.accuracy, title: arm.title, color: color)
    }
  }

  /// A column of one weight's rows, by the weight's place.
  private static func motion(
    _ runs: [StoredRun], place: Int, title: String, color: String, isDashed: Bool = false,
    _ column: KeyPath<WeightMotionInstrument.Row, Double>, _ value: (Double) -> Double = { $0 }
  ) throws -> ChartSeries {
    let first = try runs.first?.record(of: WeightMotionInstrument.self)
    let step = first?.entries.first?.step
    let tensors = first?.entries.filter { $0.step == step }.map(\.row.tensor) ?? []
    return try ChartSeries(runs, WeightMotionInstrument.self, title: title, color: color, isDashed: isDashed) { row, _ in
      tensors.indices.contains(place) && row.tensor == tensors[place] ? value(row[keyPath: column]) : .nan
    }
  }

  /// The median over seeds of what the losses of every so many steps come to.
  private static func windows(
    _ runs: [StoredRun], of size: Int, title: String, color: String, isDashed: Bool = false, _ sum: ([Double]) -> Double
  ) throws -> ChartSeries {
    var sums = [Int: [Double]]()
    for run in runs {
      let losses = Dictionary(grouping: try run.record(of: TrainingInstrument.self).entries) { $0.step / size }
      for (index, entries) in losses { sums[index, default: []].append(sum(entries.map(\.row.loss))) }
    }
    return ChartSeries(
      title: title, color: color, isDashed: isDashed,
      points: sums.sorted { $0.key < $1.key }.map { ChartSeries.Point(x: Double($0.key * size), y: $0.value.finiteMedian) })
  }
}
