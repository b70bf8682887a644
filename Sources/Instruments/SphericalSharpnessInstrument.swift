internal import Landscape
internal import Networks
internal import Objectives
internal import Records
public import Tensors

/// The sharpness λ_max free of the weights' size, by two definitions.
public struct SphericalSharpnessInstrument: Instrument {
  public static let name = "spherical-sharpness"
  public static let version = 1
  public static let meaning =
    "The Hessian's largest eigenvalue λ, λ‖w‖², and λ where scale-invariant weights have unit norm (Lyu, Li & Arora 2022), over all weights and by weight"

  /// Whether every weight is looked at too; it is unless given.
  public var weights: Bool?

  /// The sharpness over all weights and, unless told otherwise, by weight.
  public init(weights: Bool? = nil) { self.weights = weights }

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("weights", .name, "whether every weight is looked at too", \.weights, usual: true)
  ]

  /// One weight, or all.
  public struct Row: TableRow {
    /// The tensor; `all` for all.
    public var tensor = ""
    /// 1 for a scale-invariant weight, else 0; of all, how many are.
    public var invariant = 0
    /// ‖w‖.
    public var norm = Double.nan
    /// λ.
    public var eigenvalue = Double.nan
    /// Its residual.
    public var residual = Double.nan
    /// λ‖w‖².
    public var scaled = Double.nan
    /// λ where scale-invariant weights have unit norm.
    public var spherical = Double.nan

    /// What stands in place of a weight's name for all.
    public static let whole = "all"

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("tensor", .name, "the weight, by PyTorch's name; all for all parameters", \.tensor),
      Column(
        "scale_invariant", .count,
        "1 for a weight that may be multiplied by 2, 1/2 and 64 with its bias and leaves the loss, 0 for another; of all: how many",
        \.invariant),
      Column("norm", .parameters, "‖w‖₂ of the weight; of all weights, without biases and normalizations' parameters", \.norm),
      Column("largest_eigenvalue", .curvature, "λ, the largest eigenvalue of the Hessian, or of the weight's block", \.eigenvalue),
      Column("residual", .curvature, "its residual ‖Hv − λv‖₂", \.residual),
      Column("times_norm_squared", .loss, "λ‖w‖²", \.scaled),
      Column(
        "spherical", .loss,
        "the largest eigenvalue of the block of the scale-invariant weight, or of all of them, where each has unit norm; none where there is none",
        \.spherical),
    ]
  }

  private static func final(_ number: @escaping @Sendable (Row) -> Double) -> @Sendable (Record<Self>) -> Double {
    { record in record.entries.last { $0.row.tensor == Row.whole }.map { number($0.row) } ?? .nan }
  }

  /// λ over all parameters.
  public static let finalEigenvalue = Metric<Self>(
    "raw_sharpness_final", .curvature, "the Hessian's largest eigenvalue λ at the last look", final { $0.eigenvalue })
  /// λ‖w‖² over all weights.
  public static let finalScaled = Metric<Self>(
    "scaled_sharpness_final", .loss, "the Hessian's largest eigenvalue times ‖w‖² of all weights, at the last look", final { $0.scaled })
  /// The spherical sharpness of all scale-invariant weights.
  public static let finalSpherical = Metric<Self>(
    "spherical_sharpness_final", .loss,
    "the largest eigenvalue of the block of all scale-invariant weights where each has unit norm, at the last look",
    final { $0.spherical })

  public static let metrics = [finalEigenvalue, finalScaled, finalSpherical]

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let objective = try subject.layers(for: self)
    try subject.requireDeterminism(of: objective, for: self)
    let (parameters, layout) = (subject.parameters, objective.parameterLayout)
    let matrices = layout.entries.filter(\.isWeightMatrix)
    let invariant = SphericalSharpness.invariantWeights(
      objective, at: parameters, loss: subject.value.loss, gradient: subject.gradient)
    let unit = SphericalSharpness.normalized(parameters, weights: invariant, layout: layout)
    let (hessian, unitHessian) = (objective.hessian(at: parameters), objective.hessian(at: unit))
    let lanczos = try Lanczos<Scalar>(top: 1)
    let parts = 2 * (1 + (weights == false ? 0 : matrices.count))
    var done = 0
    func largest(_ matrix: DiagonalBlock<Scalar>) -> Estimate? {
      defer { done += 1 }
      return lanczos.largestVectors(of: matrix) { progress((Double(done) + $0) / Double(parts)) }?.first?.value
    }
    func row(_ name: String, _ ranges: [Range<Int>], invariant: [TensorEntry], block: Range<Int>) -> Row? {
      guard let found = largest(DiagonalBlock(of: hessian, range: block)) else { return nil }
      var row = Row()
      let square = ranges.reduce(0.0) { $0 + parameters.dot(parameters, in: $1) }
      (row.tensor, row.invariant, row.norm) = (name, invariant.count, square.squareRoot())
      (row.eigenvalue, row.residual, row.scaled) = (found.value, found.error, found.value * square)
      guard !invariant.isEmpty else { return row }
      guard let spherical = largest(DiagonalBlock(of: unitHessian, ranges: invariant.map(\.range))) else { return nil }
      row.spherical = spherical.value
      return row
    }
    guard let whole = row(Row.whole, matrices.map(\.range), invariant: invariant, block: parameters.indices) else { return [] }
    var rows = [whole]
    for entry in weights == false ? [] : matrices {
      guard let own = row(entry.name, [entry.range], invariant: invariant.filter { $0 == entry }, block: entry.range) else { return [] }
      rows.append(own)
    }
    return rows
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.isEmpty ? ["Hessian"] : [] }
}
