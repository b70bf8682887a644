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

  /// The radius r, of the filters' own norms; 0.1 unless given.
  public var radius: Double?
  /// How many directions; 20 unless given.
  public var directionCount: Int?

  private enum CodingKeys: String, CodingKey { case radius, directionCount = "directions" }

  /// The mean rise over so many directions at a radius.
  public init(radius: Double? = nil, directionCount: Int? = nil) { (self.radius, self.directionCount) = (radius, directionCount) }

  /// One look.
  public struct Row: TableRow {
    /// r.
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
      Column("radius", .one, "the step r, at which every filter moves by r times its own norm", \.radius),
      Column("directions", .count, "random directions", \.directions),
      Column("rise", .loss, "the mean of L(θ + rd) − L(θ) over directions d", \.rise),
      Column("standard_error", .loss, "its standard error over directions", \.standardError),
    ]
  }

  /// The mean rise at the end.
  public static let finalRise = Metric<Self>(
    "filter_flatness_final", .loss, "the mean of L(θ + rd) − L(θ) over random filter-normalized directions d, at the last look"
  ) { $0.entries.last?.row.rise ?? .nan }

  public static let metrics = [finalRise]

  static let largestCount = 100_000

  public func validate() throws(InstrumentError) {
    if let radius, !(radius > 0 && radius.isFinite) {
      throw .invalidSetting(name: "filter_flatness.radius", found: "\(radius)", expected: "a positive number")
    }
    if let directionCount, !(2...Self.largestCount).contains(directionCount) {
      throw .invalidSetting(
        name: "filter_flatness.directions", found: "\(directionCount)", expected: "2 to \(Self.largestCount), for a standard error")
    }
  }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    guard let layout = subject.layout else { throw InstrumentError.missing(instrument: Self.name, needed: "layers") }
    let (parameters, radius, count) = (subject.parameters, radius ?? 0.1, directionCount ?? 20)
    let rises = RunningMoments()
    var point = parameters
    for index in 0..<count {
      let normals: [Scalar] = RandomDirection.normals(parameters.count, seed: 0, index: 6, part: index)
      point.assign(parameters, plus: radius, times: DirectionScaling.filter.scaled(normals, at: parameters, layout: layout))
      rises.add(subject.objective.value(at: point) - subject.value.loss)
      progress(Double(index + 1) / Double(count))
    }
    var row = Row()
    (row.radius, row.directions, row.rise) = (radius, count, rises.mean)
    row.standardError = rises.standardDeviation / Double(count).squareRoot()
    return [row]
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.allSatisfy(\.rise.isFinite) ? [] : ["rise"] }
}
