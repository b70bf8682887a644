internal import Foundation
internal import Records
internal import Runs

/// What the ledger, and pages that quote numbers, read of a study's `summary.json`.
struct StudySummary: Decodable {
  /// A mean with its interval; ends are nil where they are no numbers.
  struct Range: Decodable {
    var estimate: Double?
    var lower: Double?
    var upper: Double?
  }

  /// An effect with its values by seed.
  struct Effect: Decodable {
    var kind: Reports.Effect.Kind
    var seeds: [Int]
    var values: [Double]
    var runs: [String]
    var interval: Range?
    /// Seeds without a positive ratio; nil in a summary of a version that did not count them.
    var excluded: Int?
  }

  /// A condition with its runs.
  struct Condition: Decodable {
    /// A run by its hash.
    struct Run: Decodable { var hash: String }
    /// A metric's mean over the runs.
    struct Metric: Decodable { var mean: Range }
    var runs: [Run]
    var variant: String?
    var setting: String?
    var metrics: [String: Metric]?
  }

  var effects: [String: Effect]
  var conditions: [Condition]?

  /// The name of the set of runs that the summary is of.
  var runSet: String { RunSet.digest((conditions ?? []).flatMap(\.runs).map(\.hash)) }

  /// Reads a summary; nil where there is none.
  ///
  /// - Throws: `RecordError` for a file that is none.
  static func read(_ path: String) throws(RecordError) -> StudySummary? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let summary = try JSONInput.decode(StudySummary.self, try JSONInput.read(path, limit: 1 << 28), file: path)
    for (name, effect) in summary.effects.sorted(by: { $0.key < $1.key }) {
      let isWrong = effect.kind == .ratio && effect.values.contains { $0 <= 0 }
      guard effect.seeds.count == effect.values.count, !isWrong else {
        throw RecordError(
          file: path,
          problem: "effect \(name): found \(effect.values.count) values of \(effect.seeds.count) seeds, expected one positive ratio a seed")
      }
    }
    return summary
  }
}
