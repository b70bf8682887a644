import Foundation
import Records
import TestSupport
import Testing

/// What `measure` reads that is no plain file, and what it writes beside its answer.
@Suite("measure's files")
struct MeasureFilesTests {
  private func golden(_ name: String = "mlp-batch-norm") throws -> String {
    try #require(GoldenCase.all.first { $0.testDescription == name }).folder
  }

  @Test("a folder or a device in place of a file is one line that says so")
  func noFile() throws {
    let (folder, golden) = (try TemporaryFolder.make(), try golden())
    for (path, found) in [(folder, "a folder"), ("/dev/null", "a device")] {
      let result = try Command.run("measure", "--case \(golden) --request \(path)", in: folder)
      #expect(result.status == 1 && result.errors == "Error: \(path): found \(found), expected a file\n", "\(result)")
    }
  }

  @Test("a request comes through a pipe too")
  func pipe() throws {
    let golden = try golden()
    let folder = try TemporaryFolder.make()
    let line = #"mkfifo request; echo '{"line": {"steps": [0.5]}}' > request & measure --case \#(golden) --request request"#
    let result = try Command.shell(line, in: folder)
    let answer = try JSON.object(Data(result.output.utf8))
    #expect(result.status == 0 && ((answer["line"] as? [String: Any])?["steps"] as? [Double]) == [0.5], "\(result.errors)")
  }

  @Test("tables hold the answer's numbers in the columns that the schema names")
  func tables() throws {
    let folder = try TemporaryFolder.make()
    let request =
      #"{"line": {"steps": [0.25, -0.5]}, "activations": {"bins": 3, "lower": -1, "upper": 1}, "plane": {"alphas": [0, 1], "betas": [2]}}"#
    try request.write(toFile: "\(folder)/request.json", atomically: true, encoding: .utf8)
    let result = try Command.run("measure", "--case \(try golden()) --request request.json --tables out/tables", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let answer = try JSON.object(Data(result.output.utf8))
    let files = Set(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/tables"))
    #expect(files == ["gradient.csv", "line.csv", "landscape.csv", "activations.csv", "histograms.csv", "plane.csv"])

    let line = try CSVTable(contentsOf: "\(folder)/out/tables/line.csv")
    let points = try #require(answer["line"] as? [String: Any])
    #expect(line.numbers("step_size") == [0.25, -0.5])
    expectAgreement(try #require(line.numbers("loss")), try #require(points["loss"] as? [Double]), relative: 1e-15)
    let plane = try CSVTable(contentsOf: "\(folder)/out/tables/plane.csv")
    let losses = try #require((answer["plane"] as? [String: Any])?["loss"] as? [[Double]]).flatMap(\.self)
    expectAgreement(try #require(plane.numbers("loss")), losses, relative: 1e-15)
    let histograms = try CSVTable(contentsOf: "\(folder)/out/tables/histograms.csv")
    let layers = try #require((answer["activations"] as? [String: Any])?["layers"] as? [[String: Any]])
    #expect(histograms.numbers("count")?.reduce(0, +) == layers.compactMap { $0["count"] as? Double }.reduce(0, +))

    let schema = try JSON.object(Data(try Command.run("measure", "--schema", in: folder).output.utf8))
    let entries = try #require(schema["properties"] as? [String: [String: Any]])
    for name in ["line", "activations", "plane"] {
      for (table, columns) in try #require(entries[name]?["tables"] as? [String: [[String: String]]]) {
        #expect(try CSVTable(contentsOf: "\(folder)/out/tables/\(table).csv").columns == columns.compactMap { $0["name"] })
      }
    }
  }

  @Test("a plane through a run's own network needs no files of directions: they are drawn, and the answer has the seed")
  func drawnPlane() throws {
    let folder = try TemporaryFolder.make()
    let options = "--model dln --variants none --scale quick --seeds 1 --steps 2 --every 1 --quiet --output out"
    #expect(try Command.run("landscape", options, in: folder).status == 0)
    let run = try #require(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/runs").first { $0.hasPrefix("dln") })
    func plane(_ seed: Int) throws -> [String: Any] {
      let request = #"{"plane": {"alphas": [0, 0.5], "betas": [0, 1], "seed": \#(seed)}}"#
      try request.write(toFile: "\(folder)/request.json", atomically: true, encoding: .utf8)
      let result = try Command.run("measure", "--case out/runs/\(run) --request request.json", in: folder)
      #expect(result.status == 0, "\(result.errors)")
      let answer = try JSON.object(Data(result.output.utf8))
      let plane = try #require(answer["plane"] as? [String: Any])
      #expect(plane["seed"] as? Int == seed && (plane["loss"] as? [[Double]])?[0][0] == answer["loss"] as? Double)
      return plane
    }
    let (first, again, other) = (try plane(1), try plane(1), try plane(2))
    #expect(first["loss"] as? [[Double]] == again["loss"] as? [[Double]] && first["loss"] as? [[Double]] != other["loss"] as? [[Double]])
  }
}
