internal import Landscape
public import Records
public import Tensors

/// The Hessian's spectral density.
public struct SpectrumInstrument: Instrument {
  public static let name = "spectrum"
  public static let version = 1
  public static let meaning =
    "The Hessian's spectral density by stochastic Lanczos quadrature (Ghorbani, Krishnan & Xiao 2019); for few parameters all eigenvalues too"
  public static let formulas = ["φ(λ) = Σ_i w_i δ(λ − λ_i),  λ_i and w_i the nodes and weights of Lanczos quadrature"]

  /// How many random start vectors.
  public var probes: Int
  /// Lanczos's steps from each.
  public var steps: Int
  /// On how many points an answer gives the density.
  public var grid: Int
  /// What the loss is averaged over; the step's batch unless given.
  public var data: MeasuredData?

  private enum CodingKeys: String, CodingKey { case probes, steps, grid, data }

  /// Reads the numbers, which a run need not give.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    func read(_ key: CodingKeys, _ usual: Int) throws -> Int {
      if decoder.isAlongRun, !container.contains(key) { return usual }
      return try container.decode(Int.self, forKey: key)
    }
    probes = try read(.probes, probes)
    steps = try read(.steps, steps)
    grid = try read(.grid, grid)
    data = try container.decodeIfPresent(MeasuredData.self, forKey: .data)
  }

  /// A quadrature; 80 steps as in Ghorbani, Krishnan & Xiao's code (2019), and four probes, for a standard error.
  public init(probes: Int = 4, steps: Int = 80, grid: Int = 1000, data: MeasuredData? = nil) {
    (self.probes, self.steps, self.grid, self.data) = (probes, steps, grid, data)
  }

  /// A node of one probe's rule, or an eigenvalue.
  public struct Row: TableRow {
    /// The probe, from 1; 0 for an eigenvalue of the whole matrix.
    public var probe = 0
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
      Column("rank", .name, "the place in ascending order, from 1", \.rank),
      Column("node", .curvature, "the eigenvalue, or the quadrature's node", \.node),
      Column("weight", .fraction, "its share of the spectrum's mass", \.weight),
    ]
  }

  /// The share of the mass below zero.
  public static let finalNegativeMass = Metric<Self>(
    "negative_mass_final", .fraction, "the share of the Hessian's spectral mass below 0 at the last look, the mean over probes"
  ) { record in
    guard let last = record.entries.last?.step else { return .nan }
    let rows = record.entries.filter { $0.step == last && $0.row.probe > 0 }.map(\.row)
    let probes = Set(rows.map(\.probe)).count
    return probes == 0 ? .nan : rows.filter { $0.node < 0 }.reduce(0) { $0 + $1.weight } / Double(probes)
  }

  public static let metrics = [finalNegativeMass]

  static let (largestProbes, largestSteps, largestGrid) = (1000, 1000, 1_000_000)

  public func validate() throws(InstrumentError) {
    for (name, value, range) in [
      ("spectrum.probes", probes, 1...Self.largestProbes), ("spectrum.steps", steps, 1...Self.largestSteps),
      ("spectrum.grid", grid, 2...Self.largestGrid),
    ] where !range.contains(value) {
      throw .invalidSetting(name: name, found: "\(value)", expected: "\(range.lowerBound) to \(range.upperBound)")
    }
    try data?.validate(Self.requestKey)
  }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let objective = try subject.curvature(over: data, for: self)
    try subject.requireDeterminism(of: objective, for: self)
    let hessian = objective.hessian(at: subject.parameters)
    let isSmall = hessian.dimension <= Curvature<Scalar>.usualExactLimit
    let quadrature = try StochasticLanczosQuadrature<Scalar>(probes: probes, steps: steps)
    guard let rules = quadrature.measure(hessian, progress: { progress(isSmall ? 0.5 * $0 : $0) }) else { return [] }
    var rows = rules.enumerated().flatMap { Self.rows($1, probe: $0 + 1) }
    if isSmall {
      let matrix = hessian.dense { progress(0.5 + 0.5 * $0) }
      guard let values = SymmetricEigenvalues.ofDense(matrix, order: hessian.dimension) else { return [] }
      let share = 1 / Double(max(values.count, 1))
      rows += Self.rows(QuadratureRule(nodes: values, weights: values.map { _ in share }), probe: 0)
    }
    return rows
  }

  private static func rows(_ rule: QuadratureRule, probe: Int) -> [Row] {
    zip(rule.nodes, rule.weights).enumerated().map { index, pair in
      var row = Row()
      (row.probe, row.rank, row.node, row.weight) = (probe, index + 1, pair.0, pair.1)
      return row
    }
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.isEmpty ? ["Hessian"] : [] }

  /// Nodes and weights by probe, the density on the grid with its standard error, and eigenvalues where there are any.
  public func answer(_ rows: [Row]) -> JSONValue {
    guard !rows.isEmpty else { return .null }
    let rules = (1...probes).map { probe in
      let own = rows.filter { $0.probe == probe }
      return QuadratureRule(nodes: own.map(\.node), weights: own.map(\.weight))
    }
    let density = SpectralDensity(rules, points: grid)
    var answer: [String: JSONValue] = [
      "nodes": .array(rules.map { .numbers($0.nodes) }), "weights": .array(rules.map { .numbers($0.weights) }),
      "grid": .numbers(density.grid), "density": .numbers(density.density), "standard_error": .numbers(density.standardError),
      "width": .number(density.width),
    ]
    let eigenvalues = rows.filter { $0.probe == 0 }.map(\.node)
    if !eigenvalues.isEmpty { answer["eigenvalues"] = .numbers(eigenvalues) }
    return .object(answer)
  }
}
