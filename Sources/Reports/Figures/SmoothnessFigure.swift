public import Records
public import Runs
internal import Instruments

/// The effective smoothness over training (Santurkar et al. 2018, Figures 4c, 10c and 13d) in units in which the edge of stability is 2.
public enum SmoothnessFigure {
  /// β times the learning rate of its step, a curve a variant.
  ///
  /// - Throws: `RecordError` where a run did not measure it.
  public static func make(_ runs: [StoredRun]) throws -> Figure {
    ChartFigure.make(
      name: "figure-smoothness",
      panels: [
        try ChartFigure.panel(
          runs, LineInstrument.self, \.effectiveSmoothness, title: "β × learning rate", timesLearningRate: true,
          reference: .edgeOfStability)
      ], namesBeside: true)
  }
}
