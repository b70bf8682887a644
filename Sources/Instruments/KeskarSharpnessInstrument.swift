internal import Landscape
internal import Records
public import Tensors

/// The largest rise of the loss in a small box, over all parameters and over a random subspace.
public struct KeskarSharpnessInstrument: Instrument {
  public static let name = "keskar-sharpness"
  public static let version = 1
  public static let meaning =
    "The largest rise of the loss in a box of ε(|θᵢ| + 1), over 1 + L, in percent (Keskar et al. 2017, metric 2.1), over all parameters and over a random subspace; sought by ten iterations of projected quasi-Newton ascent"
  public static let formulas = ["φ = 100 (max_{y ∈ C_ε} L(θ + y) − L(θ)) / (1 + L(θ)),  C_ε = {y: |y_i| ≤ ε(|θ_i| + 1)}"]

  /// The sizes ε of boxes; 0.001 unless given.
  public var epsilons: [Double]?
  /// The dimension p of the random subspace, and 0 for none; 100 unless given, or as many as there are parameters where these are fewer.
  public var columns: Int?
  /// Iterations of the search; 10 unless given.
  public var iterations: Int?

  /// The sharpness in boxes of these sizes.
  public init(epsilons: [Double]? = nil, columns: Int? = nil, iterations: Int? = nil) {
    (self.epsilons, self.columns, self.iterations) = (epsilons, columns, iterations)
  }

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("epsilons", .one, "the sizes ε of boxes", \.epsilons, .optional, .positive, usual: usualEpsilons),
    Setting(
      "columns", .count, "the dimension of the random subspace, 0 for none; at most the number of parameters", \.columns, .optional,
      .within(0...largestColumns), usual: usualColumns),
    Setting(
      "iterations", .count, "iterations of the search", \.iterations, .optional, .within(1...largestIterations), usual: usualIterations),
  ]

  /// One box.
  public struct Row: TableRow {
    /// `all` or `random`.
    public var space = ""
    /// ε.
    public var epsilon = Double.nan
    /// φ.
    public var sharpness = Double.nan
    /// The largest loss.
    public var maximum = Double.nan
    /// Evaluations of the loss.
    public var evaluations = 0

    static let (whole, random) = ("all", "random")

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("space", .name, "all: every parameter; random: the span of random columns", \.space),
      Column("epsilon", .name, "ε, of which the box is made", \.epsilon),
      Column("sharpness", .percent, "φ = 100 (max L − L) / (1 + L)", \.sharpness),
      Column("loss_maximum", .loss, "the largest loss that was found in the box", \.maximum),
      Column("evaluations", .count, "evaluations of the loss, with its gradient or without", \.evaluations),
    ]
  }

  private static func final(_ space: String) -> @Sendable (Record<Self>) -> Double {
    { $0.lastLook.entries.first { $0.row.space == space }?.row.sharpness ?? .nan }
  }

  /// φ over all parameters, at the first ε.
  public static let finalSharpness = Metric<Self>(
    "keskar_sharpness_final", .percent, "100 (max L − L) / (1 + L) in the first box, over all parameters, at the last look",
    final(Row.whole))
  /// φ over the random subspace, at the first ε.
  public static let finalSubspaceSharpness = Metric<Self>(
    "keskar_subspace_final", .percent, "100 (max L − L) / (1 + L) in the first box, over the random subspace, at the last look",
    final(Row.random))

  public static let metrics = [finalSharpness, finalSubspaceSharpness]

  static let (largestColumns, largestIterations, usualColumns, usualIterations) = (10_000, 10_000, 100, 10)
  private static let usualEpsilons = [1e-3]

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let (objective, parameters, value) = (subject.objective, subject.parameters, subject.value.loss)
    let epsilons = epsilons ?? Self.usualEpsilons
    let columns = columns ?? min(Self.usualColumns, parameters.count)
    var rows = [Row]()
    for epsilon in epsilons {
      let metric = try KeskarSharpness<Scalar>(epsilon: epsilon, iterations: iterations ?? Self.usualIterations)
      for space in columns > 0 ? [Row.whole, Row.random] : [Row.whole] {
        let found =
          space == Row.whole
          ? metric.measure(objective, at: parameters, value: value)
          : try metric.measure(objective, at: parameters, value: value, columns: columns, seed: subject.run?.seed ?? 0)
        var row = Row()
        (row.space, row.epsilon, row.sharpness) = (space, epsilon, found.sharpness)
        (row.maximum, row.evaluations) = (found.maximum, found.evaluations)
        rows.append(row)
        progress(Double(rows.count) / Double(epsilons.count * (columns > 0 ? 2 : 1)))
      }
    }
    return rows
  }

  public func notFinite(in rows: [Row]) -> [String] {
    rows.filter { !$0.sharpness.isFinite }.map { "sharpness over \($0.space) at \($0.epsilon)" }
  }
}
