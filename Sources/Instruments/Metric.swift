public import Statistics

/// A number that a run's rows are summed up by: a pure function of them.
public struct Metric<Measured: Instrument>: Sendable {
  /// The name in summaries.
  public let name: String
  /// The unit.
  public let unit: Unit
  /// What it is, as a sentence without its full stop.
  public let meaning: String
  /// The number; not a number where the rows have none.
  public let value: @Sendable (Record<Measured>) -> Double

  /// A metric.
  public init(_ name: String, _ unit: Unit, _ meaning: String, _ value: @escaping @Sendable (Record<Measured>) -> Double) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
    self.value = value
  }
}

/// What an instrument recorded along a run.
public struct Record<Measured: Instrument>: Sendable {
  /// A row with the step that it was measured at.
  public struct Entry: Sendable {
    /// The step.
    public let step: Int
    /// What the run's learning rate is multiplied by at the step; 1 where it is constant.
    public let rateFactor: Double
    /// The row.
    public let row: Measured.Row

    /// A row of a step.
    public init(step: Int, rateFactor: Double = 1, _ row: Measured.Row) {
      self.step = step
      self.rateFactor = rateFactor
      self.row = row
    }
  }

  /// The rows, in the order in which they were measured.
  public let entries: [Entry]
  /// Steps of the whole run.
  public let steps: Int
  /// The run's learning rate, before its schedule's factor.
  public let learningRate: Double

  /// A record of a run of `steps` steps.
  public init(_ entries: [Entry], steps: Int, learningRate: Double) {
    self.entries = entries
    self.steps = steps
    self.learningRate = learningRate
  }

  /// A column over all rows.
  public subscript(column: KeyPath<Measured.Row, Double>) -> [Double] { entries.map { $0.row[keyPath: column] } }

  /// A column over all rows, each value times its step's factor on the learning rate: what times `learningRate` is the column times the rates of its
  /// steps. Where the rate is constant it is the column, to the bit.
  public func timesRateFactor(_ column: KeyPath<Measured.Row, Double>) -> [Double] {
    entries.map { $0.row[keyPath: column] * $0.rateFactor }
  }

  /// The rows of a phase of the run.
  public subscript(phase: Phase) -> Record {
    Record(entries.filter { phase.contains($0.step, of: steps) }, steps: steps, learningRate: learningRate)
  }

  /// The rows of the first step at which anything was measured.
  public var firstLook: Record { look(entries.first?.step) }

  /// The rows of the last such step: of a run that diverged the last before it did.
  public var lastLook: Record { look(entries.last?.step) }

  private func look(_ step: Int?) -> Record {
    Record(entries.filter { $0.step == step }, steps: steps, learningRate: learningRate)
  }

  /// The rows that are so.
  public func having(_ holds: (Measured.Row) -> Bool) -> Record {
    Record(entries.filter { holds($0.row) }, steps: steps, learningRate: learningRate)
  }
}
