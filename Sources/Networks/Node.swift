/// One operation of a network: a layer, the values that it reads, and whose tensors it uses.
public struct Node: Sendable {
  /// The name of the batch among the inputs of nodes.
  public static let input = "input"

  /// A name of its own; tensors are named `<name>.weight` and so on.
  public let name: String
  /// What it does.
  public let layer: any Layer
  /// The earlier nodes whose outputs it reads, or `Node.input`. A name may come twice.
  public let inputs: [String]
  /// An earlier node of the same type and sizes whose parameters it uses; nil for its own.
  public let parameters: String?
  /// An earlier node whose running statistics it uses; nil for its own.
  public let state: String?

  /// A node. `Network` checks that names exist and that layers fit their inputs.
  ///
  /// - Parameters:
  ///   - name: a name of its own.
  ///   - layer: what it does.
  ///   - inputs: names of earlier nodes, or `Node.input`.
  ///   - parameters: an earlier node whose parameters it uses.
  ///   - state: an earlier node whose running statistics it uses.
  public init(_ name: String, _ layer: any Layer, _ inputs: [String], parameters: String? = nil, state: String? = nil) {
    self.name = name
    self.layer = layer
    self.inputs = inputs
    self.parameters = parameters
    self.state = state
  }

  /// The same node with another layer.
  public func replacing(_ layer: any Layer) -> Node { Node(name, layer, inputs, parameters: parameters, state: state) }
}
