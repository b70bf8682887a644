import Instruments
import Records
import TestSupport
import Testing

/// A row whose properties were set by hand, each to another value, and the file that it makes, written by hand too.
struct RowCase: Sendable, CustomTestStringConvertible {
  /// The instrument's name.
  let instrument: String
  /// The file's name, without ending.
  let fileName: String
  /// Looks through the file that the row makes.
  let check: @Sendable () throws -> Void

  var testDescription: String { "\(instrument): \(fileName).csv" }

  /// A row of an instrument at step 7 of 40; `file` is its table, header and row.
  static func of<I: Instrument>(_ type: I.Type, _ file: [String], _ set: @escaping @Sendable (inout I.Row) -> Void) -> RowCase {
    RowCase(instrument: I.name, fileName: I.fileName) {
      var row = I.Row()
      set(&row)
      var table = I.emptyTable
      table.append((I.isMeasuredAlongRun ? [7] : []) + row.fields)
      let (path, stored) = try written(table, file, as: I.fileName)
      let record = try Record<I>(stored, file: path, steps: 40, learningRate: 0.25)
      #expect(record.entries.map(\.step) == [I.isMeasuredAlongRun ? 7 : 40] && record.steps == 40 && record.learningRate == 0.25)
      expectEqual(try #require(record.entries.first).row, row)
      try expectRefusals(of: I.Row.self, stored)
    }
  }

  /// A detail of a row at step 7.
  static func detail<I: Instrument>(
    of type: I.Type, _ file: [String], _ set: @escaping @Sendable (inout I.Detail) -> Void
  ) -> RowCase {
    RowCase(instrument: I.name, fileName: I.detailFileName ?? "") {
      var detail = I.Detail()
      set(&detail)
      var table = try #require(I.emptyDetailTable)
      table.append([7] + detail.fields)
      let (path, stored) = try written(table, file, as: try #require(I.detailFileName))
      expectEqual(try #require(I.Detail.rows(of: stored, file: path).first), detail)
      try expectRefusals(of: I.Detail.self, stored)
    }
  }

  /// The table as a file's reader finds it.
  private static func written(_ table: CSVTable, _ file: [String], as name: String) throws -> (path: String, CSVTable) {
    #expect(table.text == file.map { $0 + "\n" }.joined())
    let path = try "\(TemporaryFolder.make())/\(name).csv"
    try AtomicFiles.write(table.text, to: path)
    return (path, try CSVTable(contentsOf: path))
  }

  /// Equal column by column.
  private static func expectEqual<Row: TableRow>(_ found: Row, _ expected: Row) {
    for (column, (found, expected)) in zip(Row.columns, zip(found.fields, expected.fields)) {
      #expect(type(of: found) == type(of: expected) && found.csvText == expected.csvText, "\(column.name)")
    }
  }

  /// Without a column, or with a cell of another kind, a table is refused, and the column is named.
  private static func expectRefusals<Row: TableRow>(of type: Row.Type, _ table: CSVTable) throws {
    let cells = Dictionary(uniqueKeysWithValues: zip(table.columns, try #require(table.rows.first)))
    func altered(_ columns: [String], _ column: String = "", _ text: String = "") -> CSVTable {
      var altered = CSVTable(columns: columns)
      altered.append(columns.map { $0 == column ? text : cells[$0] ?? "" })
      return altered
    }
    let kinds = Dictionary(uniqueKeysWithValues: zip(Row.columnNames, Row().fields))
    for column in Row.columnNames {
      let missing = RecordError(file: "a.csv", problem: "found no column \(column), expected \(Row.columnNames.joined(separator: ", "))")
      #expect(throws: missing) { try Row.rows(of: altered(table.columns.filter { $0 != column }), file: "a.csv") }
      // A text can hold anything; a whole number no fraction.
      let wrong = kinds[column] is String ? [] : kinds[column] is Double ? ["x", ""] : ["x", "", "1.5", "nan"]
      for text in wrong {
        let other = RecordError(file: "a.csv", problem: "row 1, \(column): found \(text), expected another kind of value")
        #expect(throws: other) { try Row.rows(of: altered(table.columns, column, text), file: "a.csv") }
      }
    }
    // Columns are found by their names, not their places.
    let turned = try #require(Row.rows(of: altered(table.columns.reversed()), file: "a.csv").first)
    expectEqual(turned, try #require(Row.rows(of: table, file: "a.csv").first))
  }
}
