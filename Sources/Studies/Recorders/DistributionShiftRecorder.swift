internal import Instruments
internal import Landscape
internal import Networks
internal import Records
internal import Tensors

/// `distribution_shift.csv`: how far the distribution of every weight's inputs moves, by a plain gradient step (`step`) and since the start of
/// training (`start`).
final class DistributionShiftRecorder<R: Real>: Recorder {
  private let interval: Int
  private let learningRate: Double
  private let start: [R]
  private let probe = DistributionShift<R>()
  private var moved: [R] = []
  private var table = CSVTable(columns: [
    "step", "weight", "since", "kolmogorov_smirnov", "wasserstein", "mean_drift", "variance_drift", "deviation",
  ])

  init(_ configuration: RunConfiguration, network: Network) {
    interval = configuration.measurements.activationsEvery
    learningRate = configuration.learningRate
    start = configuration.initialParameters(of: network)
  }

  func observe(_ moment: Moment<R>) {
    guard moment.isDue(every: interval), moment.value.loss.isFinite else { return }
    let (objective, parameters) = (moment.trainer.objective, moment.trainer.parameters)
    moved.assign(parameters, plus: -learningRate, times: moment.trainer.gradient)
    for (since, shifts) in [
      ("step", probe.measure(objective, from: (parameters, moment.step), to: (moved, moment.step + 1))),
      ("start", probe.measure(objective, from: (start, 0), to: (parameters, moment.step))),
    ] {
      for shift in shifts {
        table.append(
          moment.step, shift.weight, since, shift.kolmogorovSmirnov, shift.wasserstein, shift.meanDrift, shift.varianceDrift,
          shift.deviation)
      }
    }
  }

  var tables: [String: CSVTable] {
    get { ["distribution_shift.csv": table] }
    set { table = newValue["distribution_shift.csv"] ?? table }
  }

  /// Means over steps and weights.
  var metrics: [String: Double] {
    let since = table.texts("since") ?? []
    func mean(_ span: String, _ column: String) -> Double {
      zip(since, table.column(column)).filter { $0.0 == span }.map(\.1).finiteMean
    }
    let wasserstein = zip(table.column("wasserstein"), table.column("deviation")).map { $0 / $1 }
    return [
      "distribution_shift_step": mean("step", "kolmogorov_smirnov"), "distribution_shift_start": mean("start", "kolmogorov_smirnov"),
      "wasserstein_step": zip(since, wasserstein).filter { $0.0 == "step" }.map(\.1).finiteMean,
      "mean_drift_step": mean("step", "mean_drift"), "variance_drift_step": mean("step", "variance_drift"),
    ]
  }
}
