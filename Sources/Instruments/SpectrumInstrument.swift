internal import Landscape
public import Records
public import Tensors

/// The Hessian's spectral density.
public struct SpectrumInstrument: Instrument {
  public static let name = "spectrum"
  public static let version = 2
  public static let meaning =
    "The Hessian's spectral density by stochastic Lanczos quadrature (Ghorbani, Krishnan & Xiao 2019); for few parameters all eigenvalues too"
  public static let formulas = ["φ(λ) = Σ_i w_i δ(λ − λ_i),  λ_i and w_i the nodes and weights of Lanczos quadrature"]

  /// How many random start vectors.
  public var probes = 4
  /// Lanczos's steps from each.
  public var steps = 80
  /// On how many points an answer gives the density.
  public var grid = 1000
  /// What the loss is averaged over; the step's batch unless given.
  public var data: MeasuredData?
  /// Into how many parts of as many examples the data are cut too, each measured with the same probes, for a standard error over data; into none unless given.
  public var subsets: Int?

  /// A quadrature; 80 steps as in Ghorbani, Krishnan & Xiao's code (2019), and four probes, for a standard error.
  public init(probes: Int = 4, steps: Int = 80, grid: Int = 1000, data: MeasuredData? = nil, subsets: Int? = nil) {
    (self.probes, self.steps, self.grid, self.data, self.subsets) = (probes, steps, grid, data, subsets)
  }

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("probes", .count, "random start vectors", \.probes, .requiredInRequest, .within(1...largestProbes)),
    Setting("steps", .count, "steps of Lanczos's method from each", \.steps, .requiredInRequest, .within(1...largestSteps)),
    Setting("grid", .count, "points on which the answer gives the density", \.grid, .requiredInRequest, .within(2...largestGrid)),
    Setting("data", .name, "what the loss is averaged over", \.data),
    Setting(
      "subsets", .count, "parts of as many examples that the data are cut into too, for a standard error over data", \.subsets, .optional,
      .within(2...largestProbes)),
  ]

  /// A node of one probe's rule, or an eigenvalue.
  public struct Row: TableRow {
    /// The probe, from 1; 0 for an eigenvalue of the whole matrix.
    public var probe = 0
    /// The part of the data, from 1; 0 for all.
    public var subset = 0
    /// The place, from 1, in ascending order.
    public var rank = 0
    /// λ.
    public var node = Double.nan
    /// The share of the spectrum's mass there.
    public var weight = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column(
        "probe", .name, "the random start vector, from 1; 0 for the eigenvalues of the whole Hessian, where it is small enough", \.probe),
      Column("subset", .name, "the part of the data, from 1; 0 for all of them", \.subset),
      Column("rank", .name, "the place in ascending order, from 1", \.rank),
      Column("node", .curvature, "the eigenvalue, or the quadrature's node", \.node),
      Column("weight", .fraction, "its share of the spectrum's mass", \.weight),
    ]
  }

  /// The share of the mass below zero.
  public static let finalNegativeMass = Metric<Self>(
    "negative_mass_final", .fraction, "the share of the Hessian's spectral mass below 0 at the last look, the mean over probes"
  ) { record in
    let rows = record.lastLook.entries.map(\.row).filter { $0.probe > 0 && $0.subset == 0 }
    let probes = Set(rows.map(\.probe)).count
    return probes == 0 ? .nan : rows.filter { $0.node < 0 }.reduce(0) { $0 + $1.weight } / Double(probes)
  }

  public static let metrics = [finalNegativeMass]

  static let (largestProbes, largestSteps, largestGrid) = (1000, 1000, 1_000_000)

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let objective = try subject.curvature(over: data, for: self)
    let hessian = objective.hessian(at: subject.parameters)
    let isSmall = hessian.dimension <= Curvature<Scalar>.usualExactLimit
    let quadrature = try StochasticLanczosQuadrature<Scalar>(probes: probes, steps: steps)
    let parts = try subsets.map { try subject.curvature(overPartsOf: data, count: $0, for: self) } ?? []
    let whole = (isSmall ? 0.5 : 1) / Double(parts.count + 1)
    var rows = [Row]()
    for (subset, matrix) in ([hessian] + parts.map { $0.hessian(at: subject.parameters) }).enumerated() {
      guard let rules = quadrature.measure(matrix, progress: { progress(whole * (Double(subset) + $0)) }) else { return [] }
      rows += rules.enumerated().flatMap { Self.rows($1, probe: $0 + 1, subset: subset) }
    }
    if isSmall {
      let matrix = hessian.dense { progress(0.5 + 0.5 * $0) }
      guard let values = SymmetricEigenvalues.ofDense(matrix, order: hessian.dimension) else { return [] }
      let share = 1 / Double(max(values.count, 1))
      rows += Self.rows(QuadratureRule(nodes: values, weights: values.map { _ in share }), probe: 0)
    }
    return rows
  }

  private static func rows(_ rule: QuadratureRule, probe: Int, subset: Int = 0) -> [Row] {
    zip(rule.nodes, rule.weights).enumerated().map { index, pair in
      var row = Row()
      (row.probe, row.subset, row.rank, row.node, row.weight) = (probe, subset, index + 1, pair.0, pair.1)
      return row
    }
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.isEmpty ? ["Hessian"] : [] }

  /// Nodes and weights by probe, the density on the grid with its standard errors, and eigenvalues where there are any.
  public func answer(_ rows: [Row]) -> JSONValue {
    guard !rows.isEmpty else { return .null }
    func rules(_ subset: Int) -> [QuadratureRule] {
      (1...probes).map { probe in
        let own = rows.filter { $0.probe == probe && $0.subset == subset }
        return QuadratureRule(nodes: own.map(\.node), weights: own.map(\.weight))
      }
    }
    let whole = rules(0)
    let density = SpectralDensity(whole, points: grid)
    var answer: [String: JSONValue] = [
      "nodes": .array(whole.map { .numbers($0.nodes) }), "weights": .array(whole.map { .numbers($0.weights) }),
      "grid": .numbers(density.grid), "density": .numbers(density.density), "standard_error": .numbers(density.standardError),
      "width": .number(density.width),
    ]
    if let subsets { answer["standard_error_data"] = .numbers(density.standardError(over: (1...subsets).map(rules))) }
    let eigenvalues = rows.filter { $0.probe == 0 }.map(\.node)
    if !eigenvalues.isEmpty { answer["eigenvalues"] = .numbers(eigenvalues) }
    return .object(answer)
  }
}
