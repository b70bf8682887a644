import Foundation
import Landscape
import Records
import Tensors

/// The tables of a surface, written and read back.
enum SurfaceTables {
  /// The file of settings.
  static let settingsName = "surface.json"

  /// A part's table: a row a point, pair by pair.
  static func table<R: Real>(_ plan: SurfacePlan<R>, _ points: SurfaceRun<R>, part: Int) -> CSVTable {
    let grid = plan.parts[part].grid
    var table = CSVTable(columns: columns(plan, part))
    for pair in 0..<plan.pairs {
      let values = plan.metrics.indices.map { points.values($0, part: part, pair: pair) }
      for index in 0..<grid.count {
        let (alpha, beta) = grid[index]
        let place: [any CSVField] = grid.betas == nil ? [pair + 1, alpha] : [pair + 1, alpha, beta]
        table.append(place + values.map { $0[index] })
      }
    }
    return table
  }

  private static func columns<R: Real>(_ plan: SurfacePlan<R>, _ part: Int) -> [String] {
    (plan.parts[part].grid.betas == nil ? ["pair", "alpha"] : ["pair", "alpha", "beta"]) + plan.metrics.map(\.column)
  }

  private struct Settings: Decodable {
    var identity: String
    var tables: [String: Fingerprint]
  }

  /// The points of a plan that was measured to its end in this folder, pair by pair, part by part; nil where it was not, or a table is
  /// not as it was written.
  static func read<R: Real>(_ plan: SurfacePlan<R>, folder: String) -> [Double]? {
    guard let data = try? AtomicFiles.read("\(folder)/\(settingsName)"),
      let settings = try? JSONDecoder().decode(Settings.self, from: data), settings.identity == plan.identity
    else { return nil }
    var parts = [[Double]]()
    for part in plan.parts.indices {
      let name = "\(plan.parts[part].name).csv"
      guard let data = try? AtomicFiles.read("\(folder)/\(name)"), settings.tables[name] == Fingerprint(data),
        let table = try? CSVTable(data, file: name), table.columns == columns(plan, part),
        table.rows.count == plan.pairs * plan.parts[part].grid.count
      else { return nil }
      let columns = plan.metrics.compactMap { table.numbers($0.column) }
      parts.append(table.rows.indices.flatMap { row in columns.map { $0[row] } })
    }
    return (0..<plan.pairs).flatMap { pair in
      plan.parts.indices.flatMap { part -> ArraySlice<Double> in
        let size = plan.parts[part].grid.count * plan.metrics.count
        return parts[part][pair * size..<(pair + 1) * size]
      }
    }
  }
}
