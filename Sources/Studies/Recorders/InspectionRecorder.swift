internal import Datasets
internal import Instruments
internal import Landscape
internal import Networks
internal import Objectives
internal import Records
internal import Statistics
internal import Tensors
internal import Training

/// `inspection.csv`, at the last step: the first batch normalization over the whole test split in evaluation mode, unit by unit: γ, β, the moving mean
/// and variance, and mean and standard deviation of (output − β)/γ, which are 0 and 1 where the moving statistics are the test split's own.
final class InspectionRecorder<R: Real>: Recorder {
  private let configuration: RunConfiguration
  private let network: Network
  private let dataset: any Dataset
  private var table = CSVTable(columns: [
    "unit", "gamma", "beta", "moving_mean", "moving_variance", "normalized_mean", "normalized_deviation",
  ])

  init(_ configuration: RunConfiguration, network: Network, dataset: any Dataset) {
    self.configuration = configuration
    self.network = network
    self.dataset = dataset
  }

  func observe(_ moment: Moment<R>) {
    guard moment.isLast, moment.value.loss.isFinite,
      let layer = network.layers.firstIndex(where: { ($0 as? BatchNormalization)?.affine == true })
    else { return }
    func place(_ layout: TensorLayout, _ role: TensorRole) -> Int {
      layout.entries.first { $0.layer == layer && $0.role == role }!.range.lowerBound
    }
    let (parameters, state) = (moment.trainer.parameters, moment.trainer.state)
    let (scale, shift) = (place(network.parameters, .scale), place(network.parameters, .shift))
    let (means, spreads) = (place(network.state, .runningMean), place(network.state, .runningSpread))
    let units = network.shapes[layer].channels
    let moments = (0..<units).map { _ in RunningMoments() }
    forEachOutput(of: layer, parameters, state) { output in
      let count = output.count / units
      for unit in 0..<units {
        let (gamma, beta) = (Double(parameters[scale + unit]), Double(parameters[shift + unit]))
        for value in output[unit * count..<(unit + 1) * count] { moments[unit].add((Double(value) - beta) / gamma) }
      }
    }
    for (unit, moment) in moments.enumerated() {
      let count = Double(moment.count)
      table.append(
        unit, Double(parameters[scale + unit]), Double(parameters[shift + unit]), Double(state[means + unit]),
        Double(state[spreads + unit]), moment.mean, moment.standardDeviation * ((count - 1) / count).squareRoot())
    }
  }

  private func forEachOutput(of layer: Int, _ parameters: [R], _ state: [R], _ body: (UnsafeBufferPointer<R>) -> Void) {
    let count = dataset.count(.test)
    let batch = Batch<R>(capacity: min(250, count), inputShape: network.inputShape, outputs: network.outputShape.count)
    let objective = NetworkObjective(network: network, loss: configuration.model.loss, batch: batch, pass: Pass(mode: .evaluation, state: state))
    for start in stride(from: 0, to: count, by: batch.capacity) {
      let indices = (Int32(start)..<Int32(min(start + batch.capacity, count))).map(\.self)
      indices.withUnsafeBufferPointer { dataset.fill(batch, from: .test, at: $0) }
      objective.forEachActivation(at: parameters) { index, _, output in if index == layer { body(output) } }
    }
  }

  var tables: [String: CSVTable] {
    get { ["inspection.csv": table] }
    set { table = newValue["inspection.csv"] ?? table }
  }

  /// Means over units: the notebook's two numbers.
  var metrics: [String: Double] {
    [
      "normalized_mean": table.column("normalized_mean").finiteMean,
      "normalized_deviation": table.column("normalized_deviation").finiteMean,
    ]
  }
}
