internal import Landscape
internal import Networks
internal import Records
internal import Statistics
public import Tensors

/// How far the loss rises on average in random directions that are normalized by the filters of the weights.
public struct FilterFlatnessInstrument: Instrument {
  public static let name = "filter-flatness"
  public static let version = 1
  public static let meaning =
    "The mean rise of the loss at a radius in random filter-normalized directions (Li et al. 2018, section 4), with its standard error over directions"
  public static let formulas = ["E_d[L(θ + rd) − L(θ)],  d random with the norms of the filters of θ"]

  /// The radius r, of the filters' own norms; 0.1 unless given.
  public var radius: Double?
  /// How many directions; 20 unless given.
  public var directionCount: Int?
  /// The length of steps in directions that are not normalized by anything, which are looked at beside the others where it is given: what Li et al. warn of, since
  /// such steps are large for small weights.
  public var length: Double?

  /// The mean rise over so many directions at a radius, and at an absolute length.
  public init(radius: Double? = nil, directionCount: Int? = nil, length: Double? = nil) {
    (self.radius, self.directionCount, self.length) = (radius, directionCount, length)
  }

  private static let (usualRadius, usualCount) = (0.1, 20)

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("radius", .one, "the radius, of the filters' own norms", \.radius, .optional, .positive, usual: usualRadius),
    Setting("directions", .count, "random directions", \.directionCount, .optional, .within(2...largestCount), usual: usualCount),
    Setting(
      "length", .parameters, "the length of steps in directions without normalization, taken beside the others where it is given", \.length,
      .optional, .positive),
  ]

  /// One look.
  public struct Row: TableRow {
    /// What directions are normalized by.
    public var scaling = ""
    /// r, or the absolute length.
    public var radius = Double.nan
    /// How many directions.
    public var directions = 0
    /// The mean rise.
    public var rise = Double.nan
    /// Its standard error.
    public var standardError = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("scaling", .name, "filter for steps of r times each filter's own norm, none for steps of an absolute length", \.scaling),
      Column("radius", .one, "r, or the absolute length of the step", \.radius),
      Column("directions", .count, "random directions", \.directions),
      Column("rise", .loss, "the mean of L(θ + rd) − L(θ) over directions d", \.rise),
      Column("standard_error", .loss, "its standard error over directions", \.standardError),
    ]
  }

  /// The mean rise at the end.
  public static let finalRise = Metric<Self>(
    "filter_flatness_final", .loss, "the mean of L(θ + rd) − L(θ) over random filter-normalized directions d, at the last look"
  ) { $0.having { $0.scaling == DirectionScaling.filter.rawValue }.entries.last?.row.rise ?? .nan }
  /// The same at an absolute length.
  public static let finalAbsoluteRise = Metric<Self>(
    "absolute_flatness_final", .loss, "the mean of L(θ + d) − L(θ) over random directions d of an absolute length, at the last look"
  ) { $0.having { $0.scaling == DirectionScaling.none.rawValue }.entries.last?.row.rise ?? .nan }

  public static let metrics = [finalRise, finalAbsoluteRise]

  static let largestCount = 100_000

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    guard let layout = subject.layout else { throw InstrumentError.missing(instrument: Self.name, needed: "layers") }
    let (parameters, count) = (subject.parameters, directionCount ?? Self.usualCount)
    let steps = [(DirectionScaling.filter, radius ?? Self.usualRadius)] + (length.map { [(.none, $0)] } ?? [])
    var point = parameters
    return steps.enumerated().map { place, step in
      let (scaling, radius) = step
      let rises = RunningMoments()
      for index in 0..<count {
        let normals: [Scalar] = RandomDirection.normals(parameters.count, seed: subject.run?.seed ?? 0, index: 6, part: index)
        let direction = scaling.scaled(normals, at: parameters, layout: layout, oneDimensional: scaling == .none ? .keep : .zero)
        point.assign(parameters, plus: scaling == .none ? radius / direction.norm : radius, times: direction)
        rises.add(subject.objective.value(at: point) - subject.value.loss)
        progress(Double(place * count + index + 1) / Double(steps.count * count))
      }
      var row = Row()
      (row.scaling, row.radius, row.directions, row.rise) = (scaling.rawValue, radius, count, rises.mean)
      row.standardError = rises.standardDeviation / Double(count).squareRoot()
      return row
    }
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.allSatisfy(\.rise.isFinite) ? [] : ["rise"] }
}
