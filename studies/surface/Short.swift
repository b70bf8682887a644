import Foundation

/// Numbers and paths as a figure says them.
enum Short {
  static func number(_ value: Double) -> String { String(format: "%.3g", value) }
  static func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
  static func path(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }
}
