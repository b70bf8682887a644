internal import Foundation
internal import Networks
internal import Statistics

/// A column of the table that a study prints.
public struct SummaryColumn: Sendable {
  let metric: String
  let title: String
  let isShare: Bool

  /// The column of a metric; a share is printed in percent.
  public init(_ metric: String, title: String, isShare: Bool = false) {
    self.metric = metric
    self.title = title
    self.isShare = isShare
  }
}

extension Summary {
  /// The table as a person reads it: a line a variant, each cell a mean with its 95 % interval.
  public func text(_ columns: [SummaryColumn]) -> String {
    var lines = [["variant", "runs"] + columns.map(\.title)]
    for variant in variants {
      let own = rows.filter { $0.variant == variant }
      let diverged = own.first { $0.metric == "diverged" }
      let runs = diverged.map { row in
        let count = Int((row.mean.estimate * Double(row.runs)).rounded())
        return count > 0 ? "\(row.runs) (\(count) diverged)" : "\(row.runs)"
      }
      lines.append(
        [variant.title, runs ?? "0"]
          + columns.map { column in own.first { $0.metric == column.metric }.map { cell($0.mean, column) } ?? "–" })
    }
    return TextTable.text(lines)
  }

  private func cell(_ interval: Interval, _ column: SummaryColumn) -> String {
    func number(_ value: Double) -> String { column.isShare ? Self.short(100 * value) : Self.short(value) }
    let unit = column.isShare ? " %" : ""
    guard interval.lower.isFinite, interval.upper.isFinite else { return number(interval.estimate) + unit }
    return "\(number(interval.estimate))\(unit) [\(number(interval.lower)), \(number(interval.upper))]"
  }

  /// Three significant digits or a little more, in plain notation where that is short.
  static func short(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    switch abs(value) {
    case 0: return "0"
    case ..<0.001, 1e6...: return String(format: "%.2e", value)
    case ..<1: return String(format: "%.3f", value)
    case ..<10: return String(format: "%.2f", value)
    case ..<1000: return String(format: "%.1f", value)
    default: return String(format: "%.0f", value)
    }
  }
}
