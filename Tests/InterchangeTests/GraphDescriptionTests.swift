import Foundation
import Interchange
import Networks
import Records
import TestSupport
import Testing

/// `model.json` with nodes: what it takes, and what it refuses in one line that names the node.
@Suite("model.json with nodes")
struct GraphDescriptionTests {
  /// A file for inputs of four features, whose last node is a `Linear`.
  private func data(_ nodes: String, input: String = "[4]") -> Data {
    Data(#"{"input": \#(input), "loss": "cross_entropy", "nodes": [\#(nodes)]}"#.utf8)
  }

  private func model(_ nodes: String, input: String = "[4]", tensors: Set<String> = []) throws(RecordError) -> ModelDescription {
    try ModelDescription(data(nodes, input: input), file: "model.json", tensorNames: tensors)
  }

  private func problem(_ nodes: String, input: String = "[4]") -> String {
    do throws(RecordError) {
      _ = try model(nodes, input: input)
      return "nothing"
    } catch {
      let lines = error.description.split(whereSeparator: \.isNewline)
      #expect(lines.count == 1)
      return error.description
    }
  }

  @Test("every network of the layers' tests comes back", arguments: Problem.all)
  func written(problem: Problem) throws {
    let network = problem.network
    let data = try #require(try ModelDescription.data(network, loss: problem.loss))
    let names = Set((network.parameters.entries + network.state.entries).map(\.name))
    let read = try ModelDescription(data, file: "model.json", tensorNames: names)
    #expect(read.isGraph == !network.isChain && read.frozen.isEmpty && read.loss == problem.loss)
    #expect(read.network.nodes.map(\.name) == network.nodes.map(\.name) && read.network.inputs == network.inputs)
    #expect(read.network.shapes == network.shapes && read.network.layers.map(\.name) == network.layers.map(\.name))
    // How tensors start is no matter for a file that comes with their values.
    func outline(_ layout: TensorLayout) -> [String] {
      layout.entries.map { "\($0.name) \($0.dimensions) \($0.range) \($0.layer) \($0.role.isWeight)" } + layout.owners.map(String.init)
    }
    #expect(outline(read.network.parameters) == outline(network.parameters) && read.network.state == network.state)
    #expect(try ModelDescription.data(read.network, loss: read.loss) == data)
  }

  @Test("every file of a graph comes back from its network")
  func golden() throws {
    let graphs = GoldenCase.all.filter { $0.isGraph }
    #expect(graphs.map(\.testDescription) == ["dense-concat", "grouped-conv", "resnet-small", "shared-recurrent"])
    for golden in graphs {
      let names = Set(try TensorFile.read(golden.files.weights).keys)
      let read = try ModelDescription(contentsOf: golden.files.model, tensorNames: names)
      #expect(read.isGraph && Set((read.network.parameters.entries + read.network.state.entries).map(\.name)) == names)
      let data = try #require(try ModelDescription.data(read.network, loss: read.loss))
      let again = try ModelDescription(data, file: "model.json", tensorNames: names)
      #expect(again.network.parameters == read.network.parameters && again.network.state == read.network.state)
      #expect(again.network.inputs == read.network.inputs && again.network.shapes == read.network.shapes)
    }
  }

  @Test("inputs have one to six dimensions")
  func inputs() throws {
    let flat = #"{"name": "f", "type": "Flatten", "inputs": ["input"]}"#
    for input in ["[2]", "[2, 3]", "[2, 3, 4]", "[2, 1, 3, 1]", "[1, 2, 1, 2, 1]", "[1, 2, 1, 2, 1, 2]"] {
      let dimensions = try JSONDecoder().decode([Int].self, from: Data(input.utf8))
      let network = try model(flat, input: input).network
      #expect(network.inputShape.dimensions == dimensions && network.outputShape.count == dimensions.reduce(1, *))
    }
    for input in ["[]", "[1, 1, 1, 1, 1, 1, 1]", "[0]", "[2, -1]", "[16777217]"] {
      #expect(problem(flat, input: input).hasPrefix("model.json: input: found \(input), expected 1 to 6 dimensions, each from 1 to"))
    }
  }

  @Test("running statistics go by the name before the last dot, and by the node that they are shared with")
  func statistics() throws {
    let nodes = """
      {"name": "a.0.bn", "type": "BatchNorm", "inputs": ["input"]}, {"name": "a.0", "type": "BatchNorm", "inputs": ["a.0.bn"]},
      {"name": "b", "type": "BatchNorm", "inputs": ["a.0"], "parameters": "a.0.bn", "state": "a.0.bn"},
      {"name": "c", "type": "BatchNorm", "inputs": ["b"], "parameters": "b", "state": "b"},
      {"name": "d", "type": "BatchNorm", "inputs": ["c"], "parameters": "c"}
      """
    let network = try model(nodes, tensors: ["a.0.bn.running_mean", "a.0.bn.running_var", "d.running_mean", "d.running_var"]).network
    #expect(network.layers.compactMap { ($0 as? BatchNormalization)?.tracksStatistics } == [true, false, true, true, true])
    #expect(network.state.owners == [0, 1, 0, 0, 4] && network.parameters.owners == [0, 1, 0, 0, 0])
    #expect(
      network.state.entries.map(\.name)
        == ["a.0.bn", "d"].flatMap { name in ["running_mean", "running_var", "num_batches_tracked"].map { "\(name).\($0)" } })
  }

