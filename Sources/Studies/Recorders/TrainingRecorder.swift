internal import Records
internal import Tensors

/// `training.csv`: loss and accuracy on each step's own batch, the norms of the gradient and of all parameters.
final class TrainingRecorder<R: Real>: Recorder {
  private let interval: Int
  private let steps: Int
  private var table = CSVTable(columns: ["step", "loss", "accuracy", "gradient_norm", "weight_norm"])

  init(_ configuration: RunConfiguration) {
    interval = configuration.measurements.recordEvery
    steps = configuration.steps
  }

  func observe(_ moment: Moment<R>) {
    // A loss that is not finite is the end of the run: its step is recorded whatever the interval.
    guard moment.isDue(every: interval) || !moment.value.loss.isFinite else { return }
    table.append(
      moment.step, moment.value.loss, moment.value.accuracy, moment.trainer.gradient.norm, moment.trainer.parameters.norm)
  }

  var tables: [String: CSVTable] {
    get { ["training.csv": table] }
    set { table = newValue["training.csv"] ?? table }
  }

  /// At the last step, and as means over the last tenth of the run, which single batches move less. A run that diverged has neither.
  var metrics: [String: Double] {
    let at = table.column("step")
    func late(_ column: String) -> [Double] { zip(at, table.column(column)).filter { $0.0 * 10 >= Double(steps) * 9 }.map(\.1) }
    return [
      "training_loss_final": at.last == Double(steps) ? table.column("loss").last ?? .nan : .nan,
      "training_loss_late": late("loss").finiteMean,
      "training_accuracy_late": late("accuracy").finiteMean,
    ]
  }
}
