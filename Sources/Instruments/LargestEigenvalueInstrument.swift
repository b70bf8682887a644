internal import Landscape
internal import Records
internal import Statistics
public import Tensors

/// The Hessian's largest eigenvalue, cheap enough to be looked at often, and that of P⁻¹H for an optimizer that divides by P.
public struct LargestEigenvalueInstrument: Instrument {
  public static let name = "largest-eigenvalue"
  public static let version = 1
  public static let meaning =
    "The Hessian's largest eigenvalue by Lanczos's method with its residual (Cohen et al. 2021), and that of P⁻¹H where the optimizer divides by P (Cohen et al. 2022)"
  public static let formulas = ["Hv = λv  and  P^{−1}Hv = λv,  P = diag(√v̂ + ε)"]

  /// The most products for each eigenvalue; 40 unless given.
  public var steps: Int?
  /// The residual at which to stop, of the eigenvalue; 0.01 unless given. The eigenvalue itself is off by about the residual squared over the gap to the next.
  public var tolerance: Double?
  /// What the loss is averaged over; the step's batch unless given.
  public var data: MeasuredData?

  /// A search.
  public init(steps: Int? = nil, tolerance: Double? = nil, data: MeasuredData? = nil) {
    (self.steps, self.tolerance, self.data) = (steps, tolerance, data)
  }

  private static let (usualSteps, usualTolerance) = (40, 0.01)

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("steps", .count, "the most products for each eigenvalue", \.steps, .optional, .within(1...1000), usual: usualSteps),
    Setting(
      "tolerance", .one, "the residual at which to stop, of the eigenvalue", \.tolerance, .optional, .positive, usual: usualTolerance),
    Setting("data", .name, "what the loss is averaged over", \.data),
  ]

  /// The eigenvalues.
  public struct Row: TableRow {
    /// λ_max(H).
    public var largest = Double.nan
    /// ‖Hv − λv‖.
    public var residual = Double.nan
    /// λ_max(P⁻¹H); not a number without P.
    public var preconditioned = Double.nan
    /// Its residual, of P^{−1/2} H P^{−1/2}.
    public var preconditionedResidual = Double.nan
    /// Products of both.
    public var products = 0

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("largest", .curvature, "the Hessian's largest eigenvalue λ, signed", \.largest),
      Column("residual", .curvature, "‖Hv − λv‖₂: some eigenvalue is no further from λ", \.residual),
      Column(
        "preconditioned", .one,
        "the largest eigenvalue of P⁻¹H, times η pure numbers, for P = diag(√v̂ + ε) of Adam's state; nan where the optimizer has no P",
        \.preconditioned),
      Column("preconditioned_residual", .one, "its residual, of P^(−1/2) H P^(−1/2)", \.preconditionedResidual),
      Column("products", .count, "the Hessian-vector products that it took", \.products),
    ]
  }

  /// ηλ/2 late in a run: 1 at the edge of stability of gradient descent.
  public static let lateTimesRate = Metric<Self>(
    "eigenvalue_times_rate_late", .one,
    "the Hessian's largest eigenvalue times the learning rate, the median after two thirds of the steps: 2 at the edge of stability"
  ) { $0[.after(2, of: 3)].timesRateFactor(\.largest).finiteMedian * $0.learningRate }
  /// ηλ(P⁻¹H) late in a run: 38 at Adam's edge.
  public static let latePreconditionedTimesRate = Metric<Self>(
    "preconditioned_times_rate_late", .one,
    "the largest eigenvalue of P⁻¹H times the learning rate, the median after two thirds of the steps: 38 at the edge of Adam with β₁ = 0.9"
  ) { $0[.after(2, of: 3)].timesRateFactor(\.preconditioned).finiteMedian * $0.learningRate }
  /// When a run came to the edge of gradient descent.
  public static let crossingStep = Metric<Self>(
    "edge_crossing_step", .steps,
    "the first look at which the largest eigenvalue is at 2/η or above it after one at which it was below; none where it never is"
  ) { $0.crossing(of: 2, \.largest).map { Double($0.step) } ?? .nan }
  /// How much sharper it was then.
  public static let sharpening = Metric<Self>(
    "progressive_sharpening", .one, "the largest eigenvalue at that look, over the smallest one before it"
  ) { $0.crossing(of: 2, \.largest)?.growth ?? .nan }

  public static let metrics = [lateTimesRate, latePreconditionedTimesRate, crossingStep, sharpening]

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let hessian = try subject.curvature(over: data, for: self).hessian(at: subject.parameters)
    let lanczos = try Lanczos<Scalar>(top: 1, maximumSteps: steps ?? Self.usualSteps)
    guard let found = lanczos.largest(of: hessian, tolerance: tolerance ?? Self.usualTolerance) else { return [] }
    var row = Row()
    (row.largest, row.residual, row.products) = (found.value.value, found.value.error, found.products)
    if let diagonal = subject.preconditioner() {
      let matrix = try PreconditionedOperator(hessian, diagonal: diagonal)
      guard let found = lanczos.largest(of: matrix, tolerance: tolerance ?? Self.usualTolerance) else { return [] }
      (row.preconditioned, row.preconditionedResidual) = (found.value.value, found.value.error)
      row.products += found.products
    }
    return [row]
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.isEmpty ? ["Hessian"] : [] }
}
