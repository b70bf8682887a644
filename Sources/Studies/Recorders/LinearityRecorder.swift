internal import Instruments
internal import Landscape
internal import Records
internal import Tensors

/// `linearity.csv`: how linear every nonlinearity is over its inputs, and percentiles of its middle unit's.
final class LinearityRecorder<R: Real>: Recorder {
  private let interval: Int
  private var table = CSVTable(columns: ["step", "layer", "linearity", "p15", "p50", "p85"])

  init(_ configuration: RunConfiguration) { interval = configuration.measurements.activationsEvery }

  func observe(_ moment: Moment<R>) {
    guard moment.isDue(every: interval), moment.value.loss.isFinite else { return }
    for layer in ActivationLinearity.measure(moment.trainer.objective, at: moment.trainer.parameters) where layer.percentiles.count == 3 {
      table.append(moment.step, layer.layer, layer.linearity, layer.percentiles[0], layer.percentiles[1], layer.percentiles[2])
    }
  }

  var tables: [String: CSVTable] {
    get { ["linearity.csv": table] }
    set { table = newValue["linearity.csv"] ?? table }
  }

  /// Of the last nonlinearity: its linearity at the end, and over the second half of training the drift of its middle unit's median and the mean
  /// width from the 15th to the 85th percentile.
  var metrics: [String: Double] {
    let layers = table.column("layer")
    guard let last = layers.max(), let end = table.column("step").last else { return [:] }
    let rows = layers.indices.filter { layers[$0] == last }
    let (steps, medians) = (table.column("step"), table.column("p50"))
    let late = rows.filter { steps[$0] * 2 >= end }
    let widths = zip(table.column("p85"), table.column("p15")).map { $0 - $1 }
    let first = rows.first ?? 0
    return [
      "linearity_final": rows.last.map { table.column("linearity")[$0] } ?? .nan,
      "median_drift": late.map { abs(medians[$0] - medians[first]) }.finiteMean,
      "percentile_width": late.map { widths[$0] }.finiteMean,
    ]
  }
}
