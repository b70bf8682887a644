public import Records

/// A row of measurements: a value whose columns are listed once, with unit and meaning. Files, answers, checkpoints and documentation follow from the list.
public protocol TableRow: Sendable {
  /// A row without values: what a file's row is read into.
  init()

  /// The columns, in the order of files.
  static var columns: [Column<Self>] { get }
}

/// What a quantity is measured in.
public enum Unit: String, Sendable, CaseIterable {
  /// A name or an index.
  case name = "–"
  /// A pure number.
  case one = "1"
  /// So many of something.
  case count
  /// A share between 0 and 1.
  case fraction
  /// Hundredths.
  case percent = "%"
  /// The loss's own: nats per example for cross-entropy, half a sum of squares for regressions.
  case loss
  /// Loss per unit of the parameters.
  case gradient = "loss/θ"
  /// Loss per unit of what a layer puts out.
  case activationGradient = "loss/activation"
  /// Loss per square unit of the parameters: of curvature, and of β.
  case curvature = "loss/θ²"
  /// A length in the space of parameters.
  case parameters = "θ"
  /// What a layer puts out.
  case activation
  /// Its square.
  case activationSquared = "activation²"
  /// An angle.
  case radians = "rad"
  /// Steps of training.
  case steps
  /// A step along the raw gradient: a distance in parameters over a gradient.
  case stepSize = "θ²/loss"
}

/// A column of a row's table.
public struct Column<Row>: Sendable {
  /// The name in files.
  public let name: String
  /// The unit.
  public let unit: Unit
  /// What it holds, as a sentence without its full stop.
  public let meaning: String
  /// The property that it is.
  public let path: any PartialKeyPath<Row> & Sendable
  /// The cell of a row.
  let field: @Sendable (Row) -> any Cell
  /// Reads a cell into a row; false for a text that is none.
  let read: @Sendable (String, inout Row) -> Bool

  /// The column of a property.
  public init<Value: Cell>(_ name: String, _ unit: Unit, _ meaning: String, _ path: any WritableKeyPath<Row, Value> & Sendable) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
    self.path = path
    field = { $0[keyPath: path] }
    read = { text, row in
      guard let value = Value(csvText: text) else { return false }
      row[keyPath: path] = value
      return true
    }
  }
}

/// A value that a row may hold.
public protocol Cell: CSVField, Sendable {
  /// Reads what `csvText` wrote; nil for another text.
  init?(csvText: String)
  /// The value in an answer.
  var json: JSONValue { get }
}

extension Int: Cell {
  public init?(csvText: String) { self.init(csvText) }
  public var json: JSONValue { .integer(self) }
}

extension UInt64: Cell {
  public init?(csvText: String) { self.init(csvText) }
  public var json: JSONValue { .integer(Int(clamping: self)) }
}

extension Double: Cell {
  public init?(csvText: String) { self.init(csvText) }
  public var json: JSONValue { .number(self) }
}

extension String: Cell {
  public init?(csvText: String) { self = csvText }
  public var json: JSONValue { .string(self) }
}

/// Rows of an instrument that has none.
public struct NoDetail: TableRow {
  /// Nothing.
  public init() {}
  /// None.
  public static var columns: [Column<NoDetail>] { [] }
}
