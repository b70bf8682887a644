internal import Landscape
internal import Statistics
public import Records
public import Tensors

/// The loss over a plane through the point (Li et al. 2018).
public struct PlaneInstrument: Instrument {
  public static let name = "plane"
  public static let version = 1
  public static let meaning =
    "The loss at θ + αX + βY for two directions, given or random, which are filter-normalized where the function has layers (Li et al. 2018)"
  public static let formulas = ["L(θ + αX + βY)"]

  /// Steps along the first direction.
  public var alphas = [Double]()
  /// Steps along the second.
  public var betas = [Double]()
  /// What normalizations work with; the batch's statistics unless given.
  public var normalization: StatisticsSource?
  /// What directions are drawn from that are not given, outside a run, which has a seed of its own; 0 unless given.
  public var seed: Int?

  private static let usualSeed = 0

  /// The plane over a grid.
  public init(alphas: [Double], betas: [Double], normalization: StatisticsSource? = nil, seed: Int? = nil) {
    (self.alphas, self.betas, self.normalization, self.seed) = (alphas, betas, normalization, seed)
  }

  /// No grid.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting(
      "alphas", .one, "steps α along the first direction, whose filters have the norms of the weights' own", \.alphas, .required, .finite),
    Setting("betas", .one, "steps β along the second, likewise", \.betas, .required, .finite),
    Setting("normalization", .name, "what normalizations work with", \.normalization, usual: .batch),
    Setting(
      "seed", .name, "what directions are drawn from, where plane_x.safetensors or plane_y.safetensors is missing", \.seed, .inRequest,
      .fromZero,
      usual: usualSeed),
  ]

  /// One point of the grid.
  public struct Row: TableRow {
    /// α.
    public var alpha = Double.nan
    /// β.
    public var beta = Double.nan
    /// L(θ + αX + βY).
    public var loss = Double.nan
    /// What a direction was drawn from; nil where both were given.
    public var seed: UInt64?

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("alpha", .one, "the step along the first direction", \.alpha),
      Column("beta", .one, "the step along the second direction", \.beta),
      Column("loss", .loss, "L(θ + αX + βY)", \.loss),
    ]
  }

  /// The share of inner points of the grid where the plane's own Hessian, by central differences of the losses around a point, has
  /// λ_min < −0.05 |λ_max|: there the loss is not convex on the plane. (Li et al. 2018, section 6, draw |λ_min/λ_max| of the whole Hessian instead.)
  public static let roughness = Metric<Self>(
    "plane_roughness", .fraction,
    "the share of the last step's plane's inner points where its Hessian by differences has λ_min < −0.05 |λ_max|; none for a run that diverged"
  ) { roughShare($0, $0.steps) }
  /// The same of the first plane.
  public static let roughnessStart = Metric<Self>("plane_roughness_start", .fraction, "the same share of the first plane's") {
    roughShare($0, $0.entries.first?.step)
  }
  /// How steep the walls are around the point.
  public static let rise = Metric<Self>(
    "plane_rise", .loss, "the last step's plane's mean loss above that at its centre, where α = β = 0; none for a run that diverged"
  ) { record in
    let rows = record.entries.filter { $0.step == record.steps }.map(\.row)
    guard let centre = rows.first(where: { $0.alpha == 0 && $0.beta == 0 }) else { return .nan }
    return rows.map { $0.loss - centre.loss }.finiteMean
  }

  private static func roughShare(_ record: Record<Self>, _ step: Int?) -> Double {
    PlaneConvexity(record.entries.filter { $0.step == step }.map { ($0.row.alpha, $0.row.beta, $0.row.loss) })?.roughShare ?? .nan
  }

  public static let metrics = [roughness, roughnessStart, rise]

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let points = alphas.count * betas.count
    guard points <= SurfaceGrid.mostPoints else {
      throw InstrumentError.invalidSetting(
        name: "alphas, betas", found: "\(points) points, whose losses take \(8 * points / 1_000_000) MB",
        expected: "at most \(SurfaceGrid.mostPoints)")
    }
    let layout = (try? subject.layers(for: self))?.parameterLayout
    let seed = subject.run?.seed ?? UInt64(seed ?? Self.usualSeed)
    let isDrawn = directions.contains { subject.directions[$0] == nil }
    func direction(_ axis: Int) throws(InstrumentError) -> [Scalar] {
      let name = directions[axis]
      var direction: [Scalar]
      if subject.directions[name] == nil {
        direction = RandomDirection.axis(axis, dimension: subject.parameters.count, seed: seed)
      } else {
        direction = try subject.direction(name, for: self)
      }
      if let layout { direction = DirectionScaling.filter.scaled(direction, at: subject.parameters, layout: layout) }
      return direction
    }
    let (x, y) = (try direction(0), try direction(1))
    do {
      _ = try DirectionPair(x: x, y: y)
    } catch {
      throw InstrumentError.invalidSetting(name: directions[error.argument == "x" ? 0 : 1], found: error.found, expected: error.expected)
    }
    let plane = LossPlane.measure(
      try subject.objective(normalization ?? .batch, for: self), at: subject.parameters, x: x, y: y, alphas: alphas, betas: betas)
    return zip(betas, plane.loss).flatMap { beta, losses in
      zip(alphas, losses).map { alpha, loss in
        var row = Row()
        (row.alpha, row.beta, row.loss) = (alpha, beta, loss)
        row.seed = isDrawn ? seed : nil
        return row
      }
    }
  }

  public var directions: [String] { ["plane_x", "plane_y"] }

  public func notFinite(in rows: [Row]) -> [String] {
    let lost = rows.count { !$0.loss.isFinite }
    return lost == 0 ? [] : ["loss at \(lost) of \(rows.count) points"]
  }

  /// `loss[beta][alpha]`, and the seed where a direction was drawn.
  public func answer(_ rows: [Row]) -> JSONValue {
    let lines = stride(from: 0, to: rows.count, by: alphas.count).map { rows[$0..<min($0 + alphas.count, rows.count)].map(\.loss) }
    var answer: [String: JSONValue] = [
      "alphas": .numbers(alphas), "betas": .numbers(betas), "loss": .array(lines.map { .numbers($0) }),
    ]
    if let normalization { answer["normalization"] = .string(normalization.rawValue) }
    if let seed = rows.first?.seed { answer["seed"] = seed.json }
    return .object(answer)
  }
}
