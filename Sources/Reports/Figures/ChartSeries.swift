public import Instruments
public import Networks
public import Runs
internal import Statistics

/// One curve of a chart: points in order, each with a band from `lower` to `upper` where there is one.
public struct ChartSeries: Sendable {
  /// A point.
  public struct Point: Sendable {
    let x: Double
    /// Its height.
    public let y: Double
    let lower: Double
    let upper: Double

    /// A point; without a band unless given.
    public init(x: Double, y: Double, lower: Double = .nan, upper: Double = .nan) {
      (self.x, self.y, self.lower, self.upper) = (x, y, lower, upper)
    }
  }

  let title: String
  let color: String
  let isDashed: Bool
  let points: [Point]
  /// The highest place that it is drawn at, its band included; nil where it has no finite point.
  public var highest: Double? { points.flatMap { [$0.y, $0.upper] }.filter(\.isFinite).max() }
  /// What the heights are measured in; nil where nobody said so.
  let unit: Unit?
  /// How many of its runs diverged: what they would have been is not in the points.
  let diverged: Int

  /// A curve of its own; dashed where another of its colour is not.
  public init(title: String, color: String, isDashed: Bool = false, unit: Unit? = nil, points: [Point], diverged: Int = 0) {
    self.title = title
    self.color = color
    self.isDashed = isDashed
    self.unit = unit
    self.points = points
    self.diverged = diverged
  }

  /// A column of what an instrument recorded over steps: the median over runs, with the quartiles as its band.
  ///
  /// - Parameters:
  ///   - runs: what the median is taken over.
  ///   - instrument: what recorded the column.
  ///   - column: the column.
  ///   - title: the curve's; the runs' variant unless given.
  ///   - color: the curve's; the variant's own unless given.
  ///   - isDashed: whether the curve is drawn dashed.
  ///   - timesLearningRate: whether values are multiplied by the learning rate of their step.
  ///   - selects: the rows that count; all unless given.
  /// - Throws: `RecordError` where a run did not measure it.
  public init<I: Instrument>(
    _ runs: [StoredRun], _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, title: String? = nil, color: String? = nil,
    isDashed: Bool = false, timesLearningRate: Bool = false, where selects: (I.Row) -> Bool = { _ in true }
  ) throws {
    let variant = runs.first?.configuration.variant ?? .none
    let series = try SeedSeries(runs, instrument, column, timesRateFactor: timesLearningRate, where: selects)
    let factor = timesLearningRate ? runs.first?.configuration.learningRate ?? 1 : 1
    self.init(
      // A curvature times a learning rate is a pure number.
      title: title ?? variant.title, color: color ?? variant.color, isDashed: isDashed,
      unit: timesLearningRate ? .one : I.Row.unit(of: column),
      points: zip(series.steps, zip(series.median, series.quartiles)).map {
        Point(x: Double($0), y: factor * $1.0, lower: factor * $1.1.lower, upper: factor * $1.1.upper)
      }, diverged: runs.divergedCount)
  }

  /// A number of the rows that an instrument recorded over steps and of their run's configuration: the median over runs, with the quartiles as its band.
  ///
  /// - Throws: `RecordError` where a run did not measure it.
  public init<I: Instrument>(
    _ runs: [StoredRun], _ instrument: I.Type, title: String, color: String, isDashed: Bool = false,
    value: (_ row: I.Row, _ configuration: RunConfiguration) -> Double
  ) throws {
    var values = [Double: [Double]]()
    for run in runs {
      for entry in try run.record(of: instrument).entries {
        let number = value(entry.row, run.configuration)
        if number.isFinite { values[Double(entry.step), default: []].append(number) }
      }
    }
    self.init(title: title, color: color, isDashed: isDashed, points: try Self.quartiles(values), diverged: runs.divergedCount)
  }

