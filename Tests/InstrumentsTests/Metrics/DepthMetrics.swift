import Foundation
import Instruments

extension MetricCase {
  /// What is measured by residual block.
  static var blocks: [MetricCase] {
    func at(_ step: Int, _ block: Int, _ place: Int, branch: Double, shortcut: Double, norm: Double) -> (Int, ResidualBlockInstrument.Row) {
      var row = ResidualBlockInstrument.Row()
      (row.block, row.place, row.branchVariance, row.shortcutVariance, row.gradientNorm) = (block, place, branch, shortcut, norm)
      return (step, row)
    }
    // ln(branch / short-cut) is −2 ln 2, −4 ln 2 at ln place ln 2, 2 ln 2: slope −2. The first place does not count.
    let start = [
      at(0, 4, 1, branch: 300, shortcut: 3, norm: 6), at(0, 5, 2, branch: 1, shortcut: 4, norm: 7),
      at(0, 6, 4, branch: 2, shortcut: 32, norm: 3), at(0, 7, 8, branch: .nan, shortcut: 1, norm: 4),
      at(0, 8, 8, branch: 0, shortcut: 1, norm: 2),
    ]
    let end = [at(40, 4, 1, branch: 1, shortcut: 1, norm: 1), at(40, 5, 2, branch: 2, shortcut: 1, norm: 1)]
    return of(ResidualBlockInstrument.self, start + end, ["branch_share_slope_start": -2, "block_gradient_ratio_start": 3])
      + of(ResidualBlockInstrument.self, Array(start.prefix(2)), named: "of one block that counts", ["branch_share_slope_start": .nan])
  }

  /// What is measured in front of every nonlinearity.
  static var channelMeans: [MetricCase] {
    func at(_ step: Int, _ number: Int, _ mean: Double, _ deviation: Double) -> (Int, ChannelMeanInstrument.Row) {
      var row = ChannelMeanInstrument.Row()
      (row.nonlinearity, row.mean, row.deviation) = (number, mean, deviation)
      return (step, row)
    }
    // Ratios 1, 3, 5 at 1, 2, 3; at the end 2, 1.5 at 1, 3.
    return of(
      ChannelMeanInstrument.self,
      [
        at(0, 1, 2, 2), at(0, 2, 3, 1), at(0, 3, 10, 2), at(0, 4, .nan, 1), at(20, 1, 1, 1), at(20, 2, 9, 1), at(40, 1, 4, 2),
        at(40, 3, 3, 2),
      ],
      ["channel_mean_slope_start": 2, "channel_mean_slope_end": -0.25])
      + of(ChannelMeanInstrument.self, [at(0, 1, 2, 2)], named: "of one nonlinearity", ["channel_mean_slope_start": .nan])
  }

  /// What is measured along a line of inputs.
  static var autocorrelation: [MetricCase] {
    func at(_ step: Int, _ lag: Int, _ value: Double) -> (Int, GradientAutocorrelationInstrument.Row) {
      var row = GradientAutocorrelationInstrument.Row()
      (row.lag, row.autocorrelation) = (lag, value)
      return (step, row)
    }
    return of(
      GradientAutocorrelationInstrument.self,
      [at(0, 1, 0.9), at(0, 4, 0.5), at(0, 8, 0.1), at(20, 4, 0.3), at(40, 1, 0.8), at(40, 4, 0.2)],
      ["gradient_autocorrelation_start": 0.5, "gradient_autocorrelation_end": 0.2])
  }

  /// What is measured of every weight's step.
  static var weightMotion: [MetricCase] {
    func at(_ step: Int, _ invariant: Int, norm: Double, angle: Double) -> (Int, WeightMotionInstrument.Row) {
      var row = WeightMotionInstrument.Row()
      (row.invariant, row.norm, row.angle) = (invariant, norm, angle)
      (row.gradient, row.step) = (1000, 2000)
      return (step, row)
    }
    // Steps 27 and on are late.
    return of(
      WeightMotionInstrument.self,
      [
        at(20, 1, norm: 9, angle: 9), at(30, 1, norm: 1, angle: 0.5), at(30, 0, norm: 6, angle: 3), at(40, 1, norm: 3, angle: 0.25),
        at(40, 0, norm: 2, angle: 3),
      ], ["step_angle_late": 0.375, "weight_norm_late": 3])
      + of(WeightMotionInstrument.self, [at(40, 0, norm: 2, angle: 3)], named: "without normalization", ["step_angle_late": .nan])
  }

  /// What is measured by time step.
  static var timeGradients: [MetricCase] {
    func at(_ step: Int, _ time: Int, _ norm: Double) -> (Int, TimeGradientInstrument.Row) {
      var row = TimeGradientInstrument.Row()
      (row.time, row.gradientNorm) = (time, norm)
      return (step, row)
    }
    return of(
      TimeGradientInstrument.self, [at(0, 0, 1e-3), at(0, 1, 7), at(0, 2, 10), at(20, 0, 9), at(20, 2, 9), at(40, 0, 5), at(40, 2, 0.05)],
      ["time_gradient_start": -4, "time_gradient_end": 2])
      + of(TimeGradientInstrument.self, [at(0, 0, 1)], named: "of one step", ["time_gradient_start": .nan])
  }
}
