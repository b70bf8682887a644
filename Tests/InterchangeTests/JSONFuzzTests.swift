import Foundation
import Interchange
import TestSupport
import Testing

@Suite("damaged JSON")
struct JSONFuzzTests {
  @Test("model.json")
  func model() throws {
    let models = try GoldenCase.all.map { try Data(contentsOf: URL(fileURLWithPath: "\($0.folder)/model.json")) }
    Fuzz(models).run("model JSON") { (try? ModelDescription($0, file: "f", tensorNames: ["1.running_mean", "1.running_var"])) != nil }
  }

  @Test("request.json")
  func request() throws {
    let requests = try GoldenCase.all.map { try Data(contentsOf: URL(fileURLWithPath: "\($0.folder)/request.json")) }
    Fuzz(requests).run("request JSON") { (try? Request($0, file: "f")) != nil }
  }
}
