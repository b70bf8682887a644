internal import Datasets
internal import Networks
internal import Records
internal import Tensors
internal import Training

/// `evaluation.csv`: loss and accuracy on the test split, in evaluation mode.
final class EvaluationRecorder<R: Real>: Recorder {
  private let interval: Int
  private let steps: Int
  private let evaluator: Evaluator<R>
  private var table = CSVTable(columns: ["step", "test_loss", "test_accuracy"])

  init(_ configuration: RunConfiguration, network: Network, dataset: any Dataset) {
    interval = configuration.measurements.evaluateEvery
    steps = configuration.steps
    evaluator = Evaluator(network: network, loss: configuration.model.loss, dataset: dataset)
  }

  func observe(_ moment: Moment<R>) {
    // Step 0 has no running statistics worth an evaluation.
    guard moment.isDue(every: interval), moment.step > 0 else { return }
    let value = evaluator.evaluate(.test, parameters: moment.trainer.parameters, state: moment.trainer.state)
    table.append(moment.step, value.loss, value.accuracy)
  }

  var tables: [String: CSVTable] {
    get { ["evaluation.csv": table] }
    set { table = newValue["evaluation.csv"] ?? table }
  }

  /// Behind the last step; a run that diverged has neither.
  var metrics: [String: Double] {
    let isWhole = table.column("step").last == Double(steps)
    return [
      "test_loss_final": isWhole ? table.column("test_loss").last ?? .nan : .nan,
      "test_accuracy_final": isWhole ? table.column("test_accuracy").last ?? .nan : .nan,
    ]
  }
}
