internal import Instruments
internal import Landscape
internal import Records
internal import Statistics
internal import Tensors

/// `activations.csv` and `histograms.csv`: the distribution of every layer's output over the batch and its units.
final class ActivationRecorder<R: Real>: Recorder {
  private let interval: Int
  private let probe: ActivationDistribution<R>
  private var activations = CSVTable(columns: [
    "step", "layer", "type", "mean", "standard_deviation", "skewness", "excess_kurtosis", "p15", "p50", "p85", "non_finite",
  ])
  private var histograms = CSVTable(columns: ["step", "layer", "lower", "upper", "count"])

  init(_ configuration: RunConfiguration) throws {
    let plan = configuration.measurements
    interval = plan.activationsEvery
    probe = try ActivationDistribution(bins: plan.histogramBins, lower: -plan.histogramLimit, upper: plan.histogramLimit)
  }

  func observe(_ moment: Moment<R>) {
    guard moment.isDue(every: interval), moment.value.loss.isFinite else { return }
    for layer in probe.measure(moment.trainer.objective, at: moment.trainer.parameters) {
      let quantiles = layer.quantiles.isEmpty ? [.nan, .nan, .nan] : layer.quantiles
      activations.append(
        moment.step, layer.layer, layer.name, layer.moments.mean, layer.moments.standardDeviation, layer.moments.skewness,
        layer.moments.excessKurtosis, quantiles[0], quantiles[1], quantiles[2], layer.nonFinite)
      let histogram = layer.histogram
      let edges = [-Double.infinity] + histogram.edges + [.infinity]
      for (bin, count) in ([histogram.below] + histogram.counts + [histogram.above]).enumerated() {
        histograms.append(moment.step, layer.layer, edges[bin], edges[bin + 1], count)
      }
    }
  }

  var tables: [String: CSVTable] {
    get { ["activations.csv": activations, "histograms.csv": histograms] }
    set { (activations, histograms) = (newValue["activations.csv"] ?? activations, newValue["histograms.csv"] ?? histograms) }
  }

  var metrics: [String: Double] { [:] }
}
