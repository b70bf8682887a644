internal import Networks
internal import Objectives
public import Records
public import Tensors

/// The loss on the straight line to another point (Goodfellow, Vinyals & Saxe 2015, "Qualitatively characterizing neural network optimization problems").
public struct InterpolationInstrument: Instrument {
  public static let name = "interpolation"
  public static let version = 1
  public static let meaning = "The loss at (1 − t)θ + tθ′ on the way to another point θ′ (Goodfellow et al. 2015)"

  /// The shares t; 0 is θ, 1 is θ′, and others than those between lie on the line beyond.
  public var steps = [Double]()
  /// What normalizations work with: the batch's statistics unless given; running ones are mixed as the parameters are.
  public var normalization: StatisticsSource?

  /// The line at `steps`.
  public init(steps: [Double], normalization: StatisticsSource? = nil) { (self.steps, self.normalization) = (steps, normalization) }

  /// No steps.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("steps", .one, "the shares t of the other point: 0 is θ, 1 is θ′", \.steps, .required, .finite),
    Setting(
      "normalization", .name, "what normalizations work with; running statistics are mixed as the parameters are", \.normalization,
      usual: .batch),
  ]

  /// One point.
  public struct Row: TableRow {
    /// t.
    public var share = Double.nan
    /// L((1 − t)θ + tθ′).
    public var loss = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("share", .one, "t: 0 at θ, 1 at θ′", \.share), Column("loss", .loss, "L((1 − t)θ + tθ′)", \.loss),
    ]
  }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let other = try subject.point("other", for: self)
    var (point, state) = (subject.parameters, subject.state)
    return try steps.map { share in
      point.assign(share, from: subject.parameters, to: other.parameters)
      if normalization == .running { state.assign(share, from: subject.state, to: other.state) }
      let objective = try subject.objective(normalization ?? .batch, state: state, for: self)
      var row = Row()
      (row.share, row.loss) = (share, point.isFinite ? objective.value(at: point) : .nan)
      return row
    }
  }

  public var otherPoints: [String] { ["other"] }

  public func notFinite(in rows: [Row]) -> [String] {
    let lost = rows.filter { !$0.loss.isFinite }.map(\.share)
    return lost.isEmpty ? [] : ["loss at steps \(lost)"]
  }

  public func answer(_ rows: [Row]) -> JSONValue {
    [
      "steps": .numbers(rows.map(\.share)), "loss": .numbers(rows.map(\.loss)),
      "normalization": .string((normalization ?? .batch).rawValue),
    ]
  }
}