  @Test("frozen: all of a node's parameters, some, or none; those that share them go along")
  func frozen() throws {
    let nodes = """
      {"name": "a", "type": "Linear", "inputs": ["input"], "out_features": 4, "frozen": true},
      {"name": "b", "type": "LayerNorm", "inputs": ["a"], "frozen": ["weight"]},
      {"name": "c", "type": "Linear", "inputs": ["b"], "out_features": 4, "parameters": "a"},
      {"name": "d", "type": "Linear", "inputs": ["c"], "out_features": 4, "frozen": false},
      {"name": "e", "type": "Linear", "inputs": ["d"], "out_features": 4, "parameters": "a", "frozen": ["bias", "weight"]}
      """
    let description = try model(nodes)
    #expect(description.frozen == ["a.weight", "a.bias", "b.weight"])
    let parameters = [Double](repeating: 0.5, count: description.network.parameters.count)
    let network = try description.network.freezing(description.frozen, at: parameters)
    let data = try #require(try ModelDescription.data(network, loss: .crossEntropy))
    #expect(try ModelDescription(data, file: "model.json", tensorNames: []).frozen == description.frozen)
    let names = Weights.tensors(of: network, parameters: [Double](repeating: 1, count: network.parameters.count), state: []).map(\.name)
    #expect(names.sorted() == description.network.parameters.entries.map(\.name).sorted())

    let linear = #"{"name": "a", "type": "Linear", "inputs": ["input"], "out_features": 3, "frozen": "#
    #expect(problem(linear + #"["scale"]}"#) == "model.json: layer a (Linear): found frozen scale, expected some of weight, bias")
    #expect(
      problem(linear + "1}") == "model.json: nodes[0] \"a\".frozen: found another kind of value, expected true or a list of tensors' names")
    #expect(
      problem(#"{"name": "a", "type": "ReLU", "inputs": ["input"], "frozen": ["weight"]}"#)
        == "model.json: layer a (ReLU): found frozen weight, expected none")
    #expect(
      problem(
        #"{"name": "a", "type": "LayerNorm", "inputs": ["input"], "frozen": ["bias"]}, "#
          + #"{"name": "b", "type": "LayerNorm", "inputs": ["a"], "parameters": "a", "frozen": ["weight"]}"#)
        == "model.json: layer b (LayerNorm): found another frozen than that of \"a\", whose parameters it uses, expected the same or none")
  }

  @Test("constants: held still like frozen parameters, and told apart from them")
  func constants() throws {
    let description = try model(
      """
      {"name": "a", "type": "Linear", "inputs": ["input"], "out_features": 4, "constants": true},
      {"name": "b", "type": "LayerNorm", "inputs": ["a"], "frozen": ["weight"], "constants": ["bias"]},
      {"name": "c", "type": "Linear", "inputs": ["b"], "out_features": 4}
      """)
    #expect(description.constants == ["a.weight", "a.bias", "b.bias"])
    #expect(description.frozen == ["a.weight", "a.bias", "b.bias", "b.weight"])
    #expect(
      problem(#"{"name": "a", "type": "Linear", "inputs": ["input"], "out_features": 3, "constants": ["scale"]}"#)
        == "model.json: layer a (Linear): found constants scale, expected some of weight, bias")
  }

  private static func node(_ name: String, _ type: String, _ inputs: [String], _ rest: String = "") -> String {
    #"{"name": "\#(name)", "type": "\#(type)", "inputs": [\#(inputs.map { "\"\($0)\"" }.joined(separator: ", "))]\#(rest)}"#
  }

  private static let refusals: [(nodes: [String], problem: String)] = {
    let four = #", "out_features": 4"#
    let (a, image) = (node("a", "Linear", ["input"], four), node("i", "Reshape", ["input"], #", "shape": [1, 2, 2]"#))
    return [
      (
        [node("a", "Add", ["input", "b"]), node("b", "ReLU", ["a"])], "node \"a\": found input \"b\", expected an earlier node or \"input\""
      ),
      ([node("a", "Add", ["input", "a"])], "node \"a\": found input \"a\", expected an earlier node or \"input\""),
      ([a, node("b", "ReLU", ["nowhere"])], "node \"b\": found input \"nowhere\", expected an earlier node or \"input\""),
      ([a, node("a", "ReLU", ["a"])], "node \"a\": found a name that is used already, expected a name of its own"),
      ([node("input", "ReLU", ["input"])], "node \"input\": found a name that is used already, expected a name of its own"),
      ([node("", "ReLU", ["input"])], "node \"\": found no name, expected a name of its own"),
      (
        [node("a b", "ReLU", ["input"])],
        "node \"a b\": found a name of 3 bytes, expected at most 500 without spaces"
      ),
      ([node(String(repeating: "n", count: 501), "ReLU", ["input"])], "found a name of 501 bytes, expected at most 500 without spaces"),
      ([a, node("b", "ReLU", ["input"])], "node \"a\": found an output that no node reads, expected a reader, or the last place"),
      ([node("a", "ReLU", [])], "node \"a\": found no inputs, expected one or more"),
      ([node("a", "ReLU", ["input", "input"])], "layer a (ReLU): found 2 inputs, expected one"),
      ([node("a", "Add", ["input"])], "layer a (Add): found 1 input, expected two or more"),
      (
        [node("b", "Linear", ["input"], #", "out_features": 3"#), node("c", "Multiply", ["b", "input"])],
        "layer c (Multiply): found inputs of 3 and 4, expected one shape"
      ),
      ([image, node("c", "Concat", ["i", "input"])], "layer c (Concat): found "),
      (
        [node("q", "ScaledDotProductAttention", ["input", "input", "input"])], "layer q (ScaledDotProductAttention): found "
      ),
      ([node("r", "Reshape", ["input"], #", "shape": [3, 2]"#)], "layer r (Reshape): found shape [3, 2] for an input of 4, expected "),
      ([node("r", "Reshape", ["input"], #", "shape": [4, 0]"#)], "layer r (Reshape): found shape 0, expected a number from 1 to 16777216"),
      (
        [node("r", "Reshape", ["input"], #", "shape": [1, 1, 1, 1, 1, 1, 4]"#)],
        "layer r (Reshape): found shape of 7 dimensions, expected 1 to 6 of them"
      ),
      ([node("r", "Reshape", ["input"], #", "shape": 4"#)], "nodes[0] \"r\".shape: found another kind of value, expected a list"),
      ([node("s", "Slice", ["input"], #", "start": 2, "stop": 5"#)], "layer s (Slice): found "),
      ([node("s", "Slice", ["input"], #", "start": -1, "stop": 5"#)], "layer s (Slice): found start -1, expected a number from 0 to "),
      ([node("s", "Select", ["input"], #", "index": 4"#)], "layer s (Select): found "),
      ([node("t", "Transpose", ["input"], #", "dim0": 0, "dim1": 1"#)], "layer t (Transpose): found dimension 1 of an input of 4"),
      ([node("t", "Transpose", ["input"], #", "dim0": 0, "dim1": 6"#)], "layer t (Transpose): found dim1 6, expected a number from 0 to 5"),
      ([node("t", "Transpose", ["input"], #", "dim0": 0"#)], "nodes[0] \"t\": found no dim1, expected one"),
      ([node("n", "LayerNorm", ["input"], #", "normalized_shape": 3"#)], "layer n (LayerNorm): found "),
      (
        [node("n", "RMSNorm", ["input"], #", "normalized_shape": "4""#)],
        "nodes[0] \"n\".normalized_shape: found another kind of value, expected a whole number or a list of them"
      ),
      (
        [node("h", "Hardtanh", ["input"], #", "min_val": 1, "max_val": 1"#)],
        "layer h (Hardtanh): found min_val 1.0, max_val 1.0, expected a smaller number and a larger one"
      ),
      ([node("g", "GELU", ["input"], #", "approximate": "exact""#)], "nodes[0] \"g\".approximate: found exact, expected one of none, tanh"),
      ([image, node("p", "AdaptiveAvgPool2d", ["i"], #", "output_size": 3"#)], "layer p (AdaptiveAvgPool2d): found an input of 1×2×2"),
      (
        [a, node("r", "ReLU", ["a"]), node("s", "ReLU", ["r"], #", "parameters": "r""#)],
        "layer s (ReLU): found parameters \"r\" for a layer that has none, expected no such entry"
      ),
      ([a, node("layer1.0.conv1", "Linear", ["a"], #", "out": 3"#)], "nodes[1] \"layer1.0.conv1\": found no out_features, expected one"),
      (
        [a, node("b", "Linear", ["a"], #", "out_features": 3, "bia": true"#)],
        "nodes[1] \"b\".bia: found an unknown name, expected one of "
      ),
      ([a, #"{"type": "ReLU", "inputs": ["a"]}"#], "nodes[1]: found no name, expected one"),
      ([node("m", "Mean", ["input"])], "layer m (Mean): found an input of 4, expected an image"),
      (
        [a, node("b", "Linear", ["a"], #", "out_features": 3, "parameters": "a""#)],
        "layer b (Linear): found parameters \"a\", a node with other arguments, expected one of the same type and arguments"
      ),
      (
        [a, node("b", "LayerNorm", ["a"], #", "parameters": "a""#)],
        "layer b (LayerNorm): found parameters \"a\", a node of type Linear, expected one of the same type and arguments"
      ),
      (
        [node("n", "BatchNorm", ["input"]), node("m", "BatchNorm", ["n"], #", "eps": 0.1, "parameters": "n""#)],
        "layer m (BatchNorm): found parameters \"n\", a node with other arguments, expected one of the same type and arguments"
      ),
      (
        [node("n", "BatchNorm", ["input"]), node("m", "BatchNorm", ["n"], #", "momentum": 0.2, "state": "n""#)],
        "layer m (BatchNorm): found state \"n\", a node with other arguments, expected one of the same type and arguments"
      ),
      (
        [
          node("b", "Linear", ["input"], #", "out_features": 3"#),
          node("c", "Linear", ["b"], #", "out_features": 3, "parameters": "b""#),
        ],
        "layer c (Linear): found parameters weight [3, 3], bias [3], expected those of b (Linear): weight [3, 4], bias [3]"
      ),
      ([a, node("b", "Linear", ["a"], four + #", "parameters": "c""#)], "node \"b\": found parameters of \"c\", expected an earlier node"),
      ([a, node("b", "Linear", ["a"], four + #", "parameters": "b""#)], "node \"b\": found parameters of \"b\", expected an earlier node"),
      (
        [a, node("b", "Linear", ["a"], four + #", "parameters": "input""#)],
        "node \"b\": found parameters of \"input\", expected an earlier node"
      ),
      (
        [a, node("b", "Linear", ["a"], four + #", "state": "a""#)],
        "layer b (Linear): found state \"a\" for a layer that has no running statistics, expected no such entry"
      ),
      (
        [node("n", "BatchNorm", ["input"], #", "state": "x""#)], "node \"n\": found running statistics of \"x\", expected an earlier node"
      ),
      ([a, node("b", "Relu", ["a"])], "nodes[1] \"b\": found type Relu, expected one of Linear, Conv2d, BatchNorm, "),
      ([#"{"type": "ReLU", "inputs": ["input"]}"#], "nodes[0]: found no name, expected one"),
      ([#"{"name": "a", "type": "ReLU"}"#], "nodes[0] \"a\": found no inputs, expected one"),
      ([#"{"name": "a", "inputs": ["input"]}"#], "nodes[0] \"a\": found no type, expected one"),
      (
        [node("a", "ReLU", ["input"], #", "input": "input""#)],
        "nodes[0] \"a\".input: found an unknown name, expected one of name, inputs, parameters, state, frozen, constants, type"
      ),
      ([node("a", "ReLU", ["input"], #", "inputs": ["input"]"#)], "nodes[0] \"a\".inputs: found the name twice, expected it once"),
      ([node("a", "ReLU", ["input"], #", "parameters": null"#)], "nodes[0] \"a\".parameters: found another kind of value, expected a text"),
      ([#"{"name": "a", "type": "ReLU", "inputs": "input"}"#], "nodes[0] \"a\".inputs: found another kind of value, expected a list"),
      ([#"{"name": 1, "type": "ReLU", "inputs": ["input"]}"#], "nodes[0].name: found another kind of value, expected a text"),
      ([image], "layer i (Reshape): found an output of 1×2×2, expected a vector (Flatten before it)"),
      ([], "the file: found 0 nodes, expected 1 to 65536"),
    ]
  }()

  @Test("bad nodes are refused in one line that names them", arguments: refusals.indices)
  func refused(index: Int) {
    let (nodes, expected) = Self.refusals[index]
    let found = problem(nodes.joined(separator: ", "))
    #expect(found.hasPrefix("model.json: ") && found.contains(expected), "\(found)")
  }

  @Test("a file has layers or nodes")
  func either() {
    func problem(_ rest: String) -> String? {
      let error = #expect(throws: RecordError.self) {
        try ModelDescription(Data(#"{"input": [4], "loss": "cross_entropy"\#(rest)}"#.utf8), file: "m", tensorNames: [])
      }
      return error?.problem
    }
    #expect(problem("") == "the file: found no layers and no nodes, expected either")
    #expect(problem(#", "layers": [], "nodes": []"#) == "the file: found layers and nodes, expected either")
    #expect(problem(#", "nodes": {}"#) == "nodes: found another kind of value, expected a list")
    #expect(problem(#", "layers": []"#) == "the file: found 0 layers, expected 1 to 65536")
    #expect(
      problem(#", "layers": [{"type": "ReLU", "name": "a"}]"#) == "layers[0].name: found an unknown name, expected one of type")
  }

  @Test("more nodes than a network has are refused at once, and as many as it may have are read")
  func many() throws {
    func chain(_ count: Int) -> String {
      (0..<count).map { Self.node("n\($0)", "ReLU", [$0 == 0 ? "input" : "n\($0 - 1)"]) }.joined(separator: ",")
    }
    let clock = ContinuousClock()
    let folder = try TemporaryFolder.make()
    let (million, many) = (data(chain(1_000_000)), data(chain(200_000)))
    try million.write(to: URL(fileURLWithPath: "\(folder)/model.json"))
    var taken = clock.measure {
      let error = #expect(throws: RecordError.self) { try ModelDescription(contentsOf: "\(folder)/model.json", tensorNames: []) }
      #expect(error?.problem == "found \(million.count) bytes, expected at most \(ModelDescription.largestFile)")
    }
    #expect(taken < .seconds(5), "\(taken)")
    taken = clock.measure {
      let error = #expect(throws: RecordError.self) { try ModelDescription(many, file: "m", tensorNames: []) }
      #expect(error?.problem == "the file: found 200000 nodes, expected 1 to 65536")
    }
    #expect(taken < .seconds(5), "\(taken)")
    let largest = data(chain(Network.largestDepth))
    taken = try clock.measure {
      let network = try ModelDescription(largest, file: "m", tensorNames: []).network
      #expect(network.nodes.count == Network.largestDepth)
    }
    #expect(taken < .seconds(20), "\(taken)")
  }
}
