import Foundation
import Records
import TestSupport
import Testing

/// `runs` as a user meets it.
@Suite("runs")
struct RunsTests {
  @Test("runs of several studies are listed, compared, exported and pruned")
  func lookBack() throws {
    let folder = try TemporaryFolder.make()
    for (name, rate) in [("first", "1e-6"), ("second", "2e-6")] {
      let options = "--model dln --scale quick --variants none,batch --seeds 2 --steps 4 --every 2 --learning-rate \(rate) --quiet"
      #expect(try Command.run("landscape", "\(options) --output results/\(name)", in: folder).status == 0)
    }
    let all = try Command.run("runs", "list", in: folder)
    #expect(all.status == 0 && all.output.contains("8 runs") && all.output.contains("dln-batch-lr2e-06-seed1-"), "\(all)")
    let some = try Command.run("runs", "list --study first --variant batch --seed 1 --metrics loss_band_width", in: folder)
    #expect(some.output.contains("1 runs") && some.output.contains("loss_band_width"), "\(some)")

    for (wrong, message, status) in [
      ("list --metrics loss_band_widht", "found loss_band_widht, expected one of training_loss_final, ", 64),
      ("list --metrics loss_band_width,", "found nothing, expected diverged, stopped or one that studies/run runs metrics lists", 64),
      ("export --variant bacth", "found bacth, expected one of none, batch, ", 64),
      ("list --study frist", "--study: found frist, expected one of first, second", 64),
      ("list --model mpl", "--model: found mpl, expected one of dln", 64),
    ] {
      let result = try Command.run("runs", wrong, in: folder)
      #expect(result.status == status && result.errors.contains(message), "\(wrong): \(result)")
    }

    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/results/first/runs").filter { $0.hasPrefix("dln") }.sorted()
    let compared = try Command.run("runs", "compare \(names[0]) second/dln-none-lr2e-06-seed1", in: folder)
    #expect(compared.status == 0 && compared.output.contains("learning_rate") && compared.output.contains("variant"), "\(compared)")
    #expect(!compared.output.contains("batch_size"), "what is equal is not shown")
    let unclear = try Command.run("runs", "compare dln \(names[0])", in: folder)
    #expect(unclear.status == 64 && unclear.errors.contains("<first>: found 8 runs for dln, expected one"), "\(unclear)")

    #expect(try Command.run("runs", "export --output all.csv", in: folder).status == 0)
    let table = try CSVTable(contentsOf: "\(folder)/all.csv")
    let summary = try CSVTable(contentsOf: "\(folder)/results/first/summary.csv")
    let values = table.rows.filter { $0[0] == "first" && $0[3] == "batch" && $0[10] == "loss_band_width" }.compactMap { Double($0[11]) }
    let mean = try #require(summary.rows.first { $0[0] == "batch" && $0[2] == "loss_band_width" })[4]
    expectAgreement([values.reduce(0, +) / 2], [Double(mean) ?? .nan], relative: 1e-12)

    try Data().write(to: URL(fileURLWithPath: "\(folder)/results/first/runs/\(names[0])/line.csv"))
    try FileManager.default.createDirectory(atPath: "\(folder)/results/second/runs/.unfinished-x", withIntermediateDirectories: true)
    let dry = try Command.run("runs", "prune", in: folder)
    #expect(
      dry.output.contains("\(names[0]) (damaged)") && dry.output.contains(".unfinished-x (unfinished)")
        && dry.output.contains("2 to remove"))
    #expect(try Command.run("runs", "prune --yes", in: folder).output.contains("2 removed"))
    #expect(try Command.run("runs", "list", in: folder).output.contains("7 runs"))
    let own = try Command.run("runs", "list --results results/first", in: folder)
    #expect(own.status == 0 && own.output.contains("3 runs") && !own.output.contains("second"), "a study's own folder: \(own)")
    let here = try Command.run("runs", "list --results .", in: "\(folder)/results/second")
    #expect(here.output.contains("4 runs") && here.output.contains("second  dln-batch"), "\(here)")
    // Committed results have no runs.
    try FileManager.default.createDirectory(atPath: "\(folder)/committed", withIntermediateDirectories: true)
    try Data("{}".utf8).write(to: URL(fileURLWithPath: "\(folder)/committed/summary.json"))
    for command in ["list", "export"] {
      let none = try Command.run("runs", "\(command) --results committed", in: folder)
      #expect(none.status != 0 && none.errors.contains("committed: found no runs, expected some"), "\(none)")
    }
    let unknown = try Command.run("runs", "list --results results/first --study third", in: folder)
    #expect(unknown.status == 64 && unknown.errors.contains("--study: found third, expected one of first"), "\(unknown)")
    let runs = try Command.run("runs", "list --results results/first/runs", in: folder)
    #expect(runs.status == 1 && runs.errors.contains("results/first/runs: found no study's results, expected a folder with"), "\(runs)")
    let nowhere = try Command.run("runs", "list --results nowhere", in: folder)
    #expect(nowhere.status == 1 && nowhere.errors.contains("nowhere: found no folder that can be read"), "\(nowhere)")
  }

  @Test("a run of other versions is outdated, whatever else is unreadable about it; any other that is not as it was written is damaged")
  func outdated() throws {
    let folder = try TemporaryFolder.make()
    let options = "--model dln --scale quick --variants none,batch --seeds 4 --steps 4 --every 2 --quiet --output results/a"
    #expect(try Command.run("landscape", options, in: folder).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/results/a/runs").filter { $0.hasPrefix("dln") }.sorted()
    let changes: [(kind: String, pattern: String, replacement: String)] = [
      ("outdated", #""schema_version" : [0-9]+"#, #""schema_version" : 1"#),
      ("outdated", #""instrument" : "line""#, #""instrument" : "lines""#),
      ("outdated", #"(?s)("instrument" : "line".*?"version" :) 1"#, "$1 99"),
      ("outdated", #"(?s)("instrument" : "training".*?"version" :) 1"#, "$1 99"),
      ("damaged", #""diverged" : 0"#, #""diverged" : 1"#), ("damaged", #""schema_version""#, #""version""#), ("damaged", #"(?s)^.*$"#, ""),
    ]
    for ((_, pattern, replacement), name) in zip(changes, names) {
      let path = "\(folder)/results/a/runs/\(name)/manifest.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let changed = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
      #expect(changed != text, "\(pattern)")
      try changed.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let lines = try Command.run("runs", "prune", in: folder).output.split(separator: "\n")
    #expect(lines.count == changes.count + 1)
    for ((kind, pattern, _), name) in zip(changes, names) {
      #expect(lines.contains { $0.hasSuffix("\(name) (\(kind))") }, "\(pattern): \(lines)")
    }
    #expect(try Command.run("runs", "list", in: folder).output.contains("1 runs"))
  }

  @Test("the dictionary for programs has the columns of a run's files, their units and the metrics")
  func dictionary() throws {
    let folder = try TemporaryFolder.make()
    let options = "--model dln --scale quick --variants none --seeds 1 --steps 2 --every 1 --quiet --output out"
    #expect(try Command.run("landscape", options, in: folder).status == 0)
    let dictionary = try JSON.object(Data(try Command.run("runs", "metrics --json", in: folder).output.utf8))
    let instruments = try #require(dictionary["instruments"] as? [String: [String: Any]])
    func names(_ columns: Any?) -> [String] { (columns as? [[String: String]] ?? []).compactMap { $0["name"] } }
    var (tables, metrics) = ([String: [String]](), Set(names(dictionary["runs"])))
    for instrument in instruments.values {
      for (name, columns) in try #require(instrument["tables"] as? [String: Any]) { tables[name] = names(columns) }
      metrics.formUnion(try #require(instrument["metrics"] as? [String: Any]).keys)
    }
    let run = try #require(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/runs").first { $0.hasPrefix("dln") })
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/runs/\(run)").filter { $0.hasSuffix(".csv") }
    #expect(files.count > 3)
    for file in files {
      let columns = try CSVTable(contentsOf: "\(folder)/out/runs/\(run)/\(file)").columns
      #expect(columns == names(dictionary["common"]) + (tables[String(file.dropLast(4))] ?? []), "\(file)")
    }
    let summary = try CSVTable(contentsOf: "\(folder)/out/summary.csv")
    #expect(summary.columns == names(dictionary["summary"]) && Set(summary.texts("metric") ?? []).isSubset(of: metrics))
    #expect((instruments["line"]?["metrics"] as? [String: [String: String]])?["loss_band_width"]?["unit"] == "loss")
    #expect(try Command.run("runs", "metrics --json --page x.md", in: folder).status == 64)
  }
}
