internal import Datasets
internal import Networks
internal import Records
internal import Tensors
internal import Training

/// `statistics.csv`, at the last step: loss and accuracy on the test split with moving averages, population statistics (Ioffe & Szegedy 2015, Algorithm
/// 2) and each test batch's own.
final class StatisticsRecorder<R: Real>: Recorder {
  private let configuration: RunConfiguration
  private let network: Network
  private let counting: Network
  private let dataset: any Dataset
  private var table = CSVTable(columns: ["step", "statistics", "test_loss", "test_accuracy"])

  init(_ configuration: RunConfiguration, network: Network, dataset: any Dataset) throws {
    self.configuration = configuration
    self.network = network
    self.dataset = dataset
    var whole = configuration
    whole.normalization.momentum = 1
    counting = try whole.network(for: dataset)
  }

  func observe(_ moment: Moment<R>) {
    guard moment.isLast, moment.value.loss.isFinite, network.state.count > 0 else { return }
    let (trainer, loss, batchSize) = (moment.trainer, configuration.model.loss, configuration.batchSize)
    let population = PopulationStatistics.measure(
      network: counting, loss: loss, dataset: dataset, parameters: trainer.parameters, batchSize: batchSize,
      batches: dataset.count(.training) / batchSize, seed: configuration.seed)
    let evaluator = Evaluator<R>(network: network, loss: loss, dataset: dataset, batchSize: batchSize)
    // Without a state, evaluation takes the batch's own statistics.
    for (name, state) in [("moving", trainer.state), ("population", population), ("batch", [])] {
      let value = evaluator.evaluate(.test, parameters: trainer.parameters, state: state)
      table.append(moment.step, name, value.loss, value.accuracy)
    }
  }

  var tables: [String: CSVTable] {
    get { ["statistics.csv": table] }
    set { table = newValue["statistics.csv"] ?? table }
  }

  var metrics: [String: Double] {
    let names = (table.texts("statistics") ?? []).map { "test_accuracy_\($0)" }
    return Dictionary(zip(names, table.column("test_accuracy"))) { _, last in last }
  }
}
