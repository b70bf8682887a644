internal import Landscape
internal import Statistics
public import Tensors

/// The curvature along the gradient of the step's batch: batch sharpness and smoothness.
public struct GradientCurvatureInstrument: Instrument {
  public static let name = "gradient-curvature"
  public static let version = 1
  public static let meaning =
    "The curvature along the gradient of the batch: gᵀHg/gᵀg (Andreyev & Beneventano 2024) and ‖Hg‖/‖g‖, with the weights' norm"
  public static let formulas = ["gᵀHg / gᵀg  and  ‖Hg‖_2 / ‖g‖_2,  H = ∇^2L(θ)"]

  /// One probe.
  public struct Row: TableRow {
    /// gᵀHg / gᵀg.
    public var batchSharpness = Double.nan
    /// ‖Hg‖ / ‖g‖.
    public var gradientSmoothness = Double.nan
    /// ‖W‖ over all weights, for what is to be free of scale.
    public var weightsNorm = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column(
        "batch_sharpness", .curvature, "gᵀHg / gᵀg on the step's batch; its mean over batches is the batch sharpness", \.batchSharpness),
      Column("gradient_smoothness", .curvature, "‖Hg‖₂ / ‖g‖₂: what β tends to as its steps go to zero", \.gradientSmoothness),
      Column("weights_norm", .parameters, "‖W‖₂ over all weights, without biases and normalizations' parameters", \.weightsNorm),
    ]
  }

  /// Batch sharpness: an expectation over batches.
  public static let batchSharpness = Metric<Self>(
    "batch_sharpness", .curvature, "gᵀHg / gᵀg, the mean over probes in the second half of the steps"
  ) { $0[.from(1, of: 2)][\.batchSharpness].finiteMean }
  /// Batch sharpness times the rate: 2 at the edge of stability.
  public static let sharpnessTimesLearningRate = Metric<Self>(
    "sharpness_times_learning_rate", .one, "gᵀHg / gᵀg times the learning rate, the mean over probes in the second half of the steps"
  ) { $0[.from(1, of: 2)].timesRateFactor(\.batchSharpness).finiteMean * $0.learningRate }
  /// Smoothness that a rescaling of weights before a normalization leaves alone.
  public static let scaleFreeSmoothness = Metric<Self>(
    "smoothness_scale_free", .loss, "‖Hg‖₂ / ‖g‖₂ times ‖W‖₂², the mean over probes in the second half of the steps"
  ) { $0[.from(1, of: 2)].entries.map { $0.row.gradientSmoothness * $0.row.weightsNorm * $0.row.weightsNorm }.finiteMean }
  /// Smoothness along the gradient.
  public static let gradientSmoothness = Metric<Self>(
    "gradient_smoothness", .curvature, "‖Hg‖₂ / ‖g‖₂, the mean over probes in the second half of the steps"
  ) { $0[.from(1, of: 2)][\.gradientSmoothness].finiteMean }

  public static let metrics = [batchSharpness, sharpnessTimesLearningRate, scaleFreeSmoothness, gradientSmoothness]

  /// The curvature from one Hessian-vector product.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let objective = try subject.curvature(for: self)
    let curvature = GradientCurvature.measure(objective, at: subject.parameters, gradient: subject.gradient)
    var row = Row()
    (row.batchSharpness, row.gradientSmoothness) = (curvature.sharpness, curvature.smoothness)
    row.weightsNorm = subject.weightsNorm(for: self)
    return [row]
  }
}

extension Subject {
  /// ‖W‖₂ over all weights. A function without layers has none to tell from the rest.
  func weightsNorm(for instrument: some Instrument) -> Double {
    let weights = (try? layers(for: instrument))?.parameterLayout.entries.filter(\.role.isWeight).map(\.range)
    return (weights ?? [parameters.indices]).reduce(0.0) { $0 + parameters.dot(parameters, in: $1) }.squareRoot()
  }
}
