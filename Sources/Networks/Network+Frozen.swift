extension Network {
  /// The same network with some of its parameters as constants, which are then none of its parameters. Nodes that share them share the constants.
  ///
  /// - Parameters:
  ///   - names: the tensors' names; others than parameters are passed over.
  ///   - parameters: θ, where the constants come from.
  /// - Throws: `NetworkError`, as for any network.
  public func freezing(_ names: Set<String>, at parameters: [Double]) throws(NetworkError) -> Network {
    precondition(parameters.count == self.parameters.count, "as many parameters as the network has")
    var constants = [Int: [String: [Double]]]()
    for entry in self.parameters.entries where names.contains(entry.name) {
      constants[entry.layer, default: [:]][entry.tensorName] = Array(parameters[entry.range])
    }
    var frozen = [Node]()
    for (index, node) in nodes.enumerated() {
      guard let values = constants[self.parameters.owners[index]] else {
        frozen.append(node)
        continue
      }
      do throws(LayerMismatch) {
        frozen.append(node.replacing(try Frozen(node.layer, for: inputShapes(ofLayer: index), constants: values)))
      } catch {
        throw .doesNotFit(layer: node.name, type: node.layer.name, found: error.found, expected: error.expected)
      }
    }
    return try Network(input: inputShape, nodes: frozen)
  }

  /// A parameter that is a constant.
  public struct Constant: Sendable {
    /// Its full name, as a parameter's.
    public let name: String
    /// The node that brings it.
    public let layer: Int
    /// Its dimensions.
    public let dimensions: [Int]
    /// Its values.
    public let values: [Double]
  }

  /// The parameters that are constants, in the order of nodes.
  public var constants: [Constant] {
    nodes.indices.filter { parameters.owners[$0] == $0 }.flatMap { index in
      ((nodes[index].layer as? Frozen)?.tensors ?? []).compactMap { tensor in
        tensor.values.map {
          Constant(
            name: "\(nodes[index].name).\(tensor.specification.name)", layer: index, dimensions: tensor.specification.dimensions,
            values: $0)
        }
      }
    }
  }
}
