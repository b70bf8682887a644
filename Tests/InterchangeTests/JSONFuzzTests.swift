import Foundation
import Interchange
import Records
import Statistics
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
    Fuzz(try cases.map { try Data(contentsOf: URL(fileURLWithPath: $0.files.model)) }).run("model JSON of \(ofGraphs ? "nodes" : "layers")")
    {
      data in
      isTaken { () throws(RecordError) in _ = try ModelDescription(data, file: "f", tensorNames: Set(names)) }
    }
  }

  /// Bytes at random hardly ever leave a graph: here the text stays JSON, and nodes, names and arguments are moved about in it.
  @Test("graphs whose nodes, names and arguments are moved about")
  func graphs() throws {
    let documents = try GoldenCase.all.filter(\.isGraph).map { golden in
      try JSON.object(Data(contentsOf: URL(fileURLWithPath: golden.files.model)))
    }
    let stream = RandomStream(seed: 2, purpose: .dataset)
    func any<Value>(_ values: [Value]) -> Value { values[stream.integer(below: values.count)] }
    let arguments = documents.flatMap { ($0["nodes"] as? [[String: Any]] ?? []).flatMap { $0.sorted { $0.key < $1.key } } }
    let numbers = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 12, 4096, 4097, 1 << 24, 1 << 25, .max]
    var (taken, slowest) = (0, Duration.zero)
    for _ in 0..<100_000 {
      var document = any(documents)
      var nodes = document["nodes"] as? [[String: Any]] ?? []
      for _ in 0...stream.integer(below: 3) {
        let (index, other) = (stream.integer(below: nodes.count), stream.integer(below: nodes.count))
        let name = nodes[other]["name"] as? String ?? ""
        switch stream.integer(below: 9) {
        case 0: nodes.swapAt(index, other)
        case 1: if nodes.count > 1 { nodes.remove(at: index) }
        case 2: nodes.insert(nodes[other], at: index)
        case 3: nodes[index]["inputs"] = (nodes[index]["inputs"] as? [String] ?? []).map { _ in name }
        case 4: nodes[index]["inputs"] = (nodes[index]["inputs"] as? [String] ?? []) + [name]
        case 5: nodes[index][any(["parameters", "state", "name"])] = any([name, "input", ""])
        case 6: nodes[index]["frozen"] = any([true, false, ["weight"], ["bias", "bias"], ["x"], 1] as [Any])
        case 7:
          let (key, value) = any(arguments)
          nodes[index][key] = value
        default:
          for (key, value) in nodes[index].sorted(by: { $0.key < $1.key }) where value is NSNumber { nodes[index][key] = any(numbers) }
        }
      }
      document["nodes"] = nodes
      let data = try JSONSerialization.data(withJSONObject: document, options: .sortedKeys)
      slowest = max(
        slowest,
        ContinuousClock().measure {
          if isTaken({ () throws(RecordError) in _ = try ModelDescription(data, file: "f", tensorNames: ["bn1.running_mean"]) }) {
            taken += 1
          }
        })
    }
    print("fuzz graphs: 100000 inputs, \(taken) taken, \(100_000 - taken) refused, slowest \(slowest)")
    #expect(slowest < .seconds(10) && taken > 100 && taken < 100_000)
  }

  @Test("request.json")
  func request() throws {
    let requests = try GoldenCase.all.map { try $0.request() }
    Fuzz(requests).run("request JSON") { data in isTaken { () throws(RecordError) in _ = try Request(data, file: "f") }
    }
  }
}
