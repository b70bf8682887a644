import Foundation
import Records
import TestSupport
import Testing

/// Every study at its quick scale, as a user runs it, and the ledger over what they leave.
@Suite("quick studies", .serialized)
struct QuickStudyTests {
  private static let studies: [(name: String, options: String, folder: String)] = [
    ("landscape", "", "landscape"), ("landscape", "--model vgg11 --variants none,batch", "landscape-vgg11"),
    ("covariate-shift", "", "covariate-shift"),
    ("covariate-shift", "--model dln", "covariate-shift-dln"), ("covariate-shift", "--model vgg11", "covariate-shift-vgg11"),
    ("norms", "", "norms"), ("norms", "--model dln", "norms-dln"), ("deep-linear", "", "deep-linear"),
    ("learning-rates", "", "learning-rates"), ("notebook", "", "notebook"), ("sigmoid", "", "sigmoid"), ("dropout", "", "dropout"),
    ("theory", "", "theory"), ("depth", "", "depth"), ("stability", "", "stability"), ("inputs", "", "inputs"),
    ("residual", "", "residual"), ("recurrent", "", "recurrent"), ("edge", "", "edge"), ("spectrum", "", "spectrum"),
    ("paths", "", "paths"), ("sharpness", "", "sharpness"), ("surfaces", "", "surfaces"), ("scale", "", "scale"),
    ("alternatives", "", "alternatives"), ("outputs", "", "outputs"), ("robustness", "", "robustness"),
  ]

  /// Panels of a figure with an axis, across or up, that has no name.
  private static func unlabelled(_ script: String) -> Int {
    var labels = ["x": "", "y": ""]
    var count = 0
    for line in script.split(separator: "\n") {
      for match in line.matches(of: /set ([xy])label "([^"]*)"/) { labels[String(match.1)] = String(match.2) }
      for match in line.matches(of: /unset ([xy])label/) { labels[String(match.1)] = "" }
      // Names of curves below all panels are a plot of nothing.
      if line.hasPrefix("plot NaN ") { continue }
      if line.hasPrefix("plot "), labels.values.contains("") { count += 1 }
    }
    return count
  }

  @Test("each leaves its summary, its effects and its figures, and the ledger reads them all")
  func all() throws {
    let folder = try ImageFiles.fashion(training: 6000, test: 1000)
    for study in Self.studies {
      let started = ContinuousClock.now
      let data = study.folder.hasSuffix("-dln") || study.name == "deep-linear" ? "" : "--data ."
      let result = try Command.run(study.name, "--scale quick --seeds 2 \(study.options) \(data) --output \(study.folder)", in: folder)
      // A machine that is busy may take more than a minute, and say so.
      let errors = result.errors.split(separator: "\n").filter { !$0.hasSuffix(" left") && !$0.contains("are padded with zeros") }
      #expect(result.status == 0 && errors.isEmpty, "\(study.folder): \(result.errors)")
      #expect(result.output.contains("Summary: \(study.folder)/summary.csv"), "\(study.folder)")
      print("\(study.folder) --scale quick: \(ContinuousClock.now - started)")
      let summary = try JSON.object(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(study.folder)/summary.json")))
      #expect((summary["effects"] as? [String: Any])?.isEmpty == false, "\(study.folder) has no effects")
      let figures = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(study.folder)").filter { $0.hasSuffix(".png") }
      #expect(!figures.isEmpty, "\(study.folder) has no figures")
      for figure in figures {
        let size = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(study.folder)/\(figure)")[.size] as? Int ?? 0
        #expect(size > 5000, "\(study.folder)/\(figure) is of \(size) bytes: nothing is drawn")
        // Panels of a grid of planes share their axes' names.
        guard study.name != "surfaces" else { continue }
        let script = try String(contentsOfFile: "\(folder)/\(study.folder)/\(figure.dropLast(4)).gnuplot", encoding: .utf8)
        #expect(Self.unlabelled(script) == 0, "\(study.folder)/\(figure) has a panel with an axis that says nothing")
      }
    }
    // Quick runs are not those of the claims, and no verdict comes of them; without a lock there is no ledger.
    #expect(try Command.run("ledger", "--results .", in: folder).errors.contains("found no lock, expected one"))
    #expect(try Command.run("ledger", "--lock --quiet --output .", in: folder).status == 0)
    let result = try Command.run("ledger", "--results .", in: folder)
    #expect(result.status == 0 && result.errors.isEmpty && result.output.contains("0 hold, 0 do not hold"), "\(result.errors)")
    #expect(try String(contentsOfFile: "\(folder)/ledger.md", encoding: .utf8).contains("of other runs than the claim's"))
    let table = try CSVTable(contentsOf: "\(folder)/ledger.csv")
    #expect(table.rows.count >= 20)
    // Figures that the ledger points to are there, but for VGG's shift of distributions, which takes too long to be quick.
    let json = try JSON.object(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/ledger.json")))
    for row in try #require(json["claims"] as? [[String: Any]]) {
      let figure = try #require(row["figure"] as? String)
      if figure == "landscape-vgg11/figure-distribution-shift.png" { continue }
      #expect(FileManager.default.fileExists(atPath: "\(folder)/\(figure)"), "\(figure)")
    }
    // Every effect that a claim rests on, a second time from the runs' rows.
    guard Python.isThere else { return }
    let effects = try Python.run(file: "Tests/StudiesTests/effects/compare.py", ["ledger.json", "."], in: folder)
    #expect(effects.status == 0 && effects.output.contains(" 0 disagree"), "\(effects.output)")
    let count = effects.output.firstMatch(of: /(\d+) effects compared/).flatMap { Int($0.1) } ?? 0
    #expect(count >= 165, "\(effects.output)")
    print("effects from rows: \(effects.output.suffix(60))")
  }

  @Test("the same options give the same bytes, whatever the numbers of workers and threads")
  func repeatable() throws {
    let folder = try TemporaryFolder.make()
    for workers in [1, 3] {
      for study in ["theory", "depth", "inputs"] {
        let result = try Command.run(
          study, "--scale quick --seeds 1 --workers \(workers) --threads \(workers) --output \(workers)/\(study)", in: folder)
        #expect(result.status == 0, "\(result.errors)")
      }
    }
    try ResultFiles.expectEqual("\(folder)/1", "\(folder)/3", "one worker of one thread and three of three")
  }

  @Test("a study of Fashion-MNIST's features refuses CIFAR-10 in one line")
  func otherData() throws {
    let folder = try TemporaryFolder.make()
    try Data().write(to: URL(fileURLWithPath: "\(folder)/data_batch_1.bin"))
    let result = try Command.run("dropout", "--scale quick --data .", in: folder)
    #expect(
      result.status == 1 && result.errors.contains("found CIFAR-10, expected images of one channel")
        && !result.errors.dropLast().contains("\n"))
  }
}
