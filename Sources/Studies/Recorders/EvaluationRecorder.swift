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
  private var final = LossValue(loss: .nan, accuracy: .nan)

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
    if moment.isLast { final = value }
  }

  var tables: [String: CSVTable] { ["evaluation.csv": table] }

  var metrics: [String: Double] { ["test_loss_final": final.loss, "test_accuracy_final": final.accuracy] }
}
