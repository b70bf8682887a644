internal import Instruments
internal import Records

/// A run's tables as TensorBoard shows them, as they grow: every number of a row a scalar `table/column`, or `table/name/column` where rows belong to
/// something with a name, such as a parameter or a layer; histograms as histograms. A run that goes on writes its file again from the beginning.
final class EventRecorder {
  private let file: EventFile
  private var written: [String: Int] = [:]

  /// By the files of rows, the columns that say what a row belongs to. Details have none: a line's points are over step sizes, not over steps.
  private static let names = Dictionary(
    uniqueKeysWithValues: Instruments.all.map { type in
      func names<Row: TableRow>(_ type: Row.Type) -> [String] { Row.columns.filter { $0.unit == .name }.map(\.name) }
      func names<I: Instrument>(of type: I.Type) -> [String] { names(I.Row.self) }
      return ("\(type.fileName).csv", names(of: type))
    })

  init(folder: String) throws { file = try EventFile(folder: folder) }

  /// Writes the rows that are new.
  func write(_ tables: [(key: String, value: CSVTable)]) throws {
    for (name, table) in tables where table.rows.count > written[name, default: 0] {
      let rows = table.rows[written[name, default: 0]...]
      written[name] = table.rows.count
      let title = String(name.prefix { $0 != "." })
      switch name {
      case "histograms.csv": try writeHistograms(rows)
      default:
        guard let names = Self.names[name] else { break }
        for row in rows { try writeScalars(title, table.columns, row, names: names) }
      }
    }
  }

  private func writeScalars(_ title: String, _ columns: [String], _ row: [String], names: [String]) throws {
    let fields = Dictionary(uniqueKeysWithValues: zip(columns, row))
    guard let step = fields["step"].flatMap({ Int($0) }) else { return }
    // A parameter's name says its layer.
    let owner = fields["parameter"] ?? (names.isEmpty ? nil : names.compactMap { fields[$0] }.joined(separator: "-"))
    for (column, text) in zip(columns, row) where column != "step" && !names.contains(column) {
      guard let number = Double(text), number.isFinite else { continue }
      try file.add(.scalar(number), tag: ([title] + [owner].compactMap(\.self) + [column]).joined(separator: "/"), step: step)
    }
  }

  /// Rows are step, layer, lower, upper and count; the two open bins at the ends are left out.
  private func writeHistograms(_ rows: ArraySlice<[String]>) throws {
    var rest = rows
    while let first = rest.first, let step = Int(first[0]) {
      let group = rest.prefix { $0[0] == first[0] && $0[1] == first[1] }
      rest = rest.dropFirst(group.count)
      let bins = group.compactMap { row -> (Double, Double, Double)? in
        guard let lower = Double(row[2]), let upper = Double(row[3]), let count = Double(row[4]), lower.isFinite, upper.isFinite else {
          return nil
        }
        return (lower, upper, count)
      }
      guard let lowest = bins.first?.0 else { continue }
      try file.add(.histogram(edges: [lowest] + bins.map(\.1), counts: bins.map(\.2)), tag: "activations/\(first[1])", step: step)
    }
  }
}
