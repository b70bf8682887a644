import Foundation
import Records

/// The page's tables: every workload's ratio to PyTorch with its aim and memory, and what a product inside Lanczos's method costs, from the summaries at one thread and
/// at two; and what other implementations of second derivatives find, and how fast.
struct SpeedTable {
  /// What stands before and behind the tables on a page.
  static let marks = (begin: "<!-- made by studies/run benchmark --page studies/benchmark/README.md -->", end: "<!-- as far as here -->")
  /// How much more of PyTorch's time two threads may take than one.
  static let largestExcess = 0.05
  /// The share of PyTorch's memory that was aimed at.
  static let memoryAim = 0.35
  /// The gradients that a product inside Lanczos's method was to cost at most.
  static let productAim = 2.2

  /// A workload's summary at a number of threads.
  private struct Row {
    let pairs: Int
    let milliseconds: Double
    let ratio: Double
    let range: (Double, Double)
    /// The largest of ours over the largest of PyTorch's.
    let memory: Double

    var text: String { String(format: "%.2f (%.2f–%.2f)", ratio, range.0, range.1) + (pairs == 7 ? "" : ", \(pairs) pairs") }
  }

  private let one: [String: Row]
  private let two: [String: Row]
  private let names: [String]
  /// The rows of Tests/StudiesTests/curvature_peers.py; nil where it was not run.
  private let peers: CSVTable?

  /// The summaries of a folder.
  ///
  /// - Throws: `RecordError` for a file that is no summary.
  init(results: String) throws {
    let first = try Self.rows("\(results)/summary.csv")
    one = first.rows
    two = try Self.rows("\(results)/summary-2-threads.csv").rows
    names = first.names
    let path = "\(results)/curvature-peers.csv"
    peers = FileManager.default.fileExists(atPath: path) ? try CSVTable(contentsOf: path) : nil
  }

  private static func rows(_ path: String) throws -> (rows: [String: Row], names: [String]) {
    let table = try CSVTable(contentsOf: path)
    func column(_ name: String) throws -> [Double] {
      guard let values = table.numbers(name) else { throw RecordError(file: path, problem: "found no column \(name), expected one") }
      return values
    }
    guard let names = table.texts("workload") else { throw RecordError(file: path, problem: "found no column workload, expected one") }
    let (pairs, time, ratio) = (try column("pairs"), try column("milliseconds"), try column("ratio"))
    let (lowest, highest) = (try column("ratio_lowest"), try column("ratio_highest"))
    let (own, peers) = (try column("peak_memory_mib"), try column("peer_peak_memory_mib"))
    let rows = names.indices.map {
      Row(pairs: Int(pairs[$0]), milliseconds: time[$0], ratio: ratio[$0], range: (lowest[$0], highest[$0]), memory: own[$0] / peers[$0])
    }
    return (Dictionary(zip(names, rows)) { $1 }, names)
  }

  /// Both tables in Markdown, and what was not measured.
  var markdown: String {
    let measured = names.filter { one[$0]?.ratio.isFinite == true }
    let lost = Workload.names.filter { !measured.contains($0) }
    let gaps = lost.isEmpty ? [] : ["Not measured: \(lost.map { "`\($0)`" }.joined(separator: ", "))."]
    return [ratios(measured), products, gaps, comparison].filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(
      separator: "\n\n")
  }

  private func ratios(_ names: [String]) -> [String] {
    var lines = [
      "| workload | one thread | aim | two threads | two threads − one | memory, one thread | memory, two threads |",
      "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    func memory(_ row: Row?) -> String {
      row.map { String(format: "%.2f", $0.memory) + ($0.memory > Self.memoryAim ? ", missed" : "") } ?? "–"
    }
    for name in names {
      guard let own = one[name] else { continue }
      let other = two[name]
      let aim =
        Workload.aims[name].map { aim in
          let isClose = own.ratio > aim && own.ratio < aim + 0.005
          return String(format: "%.2f", aim) + (own.ratio > aim ? ", missed" + (isClose ? String(format: " (%.3f)", own.ratio) : "") : "")
        } ?? "none"
      let excess = other.map {
        String(format: "%+.3f", $0.ratio - own.ratio) + ($0.ratio - own.ratio > Self.largestExcess ? ", missed" : "")
      }
      lines.append("| `\(name)` | \(own.text) | \(aim) | \(other?.text ?? "–") | \(excess ?? "–") | \(memory(own)) | \(memory(other)) |")
    }
    return lines
  }

  private var products: [String] {
    var lines = ["| network | a gradient, ms | a product inside Lanczos's method, in gradients | aim |", "| --- | --- | --- | --- |"]
    for model in Workload.lanczosModels {
      guard let gradient = one["\(model)-gradient"], let krylov = one["\(model)-krylov"] else { continue }
      let count = krylov.milliseconds / gradient.milliseconds / Double(Workload.krylovSteps)
      let aim = String(format: "%.1f", Self.productAim) + (count > Self.productAim ? ", missed" : "")
      lines.append("| `\(model)` | \(String(format: "%.1f", gradient.milliseconds)) | \(String(format: "%.2f", count)) | \(aim) |")
    }
    return lines.count > 2 ? lines : []
  }

  private var comparison: [String] {
    guard let peers else { return [] }
    let lines = peers.rows.map { row in
      // What a method cannot do has no numbers.
      guard row.count > 12, !row[2].isEmpty, let trace = Double(row[7]) else {
        return "| \(row[0]) | \(row[1]) | refused | – | – | – | – | – |"
      }
      let error = Double(row[8]).map { $0 == 0 ? "exact" : String(format: "%.1e", $0 / abs(trace)) } ?? "not told"
      let cells = [row[2], row[9], row[10], error, "\(row[11]) s", "\(row[12]) s"]
      return "| \(([row[0], row[1]] + cells).joined(separator: " | ")) |"
    }
    return [
      "| normalizations | method | largest eigenvalue | five eigenvalues off, of the largest | trace off | its standard error | five eigenvalues | trace |",
      "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ] + lines
  }

  /// Puts the tables between the marks of a page.
  ///
  /// - Throws: `RecordError` where it has no marks, or cannot be read or written.
  func write(to page: String) throws {
    let text = String(decoding: try AtomicFiles.read(page), as: UTF8.self)
    guard let begin = text.range(of: Self.marks.begin), let end = text.range(of: Self.marks.end), begin.upperBound <= end.lowerBound else {
      throw RecordError(file: page, problem: "found no lines \(Self.marks.begin) and \(Self.marks.end), expected both")
    }
    try AtomicFiles.write("\(text[..<begin.upperBound])\n\n\(markdown)\n\n\(text[end.lowerBound...])", to: page)
  }
}
