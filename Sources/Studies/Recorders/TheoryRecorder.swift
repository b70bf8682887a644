internal import Instruments
internal import Landscape
internal import Networks
internal import Records
internal import Tensors

/// `theory.csv`: the theorems about batch normalization, held to the run at every probe: one row a batch normalization that follows a linear layer.
final class TheoryRecorder<R: Real>: Recorder {
  private let interval: Int
  private let start: [R]
  private let network: Network
  private var table = CSVTable(columns: [
    "step", "layer", "gradient_error", "printed_failures", "smoothness_error", "aligned_units", "convex_units", "minimax_ratio",
    "identity_error", "loss_change", "gradient_change", "radial_share", "bias_gradient", "start_alignment", "distance_ratio",
    "distance_error",
  ])

  init(_ configuration: RunConfiguration, network: Network) {
    interval = configuration.measurements.probeEvery
    self.network = network
    start = configuration.initialParameters(of: network)
  }

  func observe(_ moment: Moment<R>) {
    guard moment.isDue(every: interval), moment.value.loss.isFinite else { return }
    let (objective, parameters, gradient) = (moment.trainer.objective, moment.trainer.parameters, moment.trainer.gradient)
    for layer in network.layers.indices.dropFirst() where network.layers[layer] is BatchNormalization {
      let units = min(16, network.shapes[layer].channels)
      guard let first = GradientReduction.measure(objective, layer: layer, at: parameters),
        let second = SmoothnessReduction.measure(objective, layer: layer, at: parameters, units: 0..<units),
        let worst = MinimaxReduction.measure(objective, layer: layer, at: parameters, gradient: gradient),
        let scaling = ScaleInvariance.measure(
          objective, layer: layer - 1, factor: 2, at: parameters, loss: moment.value.loss, gradient: gradient),
        let identityError = IdentityConfiguration.error(objective, layer: layer, at: parameters),
        let weight = network.parameters.entries.first(where: { $0.layer == layer - 1 && $0.isWeightMatrix })?.range
      else { continue }
      // Against the largest unit's: units that a rectifier switched off have nothing but rounding on either side.
      let largest = first.map(\.normalizedGradientNormSquared).max() ?? 0
      let steepest = second.map { abs($0.normalizedCurvature) }.max() ?? 0
      let distance = OptimumDistance.measure(from: start, to: parameters, weight: weight)
      table.append(
        moment.step, layer, (first.map { abs($0.normalizedGradientNormSquared - $0.bound) }.max() ?? 0) / largest,
        share(first) { $0.normalizedGradientNormSquared > $0.printedBound },
        (second.map { abs($0.normalizedCurvature - $0.bound) }.max() ?? 0) / steepest,
        share(second) { $0.gradientAlignment >= 0 }, share(second) { $0.curvature >= 0 },
        worst.map { $0.gradientNormSquared / $0.bound }.finiteMaximum, identityError, scaling.lossChange,
        scaling.gradientChange, scaling.radialShare, scaling.biasGradient, distance.alignment, distance.ratio, distance.error)
    }
  }

  private func share<T>(_ units: [T], _ holds: (T) -> Bool) -> Double { Double(units.count(where: holds)) / Double(units.count) }

  var tables: [String: CSVTable] {
    get { ["theory.csv": table] }
    set { table = newValue["theory.csv"] ?? table }
  }

  /// The worst over probes and layers of everything that should be zero or bounded, and means of shares.
  var metrics: [String: Double] {
    func worst(_ column: String) -> Double { table.column(column).map(abs).finiteMaximum }
    var metrics = [String: Double]()
    for name in [
      "gradient_error", "smoothness_error", "minimax_ratio", "identity_error", "loss_change", "gradient_change", "radial_share",
      "bias_gradient", "distance_error",
    ] { metrics[name] = worst(name) }
    for name in ["printed_failures", "aligned_units", "convex_units", "start_alignment", "distance_ratio"] {
      metrics[name] = table.column(name).finiteMean
    }
    return metrics
  }
}
