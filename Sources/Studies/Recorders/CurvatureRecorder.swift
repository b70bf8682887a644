internal import Instruments
internal import Landscape
internal import Networks
internal import Objectives
internal import Records
internal import Tensors

/// `curvature.csv`: the curvature along the gradient of the step's batch, and the norm of all weights to make it free of scale.
final class CurvatureRecorder<R: Real>: Recorder {
  private let interval: Int
  private let settled: Int
  private let learningRate: Double
  private var table = CSVTable(columns: ["step", "batch_sharpness", "gradient_smoothness", "weights_norm"])

  init(_ configuration: RunConfiguration) {
    interval = configuration.measurements.probeEvery
    settled = configuration.steps / 2
    learningRate = configuration.learningRate
  }

  func observe(_ moment: Moment<R>) {
    guard moment.isDue(every: interval), moment.value.loss.isFinite else { return }
    let trainer = moment.trainer
    let curvature = GradientCurvature.measure(trainer.objective, at: trainer.parameters, gradient: trainer.gradient)
    let square = trainer.objective.parameterLayout.entries.filter(\.role.isWeight).reduce(0.0) {
      $0 + trainer.parameters.dot(trainer.parameters, in: $1.range)
    }
    table.append(moment.step, curvature.sharpness, curvature.smoothness, square.squareRoot())
  }

  var tables: [String: CSVTable] {
    get { ["curvature.csv": table] }
    set { table = newValue["curvature.csv"] ?? table }
  }

  /// Means over the second half of training: batch sharpness is an expectation over batches.
  var metrics: [String: Double] {
    let steps = table.column("step")
    func late(_ values: [Double]) -> Double { zip(steps, values).filter { $0.0 >= Double(settled) }.map(\.1).finiteMean }
    let norms = table.column("weights_norm")
    return [
      "batch_sharpness": late(table.column("batch_sharpness")),
      "sharpness_times_learning_rate": late(table.column("batch_sharpness")) * learningRate,
      "smoothness_scale_free": late(zip(table.column("gradient_smoothness"), norms).map { $0 * $1 * $1 }),
      "gradient_smoothness": late(table.column("gradient_smoothness")),
    ]
  }
}
