public import Records

extension Instrument {
  /// Its entry in a request as JSON Schema (draft 2020-12): its settings, what it measures, and under `tables`, this
  /// toolkit's own word, the columns of its rows.
  public static var requestSchema: JSONValue {
    var schema = requestSettings
    schema["description"] = .string(meaning)
    schema["tables"] = .object(tableDescriptions)
    return .object(schema)
  }

  /// The columns of its tables, by the tables' names: what they are, with their units.
  public static var tableDescriptions: [String: JSONValue] {
    var tables = [fileName: Row.columnDescriptions]
    if let detailFileName { tables[detailFileName] = Detail.columnDescriptions }
    return tables
  }

  /// Its metrics: what they are, with their units.
  public static var metricDescriptions: JSONValue {
    .object(Dictionary(uniqueKeysWithValues: metrics.map { ($0.name, JSONValue.described($0.unit, $0.meaning)) }))
  }
}

extension TableRow {
  /// The columns in order, each with its unit.
  static var columnDescriptions: JSONValue {
    .array(columns.map { ["name": .string($0.name), "unit": .string($0.unit.rawValue), "description": .string($0.meaning)] })
  }
}

extension JSONValue {
  /// A unit with a meaning.
  static func described(_ unit: Unit, _ meaning: String) -> JSONValue { ["unit": .string(unit.rawValue), "description": .string(meaning)] }
}
