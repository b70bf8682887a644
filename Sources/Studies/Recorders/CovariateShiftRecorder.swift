internal import Landscape
internal import Records
internal import Tensors

/// `covariate_shift.csv`: internal covariate shift of every weight at every probe.
final class CovariateShiftRecorder<R: Real>: Recorder {
  private let interval: Int
  private var probe: CovariateShift<R>
  private var table = CSVTable(columns: ["step", "layer", "parameter", "distance", "cosine", "before", "after"])
  private var later: [LayerShift] = []

  init(_ configuration: RunConfiguration) {
    interval = configuration.measurements.probeEvery
    probe = CovariateShift(learningRate: configuration.learningRate)
  }

  func observe(_ moment: Moment<R>) {
    guard moment.isDue(every: interval), moment.value.loss.isFinite else { return }
    let trainer = moment.trainer
    let shifts = probe.measure(trainer.objective, at: trainer.parameters, gradient: trainer.gradient)
    for shift in shifts {
      table.append(moment.step, shift.layer, shift.parameter, shift.distance, shift.cosine, shift.before, shift.after)
    }
    later += shifts.dropFirst()
  }

  var tables: [String: CSVTable] { ["covariate_shift.csv": table] }

  /// Means over probes and all weights but the first, whose shift is zero by definition.
  var metrics: [String: Double] {
    [
      "covariate_shift_distance": later.map(\.distance).finiteMean,
      "covariate_shift_relative": later.map { $0.distance / $0.before }.finiteMedian,
      "covariate_shift_cosine": later.map(\.cosine).finiteMean,
    ]
  }
}
