internal import Tensors

/// A network on its way: nodes are added one by one, and each is checked against those before it.
struct NetworkAssembly {
  /// Tensors of one kind, by node.
  struct Tensors {
    var specifications = [[TensorSpecification]]()
    /// The node that brings a node's tensors.
    var owners = [Int]()

    mutating func append(_ tensors: [TensorSpecification], of owner: Int) {
      specifications.append(tensors)
      owners.append(owner)
    }
  }

  private var nodes = [Node]()
  private var values = [Node.input: 0]
  private(set) var inputs = [[Int]]()
  private(set) var shapes: [Shape]
  private(set) var parameters = Tensors()
  private(set) var state = Tensors()

  init(input: Shape) { shapes = [input] }

  mutating func add(_ node: Node) throws(NetworkError) {
    guard !node.name.isEmpty else { throw .invalidNode(name: node.name, found: "no name", expected: "a name of its own") }
    guard values[node.name] == nil else {
      throw .invalidNode(name: node.name, found: "a name that is used already", expected: "a name of its own")
    }
    var read = [Int]()
    for name in node.inputs {
      guard let value = values[name] else {
        throw .invalidNode(name: node.name, found: "input \"\(name)\"", expected: "an earlier node or \"\(Node.input)\"")
      }
      read.append(value)
    }
    let readShapes = read.map { shapes[$0] }
    let shape = try outputShape(of: node, readShapes)
    let specifications = (node.layer.parameters(for: readShapes), node.layer.state(for: readShapes))
    for sizes in [shape.dimensions] + specifications.0.map(\.dimensions) {
      guard let count = Self.product(sizes), count <= Network.largestCount else {
        throw .tooLarge(layer: node.name, type: node.layer.name, found: "\(sizes.map(String.init).joined(separator: " × ")) values")
      }
    }
    let owners = (
      try owner(of: node, node.parameters, "parameters", specifications.0, in: parameters),
      try owner(of: node, node.state, "running statistics", specifications.1, in: state)
    )
    parameters.append(specifications.0, of: owners.0)
    state.append(specifications.1, of: owners.1)
    nodes.append(node)
    values[node.name] = nodes.count
    inputs.append(read)
    shapes.append(shape)
  }

  /// Throws for a node, the last one apart, whose output nobody reads.
  func requireReaders() throws(NetworkError) {
    let read = Set(inputs.joined())
    for index in nodes.indices.dropLast() where !read.contains(index + 1) {
      throw .invalidNode(name: nodes[index].name, found: "an output that no node reads", expected: "a reader, or the last place")
    }
  }

  private func outputShape(of node: Node, _ inputs: [Shape]) throws(NetworkError) -> Shape {
    guard !inputs.isEmpty else { throw .invalidNode(name: node.name, found: "no inputs", expected: "one or more") }
    do throws(LayerMismatch) {
      return try node.layer.outputShape(for: inputs)
    } catch {
      throw .doesNotFit(layer: node.name, type: node.layer.name, found: error.found, expected: error.expected)
    }
  }

  /// The node that brings a node's tensors: itself, or the one that it shares them with.
  private func owner(
    of node: Node, _ other: String?, _ what: String, _ specifications: [TensorSpecification], in tensors: Tensors
  ) throws(NetworkError) -> Int {
    guard let other else { return nodes.count }
    guard let value = values[other], value > 0 else {
      throw .invalidNode(name: node.name, found: "\(what) of \"\(other)\"", expected: "an earlier node")
    }
    let owner = tensors.owners[value - 1]
    guard nodes[owner].layer.name == node.layer.name, tensors.specifications[owner] == specifications else {
      func list(_ specifications: [TensorSpecification]) -> String {
        specifications.isEmpty ? "none" : specifications.map { "\($0.name) \($0.dimensions)" }.joined(separator: ", ")
      }
      throw .doesNotFit(
        layer: node.name, type: node.layer.name, found: "\(what) \(list(specifications))",
        expected: "those of \(other) (\(nodes[owner].layer.name)): \(list(tensors.specifications[owner]))")
    }
    return owner
  }

  /// The product of sizes, or nil where it overflows.
  static func product(_ sizes: [Int]) -> Int? {
    sizes.reduce(1) { product, size in
      guard let product else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      return overflow ? nil : next
    }
  }
}
