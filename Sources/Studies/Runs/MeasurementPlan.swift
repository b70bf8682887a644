/// What is measured during a run, and how often.
public struct MeasurementPlan: Codable, Hashable, Sendable {
  /// What is measured, beside the loss.
  public var instruments: [Instrument]
  /// Steps between rows of `training.csv`.
  public var recordEvery: Int
  /// Steps between evaluations on the test split.
  public var evaluateEvery: Int
  /// Steps between probes around the current point: the gradient line, covariate shift, sharpness, theorems.
  public var probeEvery: Int
  /// Steps between looks at activations and representations.
  public var activationsEvery: Int
  /// Step sizes η along the gradient, as multiples of the learning rate.
  public var stepSizeMultiples: [Double]
  /// Bins of an activation histogram, on [−`histogramLimit`, `histogramLimit`).
  public var histogramBins = 100
  /// Half the histogram's range.
  public var histogramLimit = 5.0

  /// A plan.
  public init(
    instruments: [Instrument] = Instrument.landscape, recordEvery: Int, evaluateEvery: Int, probeEvery: Int, activationsEvery: Int,
    stepSizeMultiples: [Double]
  ) {
    self.instruments = instruments
    self.recordEvery = recordEvery
    self.evaluateEvery = evaluateEvery
    self.probeEvery = probeEvery
    self.activationsEvery = activationsEvery
    self.stepSizeMultiples = stepSizeMultiples
  }
}
