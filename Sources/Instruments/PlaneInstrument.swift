internal import Landscape
public import Records
public import Tensors

/// The loss over a plane through the point (Li et al. 2018).
public struct PlaneInstrument: Instrument {
  public static let name = "plane"
  public static let version = 1
  public static let meaning =
    "The loss at θ + αX + βY for two given directions, which are filter-normalized where the function has layers (Li et al. 2018)"

  /// Steps along the first direction.
  public var alphas: [Double]
  /// Steps along the second.
  public var betas: [Double]
  /// What normalizations work with; the batch's statistics unless given.
  public var normalization: StatisticsSource?

  /// The plane over a grid.
  public init(alphas: [Double], betas: [Double], normalization: StatisticsSource? = nil) {
    (self.alphas, self.betas, self.normalization) = (alphas, betas, normalization)
  }

  /// One point of the grid.
  public struct Row: TableRow {
    /// α.
    public var alpha = Double.nan
    /// β.
    public var beta = Double.nan
    /// L(θ + αX + βY).
    public var loss = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("alpha", .one, "the step along the first direction", \.alpha),
      Column("beta", .one, "the step along the second direction", \.beta),
      Column("loss", .loss, "L(θ + αX + βY)", \.loss),
    ]
  }

  public func validate() throws(InstrumentError) {
    for (name, values) in [("plane.alphas", alphas), ("plane.betas", betas)] {
      try InstrumentError.require(values, name, "finite numbers", \.isFinite)
    }
  }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let layout = (try? subject.layers(for: self))?.parameterLayout
    func direction(_ name: String) throws(InstrumentError) -> [Scalar] {
      let direction = try subject.direction(name, for: self)
      return layout.map { DirectionScaling.filter.scaled(direction, at: subject.parameters, layout: $0) } ?? direction
    }
    let objective = try subject.objective(normalization ?? .batch, for: self)
    let plane = LossPlane.measure(
      objective, at: subject.parameters, x: try direction("plane_x"), y: try direction("plane_y"), alphas: alphas, betas: betas)
    return zip(betas, plane.loss).flatMap { beta, losses in
      zip(alphas, losses).map { alpha, loss in
        var row = Row()
        (row.alpha, row.beta, row.loss) = (alpha, beta, loss)
        return row
      }
    }
  }

  public var directions: [String] { ["plane_x", "plane_y"] }

  public func notFinite(in rows: [Row]) -> [String] {
    let lost = rows.count { !$0.loss.isFinite }
    return lost == 0 ? [] : ["loss at \(lost) of \(rows.count) points"]
  }

  /// `loss[beta][alpha]`.
  public func answer(_ rows: [Row]) -> JSONValue {
    let lines = stride(from: 0, to: rows.count, by: alphas.count).map { rows[$0..<min($0 + alphas.count, rows.count)].map(\.loss) }
    var answer: [String: JSONValue] = [
      "alphas": .numbers(alphas), "betas": .numbers(betas), "loss": .array(lines.map { .numbers($0) }),
    ]
    if let normalization { answer["normalization"] = .string(normalization.rawValue) }
    return .object(answer)
  }
}
