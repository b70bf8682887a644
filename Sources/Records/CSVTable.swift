public import Foundation

/// A value of a CSV cell.
public protocol CSVField {
  /// The cell's text, before quoting.
  var csvText: String { get }
}

extension Int: CSVField {
  /// Decimal digits.
  public var csvText: String { description }
}

extension UInt64: CSVField {
  /// Decimal digits.
  public var csvText: String { description }
}

extension Double: CSVField {
  /// The shortest digits that read back as the same number; `nan`, `inf`, `-inf`.
  public var csvText: String { isNaN ? "nan" : description }
}

extension String: CSVField {
  /// The text.
  public var csvText: String { self }
}

/// A table of results as RFC 4180 writes it: one header line, commas, quotes only where needed, line feeds.
public struct CSVTable: Sendable {
  /// Names of the columns.
  public let columns: [String]
  /// The rows, as texts.
  public private(set) var rows: [[String]] = []

  /// An empty table.
  public init(columns: [String]) { self.columns = columns }

  /// Adds a row of as many fields as there are columns.
  public mutating func append(_ fields: any CSVField...) { append(fields) }

  /// Adds a row of as many fields as there are columns.
  public mutating func append(_ fields: [any CSVField]) {
    precondition(fields.count == columns.count, "a row of \(columns.count) fields")
    rows.append(fields.map(\.csvText))
  }

  /// The whole file.
  public var text: String {
    var text = ""
    for row in [columns] + rows {
      text += row.map(Self.quoted).joined(separator: ",")
      text += "\n"
    }
    return text
  }

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }

  /// Reads a table that `text` wrote.
  ///
  /// - Throws: `RecordError` for a file that cannot be read or whose rows differ in length from the header.
  public init(contentsOf path: String) throws(RecordError) { try self.init(try AtomicFiles.read(path), file: path) }

  /// Reads a table from its bytes; `file` is named in errors.
  ///
  /// - Throws: `RecordError` where there is no header line or rows differ in length from it.
  public init(_ data: Data, file: String) throws(RecordError) {
    var lines = Self.parse(data)
    guard !lines.isEmpty else { throw RecordError(file: file, problem: "found no header line, expected a CSV table") }
    columns = lines.removeFirst()
    if let index = lines.firstIndex(where: { $0.count != columns.count }) {
      throw RecordError(file: file, problem: "row \(index + 1): found \(lines[index].count) fields, expected \(columns.count)")
    }
    rows = lines
  }

  private static func parse(_ data: Data) -> [[String]] {
    var lines = [[String]]()
    var line = [String]()
    var field = [UInt8]()
    var inQuotes = false
    func endField() {
      line.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    for byte in data {
      switch (byte, inQuotes) {
      case (0x22, true): inQuotes = false
      case (0x22, false):
        // A quote right after a closing one stands for itself; only quoted fields hold any.
        if !field.isEmpty { field.append(0x22) }
        inQuotes = true
      case (0x2C, false): endField()
      case (0x0A, false):
        endField()
        lines.append(line)
        line = []
      case (0x0D, false): break
      default: field.append(byte)
      }
    }
    if !field.isEmpty || !line.isEmpty {
      endField()
      lines.append(line)
    }
    return lines
  }

  /// A column's texts; nil where there is no such column.
  public func texts(_ column: String) -> [String]? {
    columns.firstIndex(of: column).map { index in rows.map { $0[index] } }
  }

  /// A column's numbers; a cell that is no number reads as not a number. Nil where there is no such column.
  public func numbers(_ column: String) -> [Double]? { texts(column)?.map { Double($0) ?? .nan } }
}
