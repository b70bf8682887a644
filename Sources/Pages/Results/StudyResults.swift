internal import Foundation
internal import Records

/// What a study's folder holds, as far as a page shows it.
struct StudyResults {
  /// An interval; ends are nil where they are no numbers.
  struct Range: Decodable, Equatable {
    var estimate: Double?
    var lower: Double?
    var upper: Double?
  }

  /// `summary.json`.
  struct Summary: Decodable {
    struct Metric: Decodable {
      var runs: Int
      var mean: Range
    }

    struct Run: Decodable {
      var seed: Int
      var hash: String
    }

    struct Condition: Decodable {
      var variant: String
      var setting: String
      var metrics: [String: Metric]
      var runs: [Run]
    }

    struct Effect: Decodable {
      var kind: String
      var seeds: [Int]
      var values: [Double]
      var interval: Range?
      var runs: [String]
      var diverged: Int
    }

    var study: String
    var conditions: [Condition]
    var effects: [String: Effect]
  }

  /// `environment.json`: where and how the results were made.
  struct Environment: Codable, Equatable {
    var command: String
    var models: [String]
    var processors: [String]
    var libraries: [String]
    var systems: [String]
  }

  /// The folder.
  let folder: String
  let summary: Summary
  /// Nil for results that came without.
  let environment: Environment?
  /// Names of figures, without ending.
  let figures: [String]
  /// Names of the other files that a page links to.
  let files: [String]

  /// Reads a folder.
  ///
  /// - Throws: `RecordError` for a folder without a summary, or a file that is none.
  init(folder: String) throws(RecordError) {
    self.folder = folder
    let limit = 1 << 28
    summary = try JSONInput.decode(
      Summary.self, try JSONInput.read("\(folder)/summary.json", limit: limit), file: "\(folder)/summary.json")
    let path = "\(folder)/\(Self.environmentFile)"
    environment =
      try FileManager.default.fileExists(atPath: path)
      ? JSONInput.decode(Environment.self, JSONInput.read(path, limit: limit), file: path) : nil
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    figures = names.filter { $0.hasPrefix("figure-") && $0.hasSuffix(".gnuplot") }.map { String($0.dropLast(".gnuplot".count)) }
    files = names.filter { ["summary.json", "summary.csv", Self.environmentFile].contains($0) }
  }

  /// The name of the file that says where and how results were made.
  static let environmentFile = "environment.json"

  /// The folder's own name, by which claims know the study.
  var name: String { URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent }

  /// What the page is called: the folder's name where that begins with the study's, as it does unless somebody chose another.
  var title: String { name.hasPrefix(summary.study) ? name : summary.study }

  /// All runs that the summary is of.
  var hashes: Set<String> { Set(summary.conditions.flatMap(\.runs).map(\.hash)) }
}

extension StudyResults.Range {
  /// `0.604 [0.542, 0.662]`.
  var text: String {
    let estimate = ShortNumber.text(estimate ?? .nan)
    guard let lower, let upper else { return estimate }
    return "\(estimate) [\(ShortNumber.text(lower)), \(ShortNumber.text(upper))]"
  }
}