  /// Another column than the step across, for rows at one step: the median over runs of `column` by `x`, with the quartiles as its band.
  ///
  /// - Throws: `RecordError` where a run did not measure it.
  public init<I: Instrument>(
    _ runs: [StoredRun], _ instrument: I.Type, at step: Int, x: KeyPath<I.Row, Int>, _ column: KeyPath<I.Row, Double>, title: String,
    color: String, isDashed: Bool = false
  ) throws {
    var values = [Double: [Double]]()
    for run in runs {
      for entry in try run.record(of: instrument).entries where entry.step == step && entry.row[keyPath: column].isFinite {
        values[Double(entry.row[keyPath: x]), default: []].append(entry.row[keyPath: column])
      }
    }
    self.init(
      title: title, color: color, isDashed: isDashed, unit: I.Row.unit(of: column), points: try Self.quartiles(values),
      diverged: runs.divergedCount)
  }

  /// A metric over something that the runs' configurations differ in: the median over runs, with the quartiles as its band.
  ///
  /// - Throws: `RecordError` where a run did not measure it.
  public init<I: Instrument>(
    _ runs: [StoredRun], x: (RunConfiguration) -> Double, _ metric: Metric<I>, title: String? = nil, color: String? = nil,
    isDashed: Bool = false
  ) throws {
    try self.init(runs, x: x, title: title, color: color, isDashed: isDashed, unit: metric.unit) { try $0.metric(metric) }
  }

  /// A number of the runs over something that their configurations differ in: the median over runs, with the quartiles as its band.
  ///
  /// - Throws: what `y` throws.
  public init(
    _ runs: [StoredRun], x: (RunConfiguration) -> Double, title: String? = nil, color: String? = nil, isDashed: Bool = false,
    unit: Unit? = nil, y: (StoredRun) throws -> Double
  ) throws {
    let variant = runs.first?.configuration.variant ?? .none
    var values = [Double: [Double]]()
    for run in runs {
      let number = try y(run)
      if number.isFinite { values[x(run.configuration), default: []].append(number) }
    }
    self.init(
      title: title ?? variant.title, color: color ?? variant.color, isDashed: isDashed, unit: unit, points: try Self.quartiles(values),
      diverged: runs.divergedCount)
  }

  /// The same with so many points at most, evenly taken from the first on: more than an eye can tell apart make a file large and a curve no clearer.
  public func thinned(to count: Int) -> ChartSeries {
    let interval = max(1, (points.count + count - 1) / max(1, count))
    return ChartSeries(
      title: title, color: color, isDashed: isDashed, unit: unit,
      points: points.enumerated().filter { $0.offset % interval == 0 }.map(\.element), diverged: diverged)
  }

  /// The same with its points so much further to the right.
  public func movedRight(by distance: Double) -> ChartSeries {
    ChartSeries(
      title: title, color: color, isDashed: isDashed, unit: unit,
      points: points.map { Point(x: $0.x + distance, y: $0.y, lower: $0.lower, upper: $0.upper) }, diverged: diverged)
  }

  private static func quartiles(_ values: [Double: [Double]]) throws -> [Point] {
    try values.sorted { $0.key < $1.key }.map { x, values in
      let quartiles = try Quantiles.of(values, at: [0.25, 0.5, 0.75])
      return Point(x: x, y: quartiles[1], lower: quartiles[0], upper: quartiles[2])
    }
  }
}

extension [StoredRun] {
  /// How many diverged.
  fileprivate var divergedCount: Int { filter(\.hasDiverged).count }

  /// The variants of the runs, in the catalogue's order, with their runs.
  public var byVariant: [(variant: Variant, runs: [StoredRun])] {
    Dictionary(grouping: self, by: \.configuration.variant).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The runs whose configuration is so.
  public func having(_ holds: (RunConfiguration) -> Bool) -> [StoredRun] { filter { holds($0.configuration) } }

  /// The runs of a variant.
  public func having(_ variant: Variant) -> [StoredRun] { filter { $0.configuration.variant == variant } }
}
