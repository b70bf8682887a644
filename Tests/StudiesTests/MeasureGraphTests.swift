import Foundation
import Records
import TestSupport
import Testing

/// `measure` on networks that branch, join and share.
@Suite("measure on graphs", .serialized)
struct MeasureGraphTests {
  /// A golden case's folder and files of it that a test changes, in a folder of the test's own.
  private struct Copy {
    let folder: String
    let model: String

    init(of name: String) throws {
      let golden = try #require(GoldenCase.all.first { $0.testDescription == name })
      folder = "\(try TemporaryFolder.make())/case"
      try FileManager.default.copyItem(atPath: golden.folder, toPath: folder)
      model = try String(contentsOfFile: golden.files.model, encoding: .utf8).filter { !$0.isWhitespace }
    }

    func write(_ text: String, _ file: String) throws {
      try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    }

    /// The answer, and what stood on standard error.
    func answer(_ request: String, _ options: String = "") throws -> (json: [String: Any], errors: String) {
      try write(request, "request.json")
      let result = try Command.run("measure", "--case \(folder) \(options)", in: folder)
      #expect(result.status == 0, "\(result)")
      return (try JSON.object(Data(result.output.utf8)), result.errors)
    }
  }

  private func expectEqual(_ found: Any?, _ expected: Any?, sourceLocation: SourceLocation = #_sourceLocation) throws {
    JSON.expectAgreement(
      try #require(found), try #require(expected), relative: 1e-11, countsExactly: true, absolute: { _ in 1e-14 },
      sourceLocation: sourceLocation)
  }

  private static let request =
    #"{"evaluation": {}, "activations": {"bins": 40, "lower": -4, "upper": 4}, "theory": {"layer": "layer2.0.bn1"}}"#

