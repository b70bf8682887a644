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

  @Test("model.json, of layers and of nodes", arguments: [false, true])
  func model(ofGraphs: Bool) throws {
    let cases = GoldenCase.all.filter { $0.isGraph == ofGraphs }
    let names = ["1", "bn1", "layer1.0.bn1", "bn0"].flatMap { ["\($0).running_mean", "\($0).running_var"] }
    Fuzz(try cases.map { try Data(contentsOf: URL(fileURLWithPath: $0.files.model)) }).run("model JSON of \(ofGraphs ? "nodes" : "layers")") {
      data in
      isTaken { () throws(RecordError) in _ = try ModelDescription(data, file: "f", tensorNames: Set(names)) }
    }
  }

  @Test("request.json")
  func request() throws {
    let requests = try GoldenCase.all.map { try $0.request() }
    Fuzz(requests).run("request JSON") { data in isTaken { () throws(RecordError) in _ = try Request(data, file: "f") }
    }
  }
}
