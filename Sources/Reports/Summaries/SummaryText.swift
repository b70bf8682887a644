public import Instruments
internal import Networks
internal import Records
internal import Runs
internal import Statistics

/// A column of the table that a study prints.
public struct SummaryColumn: Sendable {
  /// The metric's name.
  let metric: String
  let title: String
  let isShare: Bool

  /// The column of a metric; a share is printed in percent.
  public init<I: Instrument>(_ metric: Metric<I>, title: String, isShare: Bool = false) {
    self.metric = metric.name
    self.title = title
    self.isShare = isShare
  }
}

extension Summary {
  /// The table as a person reads it: a line a condition, each cell a mean with its 95 % interval.
  public func text(_ columns: [SummaryColumn]) -> String {
    let hasSettings = conditions.contains { !$0.setting.isEmpty }
    var lines = [["variant"] + (hasSettings ? ["setting"] : []) + ["runs"] + columns.map(\.title)]
    for condition in conditions {
      let own = rows.filter { $0.condition == condition }
      let diverged = own.first { $0.metric == "diverged" }
      let runs = diverged.map { row in
        let count = Int((row.mean.estimate * Double(row.runs)).rounded())
        return count > 0 ? "\(row.runs) (\(count) diverged)" : "\(row.runs)"
      }
      lines.append(
        [condition.variant.title] + (hasSettings ? [condition.setting] : []) + [runs ?? "0"]
          + columns.map { column in own.first { $0.metric == column.metric }.map { cell($0.mean, column) } ?? "–" })
    }
    return TextTable.text(lines)
  }

  /// Why effects are not in the table.
  private func note(_ missing: [String]) -> String {
    let isPlainThere = conditions.contains { $0.variant == .none }
    let cause =
      isPlainThere
      ? "a side of theirs is not among the variants, or has no finite value"
      : "variant none, which most compare with, is not among the runs (--variants none,…)"
    return "Effects without a value: \(missing.joined(separator: ", ")): \(cause)"
  }

  /// The effects as a person reads them: a line each.
  public func effectText() throws -> String {
    let missing = effects.filter(\.values.isEmpty).map(\.name)
    guard missing.count < effects.count else { return note(missing) }
    let isWhole = effects.allSatisfy { $0.excluded == 0 }
    let lines = try effects.filter { !$0.values.isEmpty }.map { effect in
      let interval = try effect.interval()
      return [
        effect.name, effect.kind == .ratio ? "ratio" : "", Self.short(interval.estimate),
        "[\(Self.short(interval.lower)), \(Self.short(interval.upper))]", "\(effect.values.count)",
        effect.diverged > 0 ? "\(effect.diverged)" : "",
      ] + (isWhole ? [] : [effect.excluded > 0 ? "\(effect.excluded)" : ""])
    }
    let table = TextTable.text(
      [["effect", "", "mean", "95 % interval", "seeds", "diverged runs"] + (isWhole ? [] : ["no positive ratio"])] + lines)
    let isFew = effects.contains { (1..<Self.leastSeeds).contains($0.values.count) }
    let few = "Of fewer than \(Self.leastSeeds) seeds neither signs nor sign flips tell an effect from none at 5 %, whatever the values."
    return ([table] + (isFew ? [few] : []) + (missing.isEmpty ? [] : [note(missing)])).joined(separator: "\n")
  }

  /// The fewest seeds whose signs can be all alike by chance in less than 5 %: 2 / 2⁶.
  private static let leastSeeds = 6

  private func cell(_ interval: Interval, _ column: SummaryColumn) -> String {
    func number(_ value: Double) -> String { column.isShare ? Self.short(100 * value) : Self.short(value) }
    let unit = column.isShare ? " %" : ""
    guard interval.lower.isFinite, interval.upper.isFinite else { return number(interval.estimate) + unit }
    return "\(number(interval.estimate))\(unit) [\(number(interval.lower)), \(number(interval.upper))]"
  }

  /// Three significant digits or a little more (see `ShortNumber`).
  static func short(_ value: Double) -> String { ShortNumber.text(value) }
}
