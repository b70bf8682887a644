import Foundation
import Records
import TestSupport
import Testing

/// The benchmark as a user runs it, and what is said of its results.
@Suite("benchmark", .serialized)
struct BenchmarkTests {
  private func run(_ arguments: String, in folder: String) throws -> (status: Int32, output: String, errors: String) {
    try Command.run("benchmark", arguments, in: folder)
  }

  @Test("the benchmark measures a workload without a peer, and refuses one that it does not know")
  func benchmark() throws {
    let folder = try TemporaryFolder.make()
    let wrong = try run("--workloads dln-step,mlp-stop", in: folder)
    #expect(wrong.status == 64 && wrong.errors.contains("--workloads: found mlp-stop, expected some of mlp-step") && wrong.output.isEmpty)
    #expect(try run("--pairs 0", in: folder).status == 64)
    let result = try run("--workloads dln-step,dln-shift --pairs 1 --repeats 2 --output out", in: folder)
    #expect(result.status == 0, "\(result)")
    let table = try CSVTable(contentsOf: "\(folder)/out/summary.csv")
    #expect(table.texts("workload") == ["dln-step", "dln-shift"] && table.texts("precision") == ["float64", "float64"])
    let share = try #require(table.numbers("share_of_fma_peak")?.first)
    // Not a bound on the share: beside other work the measured peak may be anything.
    #expect(share > 0 && share.isFinite && table.numbers("milliseconds")?.allSatisfy { $0 > 0 } == true, "\(table.rows)")

    // It goes on where it stood, and starts anew where it is asked for something else.
    let pairs = { try CSVTable(contentsOf: "\(folder)/out/pairs.csv").rows }
    let first = try pairs()
    #expect(try run("--workloads dln-step --pairs 2 --repeats 2 --output out", in: folder).status == 0)
    #expect(try pairs().prefix(2) == first.prefix(2) && pairs().count == 3)
    #expect(try run("--workloads dln-step --pairs 1 --repeats 1 --output out", in: folder).status == 0)
    #expect(try pairs().map { [$0[0], $0[3]] } == [["dln-shift", "2"], ["dln-step", "1"]])
    try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/out/pairs.csv"))
    let bad = try run("--workloads dln-step --pairs 1 --output out", in: folder)
    #expect(bad.status != 0 && bad.errors.contains("out/pairs.csv: found columns a, b, expected workload, precision"), "\(bad)")
  }

