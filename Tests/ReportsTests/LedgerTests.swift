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
      margin: "a reason",
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
    #expect(table.texts("verdict") == ["holds", "does not hold", "undecided", "not measured"])
    #expect(table.texts("command") == Array(repeating: "studies/run first", count: 3) + ["studies/run second"])
    #expect(table.numbers("seeds") == [12, 12, 3, 0] && table.numbers("runs") == [12, 12, 3, 0])
    // Holm over the three with values: 2/4096 three and two times, 2/8 once.
    expectAgreement(
      try #require(table.numbers("adjusted_p_value")), [3 * 2.0 / 4096, 3 * 2.0 / 4096, 0.25, .nan], relative: 1e-12)
    let json = try JSON.object(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/ledger.json")))
    let rows = try #require(json["claims"] as? [[String: Any]])
    let values = try #require(rows[1]["values"] as? [[String: Any]])
    let (numbers, seeds) = (values.compactMap { $0["value"] as? Double }, values.compactMap { $0["seed"] as? Int })
    expectAgreement(numbers, clear, relative: 1e-15)
    // The claimed side of 1 for a ratio, of 0 for another contrast.
    #expect((rows[0]["share_beyond_none"] as? [Double])?.first == 1 && (rows[1]["share_beyond_none"] as? [Double])?.first == 1)
    #expect(seeds == Array(0..<12))
    #expect(rows[0]["runs"] as? [String] == (0..<12).map { "hash\($0)" } && rows[3]["estimate"] is NSNull)
    let text = try String(contentsOfFile: "\(folder)/ledger.md", encoding: .utf8)
    for part in [
      "Of 4 claims 3 are measured: 1 hold, 1 do not, 1 are undecided. Not measured: 1.",
      "Regions: < 1.00: a reason; > 1.00: a reason", "12 of 12 (74–100 %), 12 beyond none", "0 of 12 (0–26 %), 12 beyond none",
      "3 of 3 (29–100 %), 3 beyond none",
      "Claim \\| of low.", "**does not hold**", "3 seeds; a verdict needs 8 at least",
      "no results; studies/run second makes them", "[figure-a](first/figure-a.png)", "no machine",
    ] { #expect(text.contains(part), "\(part)") }
  }

  @Test(
    "a summary that is none is named",
    arguments: [
      ("{", "found no valid JSON"),
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
    let committed = try LedgerLock(contentsOf: "\(results)/\(LedgerLock.fileName)")
    #expect(committed.runs == now.runs)
    // Whatever their states, these are the claims as they stand in the program.
    #expect(committed.claims.mapValues(\.fingerprint) == now.claims.mapValues(\.fingerprint))
    // A study whose claims wait for their runs has no summary yet.
    for study in now.runs.keys.sorted() where FileManager.default.fileExists(atPath: "\(results)/\(study)/summary.json") {
      let summary = try JSON.object(try Data(contentsOf: URL(fileURLWithPath: "\(results)/\(study)/summary.json")))
      let conditions = try #require(summary["conditions"] as? [[String: Any]])
      let hashes = conditions.flatMap { ($0["runs"] as? [[String: Any]] ?? []).compactMap { $0["hash"] as? String } }
      #expect(RunSet.digest(hashes) == now.runs[study], "\(study)")
    }
  }

  @Test("a claim is locked before its results, and marked where it was changed or added after them")
  func states() throws {
    let (old, other) = (claim("low", .below(1)), claim("high", .above(1)))
    func state(_ lock: LedgerLock, _ claim: Claim) -> LedgerLock.State? { lock.claims[claim.identifier]?.state }
    // The first lock: what has results was seen.
    let first = LedgerLock([old, other], runs: ["first": "a"], previous: nil) { $0.effect == "low" ? .present : .none }
    #expect(state(first, old) == .seen && state(first, other) == .locked)
    // As they were, they keep their states, whatever has been run since.
    let second = LedgerLock([old, other], runs: ["first": "a"], previous: first) { _ in .present }
    #expect(second == first)
    // Another region, and other runs, after results and before them.
    let moved = claim("high", .above(2))
    #expect(state(LedgerLock([moved], runs: ["first": "a"], previous: first) { _ in .present }, moved) == .changed)
    #expect(state(LedgerLock([moved], runs: ["first": "a"], previous: first) { _ in .none }, moved) == .locked)
    #expect(state(LedgerLock([other], runs: ["first": "b"], previous: first) { _ in .present }, other) == .changed)
    // After results of other runs, before those of these.
    #expect(state(LedgerLock([moved], runs: ["first": "b"], previous: first) { _ in .ofOtherRuns }, moved) == .renewed)
    let late = claim("late", .above(2))
    #expect(state(LedgerLock([late], runs: ["first": "b"], previous: first) { _ in .ofOtherRuns }, late) == .renewed)
    #expect(state(LedgerLock([late], runs: ["first": "a"], previous: first) { _ in .present }, late) == .added)
    // What is in no lock, or is no more as it was, says so in the ledger without being locked again.
    let folder = try results("{\"effects\":{\"high\":\(effect([1, 2, 3])),\"late\":\(effect([1, 2, 3]))},\"conditions\":[]}")
    let lock = LedgerLock([other], runs: ["first": RunSet.digest([String]())], previous: nil) { _ in .none }
    let ledger = try Ledger(
      claims: [other, late, claim("high", .above(3), study: "second")], commands: [:], lock: lock, results: folder, rounds: 1)
    #expect(ledger.rows.map(\.lock) == [.locked, .added, .missing])
    let changed = try Ledger(claims: [moved], commands: [:], lock: lock, results: folder, rounds: 1)
    #expect(changed.rows.map(\.lock) == [.changed])
    // It comes back from its file, and so does a lock of runs alone.
    let path = "\(folder)/lock.json"
    try second.write(to: path)
    #expect(try LedgerLock(contentsOf: path) == second)
    try Data("{\"runs\":{\"first\":\"a\"}}".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try LedgerLock(contentsOf: path) == LedgerLock(runs: ["first": "a"]))
  }

  @Test("headline claims are corrected once more over their own family, and identities are checked beside the claims")
  func headline() throws {
    let clear = (0..<12).map { 1 + 0.01 * Double($0) }
    let summary = "{\"effects\":{\"a\":\(effect(clear)),\"b\":\(effect(clear)),\"error\":\(effect([1e-12, 3e-12]))}}"
    let folder = try results(summary)
    func claim(_ effect: String, isHeadline: Bool) -> Claim {
      Claim(
        "Of \(effect).", source: "S", study: "first", effect: effect, measure: "m", .above(0), margin: "none", isHeadline: isHeadline,
        figure: "figure-a")
    }
    let identities = [1e-10, 1e-12].map { bound in
      Identity("E = 0", source: "S", study: "first", effect: "error", measure: "the largest error", bound: bound)
    }
    let ledger = try Ledger(
      claims: [claim("a", isHeadline: true), claim("b", isHeadline: false)], identities: identities, commands: [:], results: folder,
      rounds: 2)
    let (own, headlines) = (ledger.rows.map { $0.judgement?.adjustedPValue ?? .nan }, ledger.rows.map { $0.headline?.adjustedPValue ?? 9 })
    let smallest: Double = 2.0 / 4096
    #expect(own == [2 * smallest, 2 * smallest])
    #expect(headlines == [smallest, 9])
    #expect(ledger.checks.map(\.largest) == [3e-12, 3e-12] && ledger.checks.map(\.isMet) == [true, false])
    #expect(ledger.markdown.contains("## Headline claims") && ledger.markdown.contains("| E = 0 | S | the largest error | 3.00e-12 |"))
  }

  @Test("an effect that a summary has not is one without values, as a claim's and as a control's")
  func withoutValues() throws {
    let folder = try results("{\"effects\":{\"low\":\(effect((0..<12).map { 0.5 + 0.01 * Double($0) }))},\"conditions\":[]}")
    let controlled = Claim(
      "Of low.", source: "S", study: "first", effect: "low", measure: "m", .within(0...1), margin: "none",
      control: Claim.Control("nowhere", "a control"), figure: "figure-a")
    let ledger = try Ledger(claims: [controlled, claim("gone", .below(1))], commands: [:], results: folder, rounds: 1)
    #expect(ledger.rows.map(\.verdict) == [.void, .undecided])
    #expect(
      ledger.markdown.contains("not measured: no seed has a value of gone") && ledger.markdown.contains("void: the control has no values"))
  }

  @Test("other measures of a claim decide nothing, and are named where they speak against its own")
  func otherMeasures() throws {
    let low = (0..<12).map { 0.5 + 0.01 * Double($0) }
    let folder = try results(
      "{\"effects\":{\"own\":\(effect(low, kind: "ratio")),\"against\":\(effect(low.map { $0 + 1 })),"
        + "\"open\":\(effect(low.map { $0 - 0.5 })),\"same\":\(effect(low))}}")
    func claim(_ others: [Claim.OtherMeasure]) -> Claim {
      Claim(
        "Less.", source: "Somebody", study: "first", effect: "own", measure: "a ratio", .below(0.9), margin: "a reason",
        otherMeasures: others, figure: "figure-a")
    }
    let others = [
      Claim.OtherMeasure("against", "one", .below(0.9)), .init("open", "two", .below(0.05)), .init("same", "three", .below(0.9)),
      .init("none", "four", .below(0.9)),
    ]
    let undecided = Claim(
      "Less.", source: "Somebody", study: "first", name: "another", effect: "open", measure: "a ratio", .below(0.05), margin: "a reason",
      otherMeasures: [.init("open", "five", .below(0.05))], figure: "figure-a")
    // Two that leave it open do not agree.
    #expect(try Ledger(claims: [undecided], commands: [:], results: folder, rounds: 1).markdown.contains("], which leaves it open"))
    let ledger = try Ledger(claims: [claim(others)], commands: [:], results: folder, rounds: 1)
    #expect(ledger.rows[0].others.map(\.place) == [.outside, .across, .inside, nil])
    #expect(ledger.rows[0].verdict == .holds)
    for part in [
      "; one 1.55 [", "], **which disagrees**; two 0.055 [", ", which leaves it open", "; three 0.555 [",
      ", which agrees; four: no value",
    ] {
      #expect(ledger.markdown.contains(part), "\(part) in \(ledger.markdown)")
    }
    // They are part of what is locked.
    let lock = LedgerLock([claim(others)], runs: ["first": "a"]) { _ in .none }
    #expect(LedgerLock([claim([])], runs: ["first": "a"], previous: lock) { _ in .present }.claims["first/own"]?.state == .changed)
  }

  @Test("a claim whose premise is not seen is void; of pseudo-values no share and no median is told")
  func premises() throws {
    let low = (0..<12).map { 0.5 + 0.01 * Double($0) }
    let folder = try results(
      "{\"effects\":{\"own\":\(effect(low)),\"gain\":\(effect(low.map { $0 - 0.4 })),\"loss\":\(effect(low.map { $0 - 1 }))}}")
    func judged(_ premise: String, isOfPseudoValues: Bool = false) throws -> Ledger {
      let claim = Claim(
        "Less.", source: "Somebody", study: "first", effect: "own", measure: "a level", .below(0.9), margin: "a reason",
        premise: Claim.Premise(premise, "there is a gain", .above(0)), isOfPseudoValues: isOfPseudoValues, figure: "figure-a")
      return try Ledger(claims: [claim], commands: [:], results: folder, rounds: 1)
    }
    #expect(try judged("gain").rows[0].verdict == .holds)
    for premise in ["loss", "nowhere"] {
      let ledger = try judged(premise)
      #expect(ledger.rows[0].verdict == .void)
      #expect(ledger.markdown.contains("All of its claims are void.") && ledger.markdown.contains("## Void"))
      #expect(ledger.markdown.contains("void: what it takes for granted is not seen: there is a gain"))
    }
    let (values, pseudo) = (try judged("gain"), try judged("gain", isOfPseudoValues: true))
    #expect(values.markdown.contains("12 of 12 (") && !pseudo.markdown.contains("12 of 12 ("))
    #expect(values.table.numbers("median")?[0].isFinite == true && pseudo.table.numbers("median")?[0].isNaN == true)
  }

  @Test("what was added after results stays so when the design runs again")
  func staysAdded() {
    let (first, second) = (claim("first", .below(1)), claim("second", .below(1)))
    let old = LedgerLock([first], runs: ["first": "a"]) { _ in .none }
    let added = LedgerLock([first, second], runs: ["first": "a"], previous: old) { _ in .present }
    let again = LedgerLock([first, second], runs: ["first": "b"], previous: added) { _ in .ofOtherRuns }
    #expect(again.claims["first/first"]?.state == .renewed && again.claims["first/second"]?.state == .added)
    // Another region is another claim.
    let other = LedgerLock([first, claim("second", .below(2))], runs: ["first": "b"], previous: added) { _ in .ofOtherRuns }
    #expect(other.claims["first/second"]?.state == .renewed)
  }

  @Test("results are those of a claim's runs, those of others, or runs that are not summed up")
  func seen() throws {
    let hashes = ["a", "b"]
    let runs = RunSet.digest(hashes)
    func folder(_ hashes: [String]) throws -> String {
      let runs = hashes.map { "{\"hash\":\"\($0)\"}" }.joined(separator: ",")
      return try results("{\"effects\":{},\"conditions\":[{\"runs\":[\(runs)]}]}")
    }
    let (same, other) = (try folder(hashes), try folder(["c"]))
    func found(_ results: String) throws -> LedgerLock.Results { try LedgerLock.results(of: "first", runs: runs, in: results) }
    #expect(try found(same) == .present && found(other) == .ofOtherRuns && found(try TemporaryFolder.make()) == .none)
    try FileManager.default.createDirectory(atPath: "\(other)/first/runs/one", withIntermediateDirectories: true)
    #expect(try found(other) == .present)
  }
}
