public import Records

extension TableRow {
  /// The names of the columns, in the order of files.
  public static var columnNames: [String] { columns.map(\.name) }

  /// The fields of a row, in that order.
  public var fields: [any CSVField] { Self.columns.map { $0.field(self) } }

  /// The name of a property's column.
  public static func columnName<Value>(_ path: KeyPath<Self, Value>) -> String {
    guard let column = columns.first(where: { ($0.path as AnyKeyPath) == (path as AnyKeyPath) }) else {
      preconditionFailure("a property that is a column of \(Self.self)")
    }
    return column.name
  }

  /// The unit of a property's column; nil for a property that is none.
  public static func unit<Value>(of path: KeyPath<Self, Value>) -> Unit? {
    columns.first { ($0.path as AnyKeyPath) == (path as AnyKeyPath) }?.unit
  }

  /// Rows out of a table that has at least these columns.
  ///
  /// - Throws: `RecordError` for a missing column or a cell of another kind; `file` is named.
  public static func rows(of table: CSVTable, file: String) throws(RecordError) -> [Self] {
    var places = [Int]()
    for column in columns {
      guard let place = table.columns.firstIndex(of: column.name) else {
        throw RecordError(file: file, problem: "found no column \(column.name), expected \(columnNames.joined(separator: ", "))")
      }
      places.append(place)
    }
    var rows = [Self]()
    rows.reserveCapacity(table.rows.count)
    for (number, texts) in table.rows.enumerated() {
      var row = Self()
      for (column, place) in zip(columns, places) where !column.read(texts[place], &row) {
        throw RecordError(file: file, problem: "row \(number + 1), \(column.name): found \(texts[place]), expected another kind of value")
      }
      rows.append(row)
    }
    return rows
  }
}

extension Instrument {
  /// An empty table of its rows.
  public static var emptyTable: CSVTable { CSVTable(columns: (isMeasuredAlongRun ? ["step"] : []) + Row.columnNames) }

  /// An empty table of its details; nil where it has none.
  public static var emptyDetailTable: CSVTable? { detailFileName.map { _ in CSVTable(columns: ["step"] + Detail.columnNames) } }

  /// What was measured at one point as tables without steps, by their files' names without ending.
  public static func tables(of rows: [Row]) -> [(name: String, table: CSVTable)] {
    var table = CSVTable(columns: Row.columnNames)
    for row in rows { table.append(row.fields) }
    guard let detailFileName else { return [(fileName, table)] }
    var details = CSVTable(columns: Detail.columnNames)
    for detail in rows.flatMap(details(of:)) { details.append(detail.fields) }
    return [(fileName, table), (detailFileName, details)]
  }
}

extension Record {
  /// A record out of a table that a run wrote.
  ///
  /// - Throws: `RecordError` for a table of another kind; `file` is named.
  public init(
    _ table: CSVTable, file: String, steps: Int, learningRate: Double, rateFactor: (_ step: Int) -> Double = { _ in 1 }
  ) throws(RecordError) {
    let rows = try Measured.Row.rows(of: table, file: file)
    let numbers = Measured.isMeasuredAlongRun ? table.texts("step")?.map { Int($0) } : [Int?](repeating: steps, count: rows.count)
    guard let numbers, !numbers.contains(nil) else {
      throw RecordError(file: file, problem: "found no whole numbers of steps, expected them")
    }
    let entries = zip(numbers.compactMap(\.self), rows).map { Entry(step: $0, rateFactor: rateFactor($0), $1) }
    self.init(entries, steps: steps, learningRate: learningRate)
  }
}
