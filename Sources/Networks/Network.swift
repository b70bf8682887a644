public import Tensors

/// A network: an immutable list of nodes, each reading earlier ones, with the shapes of their values and the layout of its flat vectors. It holds no values.
///
/// A chain is the network whose node reads the one before. Values are numbered: value 0 is the batch, value i + 1 the output of node i.
public struct Network: Sendable {
  /// The nodes, in the order in which they are computed. "Layer i" is the layer of node i.
  public let nodes: [Node]
  /// For each node, the values that it reads.
  public let inputs: [[Int]]
  /// Shapes of an example of each value: one more than nodes.
  public let shapes: [Shape]
  /// Where the trainable parameters lie in a flat vector.
  public let parameters: TensorLayout
  /// Where the layers' state (running statistics) lies in another.
  public let state: TensorLayout

  /// The most values of an example behind a layer, and the most parameters of one tensor: products of sizes must not overflow.
  public static let largestCount = 1 << 32
  /// The largest kernel, stride, padding or pooling window.
  public static let largestWindow = 1 << 12
  /// The most nodes: each draws its noise from a stream of its own.
  public static let largestDepth = 1 << 16

  /// A chain of layers for inputs of shape `input`; node i is named "i".
  ///
  /// - Throws: `NetworkError`, as for nodes.
  public init(input: Shape, layers: [any Layer]) throws(NetworkError) {
    try self.init(input: input, nodes: layers.enumerated().map { Node("\($0)", $1, [$0 == 0 ? Node.input : "\($0 - 1)"]) })
  }

  /// Joins nodes for inputs of shape `input`. The last one is the output.
  ///
  /// - Throws: `NetworkError.doesNotFit` for a layer that cannot take its inputs or work with its own arguments, or whose tensors are not those that it should
  ///   share; `.tooLarge` for one beyond all memory; `.invalidNode` for a name that comes twice or names nothing before it, and for an output that nobody
  ///   reads; `.invalidArgument` for no nodes, more than `largestDepth`, or an input beyond all memory.
  public init(input: Shape, nodes: [Node]) throws(NetworkError) {
    guard !nodes.isEmpty, nodes.count <= Self.largestDepth else {
      throw .invalidArgument(name: "layers", found: "\(nodes.count)", expected: "1 to \(Self.largestDepth)")
    }
    guard let count = NetworkAssembly.product(input.dimensions), count <= Self.largestCount else {
      throw .invalidArgument(name: "input", found: "\(input) values", expected: "at most \(Self.largestCount)")
    }
    var assembly = NetworkAssembly(input: input)
    for node in nodes { try assembly.add(node) }
    try assembly.requireReaders()
    self.nodes = nodes
    inputs = assembly.inputs
    shapes = assembly.shapes
    let names = nodes.map(\.name)
    parameters = TensorLayout(assembly.parameters.specifications, names: names, owners: assembly.parameters.owners)
    state = TensorLayout(assembly.state.specifications, names: names, owners: assembly.state.owners)
  }

  /// The layers of all nodes.
  public var layers: [any Layer] { nodes.map(\.layer) }

  /// Whether every node reads the one before and shares nothing, under the names of a list of layers.
  public var isChain: Bool {
    nodes.indices.allSatisfy { inputs[$0] == [$0] && nodes[$0].name == "\($0)" } && !parameters.isShared && !state.isShared
  }

  /// Shapes of the inputs of a layer's examples.
  public func inputShapes(ofLayer index: Int) -> [Shape] { inputs[index].map { shapes[$0] } }

  /// Shape of an example of a layer's first input.
  public func inputShape(ofLayer index: Int) -> Shape { shapes[inputs[index][0]] }

  /// Shape of a layer's output example.
  public func outputShape(ofLayer index: Int) -> Shape { shapes[index + 1] }

  /// The layer whose output is a layer's first input; nil where that is the batch.
  public func layer(before index: Int) -> Int? { inputs[index][0] > 0 ? inputs[index][0] - 1 : nil }

  /// The class of a layer in PyTorch, where `BatchNorm` has two.
  public func className(ofLayer index: Int) -> String {
    let layer = nodes[index].layer.unfrozen
    return layer is BatchNormalization ? layer.name + (inputShape(ofLayer: index).isImage ? "2d" : "1d") : layer.name
  }

  /// The same network with other layers in its nodes.
  ///
  /// - Throws: `NetworkError`, where the new layers do not fit.
  public func replacingLayers(_ replacement: (any Layer) -> any Layer) throws(NetworkError) -> Network {
    try replacingLayers { _, layer in replacement(layer) }
  }

  /// The same network with other layers in its nodes, by the node's index and its layer.
  ///
  /// - Throws: `NetworkError`, where the new layers do not fit.
  public func replacingLayers(_ replacement: (_ node: Int, _ layer: any Layer) -> any Layer) throws(NetworkError) -> Network {
    try Network(input: inputShape, nodes: nodes.enumerated().map { $1.replacing(replacement($0, $1.layer)) })
  }

  /// Shape of an input example.
  public var inputShape: Shape { shapes[0] }

  /// Shape of an output example.
  public var outputShape: Shape { shapes[nodes.count] }

  /// How many scalars one thread's pass forward and back over so many samples takes, as it is planned: values, their gradients and what layers keep beside.
  public func passCount(samples: Int, precision: Precision) -> Int {
    ExecutionPlan(network: self, samples: samples, precision: precision, purpose: .training, threads: 1).memory.count
  }

  /// The state before any training: running means 0, spreads 1, counts 0.
  public func initialState<R: Real>(as type: R.Type = R.self) -> [R] {
    var values = [R](onLargePages: 0, count: state.count)
    for entry in state.entries where entry.role == .runningSpread { for i in entry.range { values[i] = 1 } }
    return values
  }
}
