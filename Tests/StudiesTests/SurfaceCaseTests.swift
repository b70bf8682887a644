import Foundation
import Records
import TestSupport
import Testing

/// `surface` on a network from outside.
@Suite("surface of a case")
struct SurfaceCaseTests {
  @Test("a case has its own batch, and its direction may come from a file")
  func ofCase() throws {
    let folder = try TemporaryFolder.make()
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path + "/Golden/mlp-batch-norm"
    let request = try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: "\(golden)/expected.json")))
    let asked = try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: "\(golden)/request.json")))
    guard case .object(let answers) = request, case .object(let plane)? = answers["plane"], case .array(let rows)? = plane["loss"],
      case .object(let requests) = asked, case .object(let grid)? = requests["plane"], case .array(let alphas)? = grid["alphas"],
      case .array(let betas)? = grid["betas"]
    else {
      Issue.record("no plane in the golden case")
      return
    }
    func number(_ value: JSONValue) -> Double { if case .number(let number) = value { number } else { .nan } }
    func range(_ values: [JSONValue]) -> String { "\(number(values[0])):\(number(values[values.count - 1])):\(values.count)" }
    // PyTorch's own values of this plane, at a grid of equal steps.
    let options = "--x file:\(golden)/plane_x.safetensors --y file:\(golden)/plane_y.safetensors --normalize filter --precision float64"
    let result = try Command.run(
      "surface", "--case \(golden) \(options) --alphas \(range(alphas)) --betas \(range(betas)) --output golden", in: folder)
    #expect(result.status == 0, "\(result)")
    let found = try #require(try CSVTable(contentsOf: "\(folder)/golden/plane.csv").numbers("loss"))
    let expected = rows.flatMap { row -> [Double] in if case .array(let values) = row { values.map(number) } else { [] } }
    expectAgreement(found, expected, relative: 1e-8)
    let batches = try Command.run("surface", "--case \(golden) --batches 2 --output golden", in: folder)
    #expect(batches.status == 64 && batches.errors == "Error: --batches: found a case, which has one batch, expected a run\n")
  }

  @Test("an accuracy of a regression is one line")
  func accuracyOfRegression() throws {
    let folder = try TemporaryFolder.make()
    let regression = try #require(GoldenCase.all.first { $0.testDescription == "mlp-l2" })
    let result = try Command.run("surface", "--case \(regression.folder) --metrics loss,accuracy --output regression", in: folder)
    #expect(
      result.status == 64 && result.errors.contains("--metrics: found accuracy of a regression, expected a metric that it has"), "\(result)"
    )
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/regression"))
  }
}
