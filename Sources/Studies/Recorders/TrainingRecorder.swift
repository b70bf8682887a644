internal import Records
internal import Tensors

/// `training.csv`: loss and accuracy on each step's own batch, the norms of the gradient and of all parameters.
final class TrainingRecorder<R: Real>: Recorder {
  private let interval: Int
  private let steps: Int
  private var table = CSVTable(columns: ["step", "loss", "accuracy", "gradient_norm", "weight_norm"])
  private var values: [(step: Int, loss: Double, accuracy: Double)] = []

  init(_ configuration: RunConfiguration) {
    interval = configuration.measurements.recordEvery
    steps = configuration.steps
  }

  func observe(_ moment: Moment<R>) {
    // A loss that is not finite is the end of the run: its step is recorded whatever the interval.
    guard moment.isDue(every: interval) || !moment.value.loss.isFinite else { return }
    values.append((moment.step, moment.value.loss, moment.value.accuracy))
    table.append(
      moment.step, moment.value.loss, moment.value.accuracy, moment.trainer.gradient.norm, moment.trainer.parameters.norm)
  }

  var tables: [String: CSVTable] { ["training.csv": table] }

  /// At the last step, and as means over the last tenth of the run, which single batches move less. A run that diverged has neither.
  var metrics: [String: Double] {
    let late = values.filter { $0.step * 10 >= steps * 9 }
    return [
      "training_loss_final": values.last.map { $0.step == steps ? $0.loss : .nan } ?? .nan,
      "training_loss_late": late.map(\.loss).finiteMean,
      "training_accuracy_late": late.map(\.accuracy).finiteMean,
    ]
  }
}
