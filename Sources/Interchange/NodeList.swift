internal import Networks
internal import Records

/// What is wrong with a node's entry, in one line that names it.
struct NodeProblem: Error {
  let description: String

  init(description: String) { self.description = description }

  /// What is wrong with a network, its layers under the types that the file gives them.
  init(_ error: NetworkError, _ nodes: [NodeDescription]) {
    func written(_ layer: String, _ type: String) -> String { nodes.first { $0.name == layer }?.layer.type ?? type }
    let own: NetworkError =
      switch error {
      case .doesNotFit(let layer, let type, let found, let expected):
        .doesNotFit(layer: layer, type: written(layer, type), found: found, expected: expected)
      case .tooLarge(let layer, let type, let found): .tooLarge(layer: layer, type: written(layer, type), found: found)
      case .invalidNode, .invalidArgument: error
      }
    description = own.description
  }
}

/// The nodes that `model.json` describes, with checks that need more than one of them.
struct NodeList {
  private(set) var nodes = [Node]()

  /// Bytes of the longest name of a node.
  private static let longestName = 500

  /// Nodes; a normalization keeps running statistics where `tensorNames`, those of the weights file, hold them.
  init(_ descriptions: [NodeDescription], tensorNames: Set<String>) throws(NodeProblem) {
    // Names of nodes hold dots, those of tensors do not.
    var statistics = [String: Set<String>]()
    for name in tensorNames {
      guard let dot = name.lastIndex(of: ".") else { continue }
      statistics[String(name[..<dot]), default: []].insert(String(name[name.index(after: dot)...]))
    }
    /// By node, the layer as its arguments alone make it, and the type that the file gives it.
    var plain = [String: (layer: any Layer, type: String)]()
    /// By node, the one that brings its running statistics.
    var owners = [String: String]()
    for node in descriptions {
      guard node.name.utf8.count <= Self.longestName,
        !node.name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.properties.isWhitespace })
      else {
        throw NodeProblem(
          description:
            "node \"\(node.name.shown(50))\": found a name of \(node.name.utf8.count) bytes, expected at most \(Self.longestName) without spaces"
        )
      }
      let owner = node.state.map { owners[$0] ?? $0 } ?? node.name
      owners[node.name] = owner
      let layer = try Self.layer(node, statistics[owner] ?? [])
      let own = try Self.layer(node, [])
      for (other, what) in [(node.parameters, "parameters"), (node.state, "state")] {
        guard let other, let shared = plain[other], AnyHashable(shared.layer) != AnyHashable(own) else { continue }
        let difference = shared.layer.name == own.name ? "with other arguments" : "of type \(shared.type)"
        throw node.problem("found \(what) \"\(other)\", a node \(difference), expected one of the same type and arguments")
      }
      plain[node.name] = (own, node.layer.type)
      nodes.append(Node(node.name, layer, node.inputs, parameters: node.parameters, state: node.state))
    }
  }

  private static func layer(_ node: NodeDescription, _ statistics: Set<String>) throws(NodeProblem) -> any Layer {
    do throws(ArgumentProblem) {
      return try node.layer.arguments.layer(statistics: statistics)
    } catch {
      throw node.problem("found \(error.name) \(error.found), expected \(error.expected)")
    }
  }

  /// Refuses nodes that would use another's parameters or running statistics and have none to begin with. (A norm over the batch has statistics or not as
  /// the weights do.)
  static func requireTensors(_ descriptions: [NodeDescription], of network: Network) throws(NodeProblem) {
    for (index, node) in descriptions.enumerated() {
      guard let other = node.parameters, network.nodes[index].layer.parameters(for: network.inputShapes(ofLayer: index)).isEmpty else {
        continue
      }
      throw node.problem("found parameters \"\(other)\" for a layer that has none, expected no such entry")
    }
    for (index, node) in descriptions.enumerated() {
      let layer = network.nodes[index].layer.unfrozen
      guard let other = node.state, !(layer is LpNormalization), layer.state(for: network.inputShapes(ofLayer: index)).isEmpty else {
        continue
      }
      throw node.problem("found state \"\(other)\" for a layer that has no running statistics, expected no such entry")
    }
  }

  /// The full names of the parameters that nodes list under an entry: `frozen`, or `constants`.
  static func tensors(
    _ descriptions: [NodeDescription], under entryName: String, _ entries: [FrozenTensors?], of network: Network
  ) throws(NodeProblem) -> Set<String> {
    var frozen = Set<String>()
    for (index, node) in descriptions.enumerated() {
      guard let entry = entries[index] else { continue }
      let tensors = network.nodes[index].layer.parameters(for: network.inputShapes(ofLayer: index)).map(\.name)
      let names: Set<String>
      do throws(ArgumentProblem) {
        names = Set(try entry.names(among: tensors, of: entryName))
      } catch {
        throw node.problem("found \(error.name) \(error.found), expected \(error.expected)")
      }
      let owner = network.nodes[network.parameters.owners[index]].name
      let full = Set(names.map { "\(owner).\($0)" })
      if owner != node.name, !full.isSubset(of: frozen) || names.count != tensors.count(where: { frozen.contains("\(owner).\($0)") }) {
        throw node.problem("found another \(entryName) than that of \"\(owner)\", whose parameters it uses, expected the same or none")
      }
      frozen.formUnion(full)
    }
    return frozen
  }
}

extension NodeDescription {
  /// An entry of a list of layers.
  init(chained layer: LayerDescription, at index: Int) {
    self.init(name: "\(index)", inputs: [index == 0 ? Node.input : "\(index - 1)"], layer: layer)
  }

  fileprivate func problem(_ text: String) -> NodeProblem { NodeProblem(description: "layer \(name) (\(layer.type)): \(text)") }
}
