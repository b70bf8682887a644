internal import Instruments
internal import Landscape
internal import Records
internal import Tensors

/// `covariate_shift.csv`: internal covariate shift of every weight at every probe.
final class CovariateShiftRecorder<R: Real>: Recorder {
  private let interval: Int
  private var probe: CovariateShift<R>
  private var table = CSVTable(columns: ["step", "layer", "parameter", "distance", "cosine", "before", "after"])

  init(_ configuration: RunConfiguration) {
    interval = configuration.measurements.probeEvery
    probe = CovariateShift(learningRate: configuration.learningRate)
  }

  func observe(_ moment: Moment<R>) {
    guard moment.isDue(every: interval), moment.value.loss.isFinite else { return }
    let trainer = moment.trainer
    for shift in probe.measure(trainer.objective, at: trainer.parameters, gradient: trainer.gradient) {
      table.append(moment.step, shift.layer, shift.parameter, shift.distance, shift.cosine, shift.before, shift.after)
    }
  }

  var tables: [String: CSVTable] {
    get { ["covariate_shift.csv": table] }
    set { table = newValue["covariate_shift.csv"] ?? table }
  }

  /// Means over probes and all weights but the first, whose shift is zero by definition.
  var metrics: [String: Double] {
    let parameters = table.texts("parameter") ?? []
    let later = parameters.indices.filter { parameters[$0] != parameters[0] }
    let (distances, cosines, before) = (table.column("distance"), table.column("cosine"), table.column("before"))
    return [
      "covariate_shift_distance": later.map { distances[$0] }.finiteMean,
      "covariate_shift_relative": later.map { distances[$0] / before[$0] }.finiteMedian,
      "covariate_shift_cosine": later.map { cosines[$0] }.finiteMean,
    ]
  }
}
