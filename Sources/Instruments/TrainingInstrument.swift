public import Tensors

/// The loss, its gradient and the parameters as training sees them, on each step's own batch.
public struct TrainingInstrument: Instrument {
  public static let name = "training"
  /// That of the loss and the gradient themselves, and so of everything that the engine computes.
  public static let version = 1
  public static let meaning = "Loss and accuracy on each step's own batch, with the norms of gradient and parameters"
  public static let formulas = ["L(θ) = 1/m Σ_i ℓ(f(x_i; θ), y_i)"]

  /// One step.
  public struct Row: TableRow {
    /// L(θ).
    public var loss = Double.nan
    /// The share of right answers.
    public var accuracy = Double.nan
    /// ‖∇L(θ)‖₂.
    public var gradientNorm = Double.nan
    /// ‖θ‖₂.
    public var weightNorm = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("loss", .loss, "the loss on the step's batch, before the step", \.loss),
      Column("accuracy", .fraction, "the share of the batch that is classified correctly", \.accuracy),
      Column("gradient_norm", .gradient, "‖∇L‖₂ over all parameters", \.gradientNorm),
      Column("weight_norm", .parameters, "‖θ‖₂ over all parameters", \.weightNorm),
    ]
  }

  /// The loss at the last step.
  public static let finalLoss = Metric<Self>(
    "training_loss_final", .loss, "the loss on the last step's batch; none for a run that diverged"
  ) {
    $0.entries.last?.step == $0.steps ? $0.entries.last?.row.loss ?? .nan : .nan
  }
  /// The mean loss over the last tenth of the run.
  public static let lateLoss = Metric<Self>("training_loss_late", .loss, "the mean loss over the last tenth of the steps") {
    $0[.from(9, of: 10)][\.loss].finiteMean
  }
  /// The mean accuracy over the last tenth of the run.
  public static let lateAccuracy = Metric<Self>(
    "training_accuracy_late", .fraction, "the mean training accuracy over the last tenth of the steps"
  ) { $0[.from(9, of: 10)][\.accuracy].finiteMean }

  public static let metrics = [finalLoss, lateLoss, lateAccuracy]

  /// Every step's losses.
  public init() {}

  /// A loss that is not finite is the end of a run: its step is recorded whatever the schedule.
  public static func isWanted(isDue: Bool, isFinite: Bool, step: Int) -> Bool { isDue || !isFinite }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    var row = Row()
    (row.loss, row.accuracy) = (subject.value.loss, subject.value.accuracy)
    (row.gradientNorm, row.weightNorm) = (subject.gradient.norm, subject.parameters.norm)
    return [row]
  }
}