  @Test("values that no memory holds are refused before memory is asked for")
  func memory() throws {
    let copy = try Copy(of: "resnet-small")
    // 24 doublings of 192 values an example: within the limit of one tensor, and 100 GB and more for a batch.
    var nodes = [#"{"name": "0", "type": "Concat", "inputs": ["input", "input"]}"#]
    for i in 1..<24 { nodes.append("{\"name\": \"\(i)\", \"type\": \"Concat\", \"inputs\": [\"\(i - 1)\", \"\(i - 1)\"]}") }
    nodes.append(
      #"{"name": "m", "type": "Mean", "inputs": ["23"]}, {"name": "s", "type": "Slice", "inputs": ["m"], "start": 0, "stop": 9}"#)
    try copy.write(#"{"input": [3, 8, 8], "loss": "cross_entropy", "nodes": ["# + nodes.joined(separator: ", ") + "]}", "model.json")
    try copy.write("{}", "request.json")
    let result = try Command.run("measure", "--case \(copy.folder)", in: copy.folder)
    let lines = result.errors.split(separator: "\n")
    #expect(result.status == 1 && lines.count == 1 && result.errors.contains("model.json: found values of "), "\(result)")
  }

  @Test("what attention keeps of every pair of tokens counts too", arguments: [7, 16])
  func attentionMemory(doublings: Int) throws {
    let copy = try Copy(of: "resnet-small")
    // 24,576 tokens an example are few values, and 6 · 10⁸ pairs; 12 million tokens have more pairs than a product of them with a few is a number.
    var nodes = [#"{"name": "0", "type": "Concat", "inputs": ["input", "input"]}"#]
    for i in 1..<doublings { nodes.append("{\"name\": \"\(i)\", \"type\": \"Concat\", \"inputs\": [\"\(i - 1)\", \"\(i - 1)\"]}") }
    nodes.append("{\"name\": \"q\", \"type\": \"Reshape\", \"inputs\": [\"\(doublings - 1)\"], \"shape\": [1, \(192 << doublings), 1]}")
    nodes.append(
      #"{"name": "a", "type": "ScaledDotProductAttention", "inputs": ["q", "q", "q"]}, {"name": "m", "type": "Mean", "inputs": ["a"]}"#)
    nodes.append(#"{"name": "l", "type": "Linear", "inputs": ["m"], "out_features": 9}"#)
    try copy.write(#"{"input": [3, 8, 8], "loss": "cross_entropy", "nodes": ["# + nodes.joined(separator: ", ") + "]}", "model.json")
    try copy.write("{}", "request.json")
    var tensors = [(String, StoredTensor)]()
    tensors.append(("l.weight", StoredTensor([Double](repeating: 0.1, count: 9), shape: [9, 1])))
    tensors.append(("l.bias", StoredTensor([Double](repeating: 0, count: 9), shape: [9])))
    try TensorFile.write(tensors.map { (name: $0.0, tensor: $0.1) }, to: "\(copy.folder)/weights.safetensors")
    let result = try Command.run("measure", "--case \(copy.folder)", in: copy.folder)
    let found = doublings == 7 ? "found values and scratch of " : "layer a (ScaledDotProductAttention): found 12582912 × 12582912 pairs"
    #expect(result.status == 1 && result.errors.split(separator: "\n").count == 1 && result.errors.contains(found), "\(result)")
  }

  @Test("what no measurement looks at is said: tensors that no node uses, frozen parameters")
  func leftOut() throws {
    let copy = try Copy(of: "resnet-small")
    let whole = try copy.answer(Self.request)
    #expect(whole.errors.isEmpty && whole.json["left_out"] == nil)
    var tensors = try TensorFile.read("\(copy.folder)/weights.safetensors")
    tensors["layer1.0.positions"] = StoredTensor([0, 1, 2 as Int64], shape: [3])
    tensors["head.weight"] = StoredTensor([1.0], shape: [1])
    try TensorFile.write(tensors.map { ($0.key, $0.value) }, to: "\(copy.folder)/weights.safetensors")
    try copy.write(
      copy.model.replacing("\"name\":\"conv1\"", with: "\"name\":\"conv1\",\"frozen\":true")
        .replacing("\"name\":\"layer2.0.bn1\"", with: "\"name\":\"layer2.0.bn1\",\"frozen\":[\"weight\"]"), "model.json")
    let found = try copy.answer(Self.request)
    var expected = try #require((whole.json["gradient"] as? [String: Any])?["tensors"] as? [String: Double])
    for name in ["conv1.weight", "layer2.0.bn1.weight"] { #expect(expected.removeValue(forKey: name) != nil) }
    let parameters = try TensorFile.read("\(copy.folder)/direction.safetensors").filter { expected[$0.key] != nil }
    #expect(
      found.errors == "Measured: \(parameters.values.reduce(0) { $0 + $1.count }) parameters in \(parameters.count) tensors\n"
        + "Left out: frozen parameters, which no measurement moves: conv1.weight, layer2.0.bn1.weight\n"
        + "Left out: tensors of the weights file that no node uses: head.weight, layer1.0.positions\n")
    #expect(
      found.json["left_out"] as? [String: [String]]
        == ["frozen": ["conv1.weight", "layer2.0.bn1.weight"], "tensors": ["head.weight", "layer1.0.positions"]])
    // All else is as it was: the theorem goes by the layer, frozen or not.
    for name in ["loss", "evaluation", "activations", "theory"] { try expectEqual(found.json[name], whole.json[name]) }
    let norms = (found.json["gradient"] as? [String: Any])?["tensors"] as? [String: Double]
    #expect(norms?.count == expected.count)
    try expectEqual(norms, expected)
  }

  @Test("the theorem at a node by its name and by its place")
  func theory() throws {
    let copy = try Copy(of: "resnet-small")
    let (named, placed) = (try copy.answer(Self.request).json, try copy.answer(#"{"theory": {"layer": 11}}"#).json)
    let (theory, other) = (try #require(named["theory"] as? [String: Any]), try #require(placed["theory"] as? [String: Any]))
    #expect(theory["layer"] as? String == "layer2.0.bn1" && other["layer"] as? Int == 11)
    let units = try #require(theory["units"] as? [[String: Any]])
    #expect(units.count == 6)
    try expectEqual(other["units"], units)
    for unit in units {
      let (side, bound) = (unit["normalized_gradient_norm_squared"] as? Double, unit["bound"] as? Double)
      expectAgreement([try #require(side)], [try #require(bound)], relative: 1e-3, "equal up to ε")
    }
    for (layer, found) in [("\"relu\"", "layer relu, ReLU"), ("\"bn9\"", "layer bn9, no such layer"), ("99", "layer 99, no such layer")] {
      try copy.write("{\"theory\": {\"layer\": \(layer)}}", "request.json")
      let result = try Command.run("measure", "--case \(copy.folder)", in: "/")
      #expect(result.status == 1 && result.errors.hasSuffix("request.json: theory: found \(found), expected a BatchNorm\n"), "\(result)")
    }
  }

  @Test("measurements drop nothing")
  func dropout() throws {
    let copy = try Copy(of: "resnet-small")
    let request = #"{"evaluation": {}, "hessian_vector_product": {}, "covariate_shift": {"learning_rate": 0.1}}"#
    let whole = try copy.answer(request).json
    let reader = "\"type\":\"Linear\",\"inputs\":["
    try copy.write(
      copy.model.replacing("{\"name\":\"fc\",", with: #"{"name":"drop","type":"Dropout","inputs":["avgpool"],"p":0.5},{"name":"fc","#)
        .replacing("\(reader)\"avgpool\"", with: "\(reader)\"drop\""), "model.json")
    try expectEqual(try copy.answer(request).json, whole)
  }

  @Test("the gradient and the product, tensor by tensor")
  func tensors() throws {
    let copy = try Copy(of: "shared-recurrent")
    let whole = try copy.answer(#"{"hessian_vector_product": {}}"#, "--tensors vectors.safetensors").json
    let vectors = try TensorFile.read("\(copy.folder)/vectors.safetensors")
    for entry in ["gradient", "hessian_vector_product"] {
      let norms = try #require((whole[entry] as? [String: Any])?["tensors"] as? [String: Double])
      #expect(norms.count == vectors.keys.count { $0.hasPrefix("\(entry).") })
      for (tensor, norm) in norms {
        let values = try #require(vectors["\(entry).\(tensor)"]).doubles
        expectAgreement([values.reduce(0) { $0 + $1 * $1 }.squareRoot()], [norm], relative: 1e-12, absolute: 1e-14, "\(entry).\(tensor)")
      }
    }
  }
}
