internal import Landscape
internal import Records
public import Tensors

/// The Hessian's largest eigenvalues, and how much of the gradient lies along their eigenvectors.
public struct EigenspaceInstrument: Instrument {
  public static let name = "eigenspace"
  public static let version = 1
  public static let meaning =
    "The Hessian's largest eigenvalues by Lanczos's method with residuals, and the share of the squared gradient along each eigenvector (Ghorbani, Krishnan & Xiao 2019)"
  public static let formulas = ["c_k = Σ_{i ≤ k} ⟨g, v_i⟩^2 / ‖g‖^2"]

  /// How many of the largest eigenvalues; 21 unless given, for gaps down to the twentieth.
  public var top: Int?
  /// The most products; 100 unless given.
  public var steps: Int?
  /// What the loss, and the second of the two gradients, is averaged over; the step's batch unless given.
  public var data: MeasuredData?

  /// The top of the spectrum.
  public init(top: Int? = nil, steps: Int? = nil, data: MeasuredData? = nil) { (self.top, self.steps, self.data) = (top, steps, data) }

  private static let (usualTop, usualSteps) = (21, 100)

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("top", .count, "how many of the largest eigenvalues", \.top, .optional, .within(1...1000), usual: usualTop),
    Setting("steps", .count, "the most Hessian-vector products", \.steps, .optional, .within(1...1000), usual: usualSteps),
    Setting("data", .name, "what the loss is averaged over", \.data),
  ]

  /// One eigenvalue.
  public struct Row: TableRow {
    /// Its place from the top, from 1.
    public var rank = 0
    /// λ.
    public var eigenvalue = Double.nan
    /// ‖Hv − λv‖.
    public var residual = Double.nan
    /// ⟨g, v⟩²/‖g‖² for the gradient of the step's batch.
    public var batchShare = Double.nan
    /// The same for the gradient over the measured data.
    public var dataShare = Double.nan
    /// ‖W‖ over all weights, for what is to be free of scale.
    public var weightsNorm = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("rank", .name, "the eigenvalue's place from the top, signed, from 1", \.rank),
      Column("eigenvalue", .curvature, "the eigenvalue λ", \.eigenvalue),
      Column("residual", .curvature, "‖Hv − λv‖₂: some eigenvalue is no further from λ", \.residual),
      Column("batch_share", .fraction, "⟨g, v⟩² / ‖g‖² for the gradient g of the step's batch", \.batchShare),
      Column("data_share", .fraction, "the same for the gradient over what the Hessian is measured on", \.dataShare),
      Column("weights_norm", .parameters, "‖W‖₂ over all weights, without biases and normalizations' parameters", \.weightsNorm),
    ]
  }

  /// How many eigenvectors span the top space of the published measure: as many as there are classes.
  public static let spaceDimension = 10

  /// c₁₀ of the batch's gradient at the end.
  public static let finalBatchShare = Metric<Self>(
    "gradient_in_top_space_batch_final", .fraction,
    "c₁₀ at the last look: the share of the step's squared gradient in the space of the ten largest eigenvalues"
  ) { $0.share(atStep: $0.lastStep, \.batchShare) }
  /// c₁₀ of the gradient over the measured data at the end.
  public static let finalDataShare = Metric<Self>(
    "gradient_in_top_space_data_final", .fraction, "the same of the gradient over what the Hessian is measured on"
  ) { $0.share(atStep: $0.lastStep, \.dataShare) }
  /// λ₁/λ₁₀ at the end.
  public static let finalOutlierRatio = Metric<Self>(
    "outlier_ratio_final", .one, "the largest eigenvalue over the tenth at the last look"
  ) { $0.outlierRatio(atStep: $0.lastStep) }
  /// Where the largest gap is at the end.
  public static let finalGap = Metric<Self>(
    "largest_gap_final", .count,
    "the i up to 20 with the largest ratio of eigenvalue i to the next at the last look: how many outliers there are"
  ) { $0.largestGap(atStep: $0.lastStep) }

  public static let metrics = [finalBatchShare, finalDataShare, finalOutlierRatio, finalGap]

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    if let top { try subject.require(eigenvalues: top, setting: "top") }
    let objective = try subject.curvature(over: data, for: self)
    let lanczos = try Lanczos<Scalar>(top: top ?? Self.usualTop, maximumSteps: steps ?? Self.usualSteps)
    let hessian = objective.hessian(at: subject.parameters)
    guard let pairs = lanczos.largestVectors(of: hessian, progress: progress) else { return [] }
    var gradient = subject.gradient
    _ = objective.valueAndGradient(at: subject.parameters, gradient: &gradient)
    let weightsNorm = subject.weightsNorm(for: self)
    func share(_ gradient: [Scalar], _ vector: [Scalar]) -> Double {
      let product = gradient.dot(vector)
      return product * product / gradient.dot(gradient)
    }
    return pairs.enumerated().map { place, pair in
      var row = Row()
      (row.rank, row.eigenvalue, row.residual) = (place + 1, pair.value.value, pair.value.error)
      (row.batchShare, row.dataShare) = (share(subject.gradient, pair.vector), share(gradient, pair.vector))
      row.weightsNorm = weightsNorm
      return row
    }
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.isEmpty ? ["Hessian"] : [] }
}

extension Record<EigenspaceInstrument> {
  /// The step of the last look; −1 where there was none.
  var lastStep: Int { entries.last?.step ?? -1 }

  /// The eigenvalues of a look, largest first.
  public func eigenvalues(atStep step: Int) -> [Double] {
    entries.filter { $0.step == step }.map(\.row).sorted { $0.rank < $1.rank }.map(\.eigenvalue)
  }

  /// c₁₀ at a step: the share of a squared gradient along the ten first eigenvectors; not a number where there are fewer.
  public func share(atStep step: Int, _ column: KeyPath<EigenspaceInstrument.Row, Double>) -> Double {
    let top = entries.filter { $0.step == step && $0.row.rank <= EigenspaceInstrument.spaceDimension }
    return top.count == EigenspaceInstrument.spaceDimension ? top.reduce(0) { $0 + $1.row[keyPath: column] } : .nan
  }

  /// λ₁/λ₁₀ at a step; not a number where λ₁₀ is not above 0.
  public func outlierRatio(atStep step: Int) -> Double {
    let values = eigenvalues(atStep: step)
    guard values.count >= EigenspaceInstrument.spaceDimension else { return .nan }
    let tenth = values[EigenspaceInstrument.spaceDimension - 1]
    return tenth > 0 ? values[0] / tenth : .nan
  }

  /// The i, up to 20, with the largest λᵢ/λᵢ₊₁ at a step, among positive eigenvalues; not a number where there are not two.
  public func largestGap(atStep step: Int) -> Double {
    let values = eigenvalues(atStep: step).prefix(21).prefix { $0 > 0 }
    let ratios = zip(values, values.dropFirst()).map { $0 / $1 }
    guard let largest = ratios.max(), let place = ratios.firstIndex(of: largest) else { return .nan }
    return Double(place + 1)
  }
}
