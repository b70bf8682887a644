import Foundation
import Interchange
import Records
import TestSupport
import Testing

@Suite("damaged JSON")
struct JSONFuzzTests {
  /// Whether an input was taken; what is refused is refused in one line of bounded length.
  private func isTaken(_ read: () throws(RecordError) -> Void) -> Bool {
    do throws(RecordError) {
      try read()
      return true
    } catch {
      #expect(!error.description.contains(where: \.isNewline) && error.description.utf8.count < 2000, "\(error)")
      return false
    }
  }

  @Test("model.json")
  func model() throws {
    let models = try GoldenCase.all.map { try Data(contentsOf: URL(fileURLWithPath: "\($0.folder)/model.json")) }
    Fuzz(models).run("model JSON") { data in
      isTaken { () throws(RecordError) in
        _ = try ModelDescription(data, file: "f", tensorNames: ["1.running_mean", "1.running_var"])
      }
    }
  }

  @Test("request.json")
  func request() throws {
    let requests = try GoldenCase.all.map { try Data(contentsOf: URL(fileURLWithPath: "\($0.folder)/request.json")) }
    Fuzz(requests).run("request JSON") { data in isTaken { () throws(RecordError) in _ = try Request(data, file: "f") }
    }
  }
}
