internal import Landscape
internal import Records
internal import Tensors

/// `line.csv` and `landscape.csv`: the landscape along the gradient at every probe, in full and as the paper's bands.
final class LineRecorder<R: Real>: Recorder {
  private let interval: Int
  private let settled: Int
  private let learningRate: Double
  private var probe: GradientLine<R>
  private var line = CSVTable(columns: ["step", "step_size", "loss", "gradient_distance", "smoothness"])
  private var landscape = CSVTable(columns: [
    "step", "loss", "loss_minimum", "loss_maximum", "gradient_distance_minimum", "gradient_distance_maximum", "effective_smoothness",
    "gradient_norm",
  ])

  init(_ configuration: RunConfiguration) {
    interval = configuration.measurements.probeEvery
    // The first tenth of training is the approach: smoothness falls from its value at the start to the level it keeps.
    settled = configuration.steps / 10
    learningRate = configuration.learningRate
    probe = GradientLine(stepSizes: configuration.measurements.stepSizeMultiples.map { $0 * configuration.learningRate })
  }

  func observe(_ moment: Moment<R>) {
    guard moment.isDue(every: interval), moment.value.loss.isFinite else { return }
    let trainer = moment.trainer
    let profile: LineProfile
    do throws(LandscapeError) {
      profile = try probe.measure(trainer.objective, at: trainer.parameters, loss: moment.value.loss, gradient: trainer.gradient)
    } catch {
      preconditionFailure("a trainer's vectors have its objective's dimension: \(error)")
    }
    for point in profile.points { line.append(moment.step, point.stepSize, point.loss, point.gradientDistance, point.smoothness) }
    landscape.append(
      moment.step, profile.loss, profile.lossMinimum, profile.lossMaximum, profile.gradientDistanceMinimum,
      profile.gradientDistanceMaximum, profile.effectiveSmoothness, profile.gradientNorm)
  }

  var tables: [String: CSVTable] {
    get { ["line.csv": line, "landscape.csv": landscape] }
    set { (line, landscape) = (newValue["line.csv"] ?? line, newValue["landscape.csv"] ?? landscape) }
  }

  /// Band widths are means over all probes, as in the paper's Figure 4; smoothness is the median, since its tail is heavy.
  var metrics: [String: Double] {
    let smoothness = landscape.column("effective_smoothness")
    let late = zip(landscape.column("step"), smoothness).filter { $0.0 > Double(settled) }.map(\.1)
    func width(_ quantity: String) -> [Double] {
      zip(landscape.column("\(quantity)_maximum"), landscape.column("\(quantity)_minimum")).map { $0 - $1 }
    }
    return [
      "loss_band_width": width("loss").finiteMean,
      "gradient_band_width": width("gradient_distance").finiteMean,
      "gradient_distance_maximum": landscape.column("gradient_distance_maximum").finiteMean,
      "effective_smoothness": smoothness.finiteMedian,
      "effective_smoothness_start": smoothness.first ?? .nan,
      "effective_smoothness_maximum": smoothness.finiteMaximum,
      "smoothness_times_learning_rate": late.finiteMedian * learningRate,
    ]
  }
}