  @Test("the benchmark measures what several workers bring")
  func throughput() throws {
    let folder = try TemporaryFolder.make()
    #expect(try run("--workers 1", in: folder).errors.contains("--workers: found 1, expected 2 or more"))
    #expect(try run("--workers 2 --peer python3", in: folder).status == 64)
    let result = try run("--workers 2 --pairs 1 --repeats 1 --output out", in: folder)
    #expect(result.status == 0 && result.output.contains("2 studies of 1 worker"), "\(result)")
    let table = try CSVTable(contentsOf: "\(folder)/out/throughput-2-workers.csv")
    #expect(table.numbers("runs") == [2])
    for (ratio, seconds, factor) in [("ratio", "seconds_several", 1.0), ("ratio_apart", "seconds_apart", 2)] {
      let (ratio, one, several) = (table.numbers(ratio)?.first, table.numbers("seconds_one")?.first, table.numbers(seconds)?.first)
      let expected = factor * (try #require(one)) / (try #require(several))
      #expect(try #require(several) > 0 && abs(try #require(ratio) - expected) < 1e-9 * expected, "\(table.rows)")
    }
  }

  /// Medians of the pairs by hand: of an odd number the one in the middle.
  @Test("the committed summaries are those of the committed pairs", arguments: ["", "-2-threads"])
  func summaries(ending: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let results = root.appendingPathComponent("results/benchmark").path
    let pairs = try CSVTable(contentsOf: "\(results)/pairs\(ending).csv")
    let summary = try CSVTable(contentsOf: "\(results)/summary\(ending).csv")
    func column(_ table: CSVTable, _ name: String) throws -> [Double] { try #require(table.numbers(name)) }
    let (names, workloads) = (try #require(pairs.texts("workload")), try #require(summary.texts("workload")))
    #expect(Set(names) == Set(workloads) && workloads.count == Set(workloads).count && !workloads.isEmpty)
    let (own, peer) = (try column(pairs, "milliseconds"), try column(pairs, "peer_milliseconds"))
    let memories = ["peak_memory_mib", "peer_peak_memory_mib"]
    for (row, workload) in workloads.enumerated() {
      let places = names.indices.filter { names[$0] == workload }
      let ratios = places.map { own[$0] / peer[$0] }.filter { !$0.isNaN }.sorted()
      #expect(try column(summary, "pairs")[row] == Double(places.count) && places.count % 2 == 1, "\(workload)")
      expectAgreement([try column(summary, "milliseconds")[row]], [places.map { own[$0] }.sorted()[places.count / 2]], relative: 1e-12)
      if let lowest = ratios.first, let highest = ratios.last {
        let found = try ["ratio", "ratio_lowest", "ratio_highest"].map { try column(summary, $0)[row] }
        expectAgreement(found, [ratios[ratios.count / 2], lowest, highest], relative: 1e-12, workload)
      }
      for name in memories {
        let values = try column(pairs, name)
        let largest = places.map { values[$0] }.filter { !$0.isNaN }.max() ?? .nan
        expectAgreement([try column(summary, name)[row]], [largest], relative: 1e-12, workload)
      }
    }
  }

  @Test("the page's tables are those that the committed results make")
  func page() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("studies/benchmark/README.md"), encoding: .utf8)
    let folder = try TemporaryFolder.make()
    // Without its tables they come back.
    let begin = try #require(page.range(of: "studies/benchmark/README.md -->")).upperBound
    let end = try #require(page.range(of: "<!-- as far as here -->")).lowerBound
    try Data((page[..<begin] + "\n" + page[end...]).utf8).write(to: URL(fileURLWithPath: "\(folder)/page.md"))
    let results = root.appendingPathComponent("results/benchmark").path
    #expect(try run("--page page.md --output \(results)", in: folder).status == 0)
    #expect(try String(contentsOfFile: "\(folder)/page.md", encoding: .utf8) == page)
    // Rows written by hand, one of them missed in all four ways.
    let columns =
      "workload,precision,threads,pairs,milliseconds,peer_milliseconds,ratio,ratio_lowest,ratio_highest,peak_memory_mib,peer_peak_memory_mib"
    let tables = [
      "summary": "mlp-step,float32,1,7,13,20,0.651,0.6,0.7,36,100\nresnet20-line,float32,1,3,10,20,0.5,0.4,0.6,30,100\n"
        + "mlp-gradient,float32,1,7,10,nan,nan,nan,nan,1,nan\nmlp-krylov,float32,1,7,880,nan,nan,nan,nan,1,nan\n",
      "summary-2-threads": "mlp-step,float32,2,7,14,20,0.71,0.6,0.8,20,50\n",
    ]
    try FileManager.default.createDirectory(atPath: "\(folder)/results", withIntermediateDirectories: true)
    for (name, rows) in tables { try Data("\(columns)\n\(rows)".utf8).write(to: URL(fileURLWithPath: "\(folder)/results/\(name).csv")) }
    #expect(try run("--page page.md --output results", in: folder).status == 0)
    let made = try String(contentsOfFile: "\(folder)/page.md", encoding: .utf8)
    for line in [
      "| `mlp-step` | 0.65 (0.60–0.70) | 0.65, missed (0.651) | 0.71 (0.60–0.80) | +0.059, missed | 0.36, missed | 0.40, missed |",
      "| `resnet20-line` | 0.50 (0.40–0.60), 3 pairs | 0.55 | – | – | 0.30 | – |", "| `mlp` | 10.0 | 2.20 | 2.2 |",
      "Not measured: `mlp-line`, ",
    ] { #expect(made.contains(line), "\(line) in \(made)") }
    let bad = try run("--page none.md --output \(results)", in: folder)
    #expect(bad.status != 0 && bad.errors.contains("none.md"), "\(bad)")
  }
}
