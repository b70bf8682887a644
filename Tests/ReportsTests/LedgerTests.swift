import Foundation
import Records
import Reports
import Runs
import TestSupport
import Testing

@Suite("ledger")
struct LedgerTests {
  private func claim(_ effect: String, _ hypothesis: Hypothesis, study: String = "first") -> Claim {
    Claim(
      "Claim | of \(effect).", source: "Somebody 2020, Figure 1", study: study, effect: effect, measure: "a measure", hypothesis,
      published: "0.5", figure: "figure-a", differences: "Everything.")
  }

  private func results(_ summary: String) throws -> String {
    let folder = try TemporaryFolder.make()
    try FileManager.default.createDirectory(atPath: "\(folder)/first", withIntermediateDirectories: true)
    try Data(summary.utf8).write(to: URL(fileURLWithPath: "\(folder)/first/summary.json"))
    return folder
  }

  private func effect(_ values: [Double], kind: String = "value") -> String {
    let seeds = values.indices.map { "\($0)" }.joined(separator: ",")
    let runs = values.indices.map { "\"hash\($0)\"" }.joined(separator: ",")
    return "{\"kind\":\"\(kind)\",\"seeds\":[\(seeds)],\"values\":[\(values.map { "\($0)" }.joined(separator: ","))],\"runs\":[\(runs)]}"
  }

  @Test("every row has its verdict, its trace and its reason, in all three files")
  func files() throws {
    let clear = (0..<12).map { 0.5 + 0.01 * Double($0) }
    let folder = try results(
      "{\"effects\":{\"low\":\(effect(clear, kind: "ratio")),\"high\":\(effect(clear)),\"few\":\(effect([1, 2, 3]))}}")
    let ledger = try Ledger(
      claims: [claim("low", .below(1)), claim("high", .above(1)), claim("few", .above(0)), claim("later", .above(0), study: "second")],
      untested: [UntestedClaim("Another.", source: "Nobody", reason: "no machine")],
      commands: ["first": "studies/run first", "second": "studies/run second"], results: folder)
    #expect(ledger.rows.map(\.verdict) == [.holds, .doesNotHold, .undecided, .undecided])
    try ledger.write(to: folder)
    let table = try CSVTable(contentsOf: "\(folder)/ledger.csv")
    #expect(table.texts("verdict") == ["holds", "does not hold", "undecided", "undecided"])
    #expect(table.texts("command") == Array(repeating: "studies/run first", count: 3) + ["studies/run second"])
    #expect(table.numbers("seeds") == [12, 12, 3, 0] && table.numbers("runs") == [12, 12, 3, 0])
    // Holm over the three with values: 2/4096 three and two times, 2/8 once.
    expectAgreement(
      try #require(table.numbers("adjusted_p_value")), [3 * 2.0 / 4096, 3 * 2.0 / 4096, 0.25, .nan], relative: 1e-12)
    let json = try JSON.object(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/ledger.json")))
    let rows = try #require(json["claims"] as? [[String: Any]])
    #expect(rows[0]["runs"] as? [String] == (0..<12).map { "hash\($0)" } && rows[3]["estimate"] is NSNull)
    let text = try String(contentsOfFile: "\(folder)/ledger.md", encoding: .utf8)
    for part in [
      "1 of 4 claims hold, 1 do not, 2 are undecided", "Claim \\| of low.", "**does not hold**", "3 seeds; a verdict needs 7 at least",
      "no results; studies/run second makes them", "[figure-a](first/figure-a.png)", "no machine",
    ] { #expect(text.contains(part), "\(part)") }
  }

  @Test(
    "a summary that is none is named",
    arguments: [
      ("{", "found no valid JSON"), ("{\"effects\":{}}", "found no effect low, expected it; run studies/run first again"),
      ("{\"effects\":{\"low\":{\"kind\":\"ratio\",\"seeds\":[0],\"values\":[-1],\"runs\":[]}}}", "effect low: found 1 values of 1 seeds"),
      ("{\"effects\":{\"low\":{\"kind\":\"value\",\"seeds\":[0],\"values\":[],\"runs\":[]}}}", "effect low: found 0 values of 1 seeds"),
      ("{\"effects\":{\"low\":{\"kind\":\"sum\",\"seeds\":[],\"values\":[],\"runs\":[]}}}", "kind"),
    ])
  func badSummaries(summary: String, message: String) throws {
    let folder = try results(summary)
    do {
      _ = try Ledger(claims: [claim("low", .below(1))], untested: [], commands: ["first": "studies/run first"], results: folder)
      Issue.record("read \(summary)")
    } catch {
      #expect("\(error)".contains("summary.json") && "\(error)".contains(message), "\(error)")
    }
  }

  @Test("a summary of other runs than the lock's is not judged, and says what makes the right ones")
  func lock() throws {
    let clear = (0..<12).map { 0.5 + 0.01 * Double($0) }
    let conditions = "[{\"runs\":[\((0..<12).map { "{\"seed\":\($0),\"hash\":\"hash\($0)\"}" }.joined(separator: ","))]}]"
    let folder = try results("{\"study\":\"first\",\"conditions\":\(conditions),\"effects\":{\"low\":\(effect(clear, kind: "ratio"))}}")
    func verdict(_ hashes: [String]) throws -> Ledger {
      try Ledger(
        claims: [claim("low", .below(1))], untested: [], commands: ["first": "studies/run first"],
        lock: LedgerLock(runs: ["first": RunSet.digest(hashes)]), results: folder)
    }
    #expect(try verdict((0..<12).map { "hash\($0)" }.shuffled()).rows[0].verdict == .holds)
    let foreign = try verdict((0..<11).map { "hash\($0)" })
    #expect(foreign.rows[0].verdict == .undecided && foreign.rows[0].judgement == nil)
    #expect(foreign.markdown.contains("the results are of other runs than the claim's; studies/run first makes them"))
  }

  @Test("the committed lock is on the runs that the studies' commands list, and the committed summaries are of these")
  func committed() throws {
    let folder = try TemporaryFolder.make()
    let result = try Command.run("ledger", "--lock --quiet --output .", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let results = root.appendingPathComponent("results").path
    let now = try LedgerLock(contentsOf: "\(folder)/\(LedgerLock.fileName)")
    #expect(try LedgerLock(contentsOf: "\(results)/\(LedgerLock.fileName)") == now)
    for study in now.runs.keys.sorted() {
      let summary = try JSON.object(try Data(contentsOf: URL(fileURLWithPath: "\(results)/\(study)/summary.json")))
      let conditions = try #require(summary["conditions"] as? [[String: Any]])
      let hashes = conditions.flatMap { ($0["runs"] as? [[String: Any]] ?? []).compactMap { $0["hash"] as? String } }
      #expect(RunSet.digest(hashes) == now.runs[study], "\(study)")
    }
  }
}
