internal import Networks
internal import Tensors

/// A node's entry in `model.json`: what a layer's entry holds, and its place among the others.
///
/// `frozen` goes beyond PyTorch's names: `true`, or a list of tensors' names, for parameters that training does not move (`requires_grad` is false). They are
/// constants and no part of θ. `constants` says the same of tensors that are no parameters of the module at all, such as the numbers of a formula.
struct NodeDescription: Codable {
  let name: String
  let inputs: [String]
  let parameters: String?
  let state: String?
  let frozen: FrozenTensors?
  let constants: FrozenTensors?
  let layer: LayerDescription

  private enum CodingKeys: CodingKey { case name, inputs, parameters, state, frozen, constants }

  init(name: String, inputs: [String], layer: LayerDescription) {
    (self.name, self.inputs, self.layer) = (name, inputs, layer)
    (parameters, state, frozen, constants) = (nil, nil, nil, nil)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    inputs = try container.decode([String].self, forKey: .inputs)
    parameters = try container.decodeIfPresent(String.self, forKey: .parameters)
    state = try container.decodeIfPresent(String.self, forKey: .state)
    frozen = try container.decodeIfPresent(FrozenTensors.self, forKey: .frozen)
    constants = try container.decodeIfPresent(FrozenTensors.self, forKey: .constants)
    layer = try LayerDescription(from: decoder)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(inputs, forKey: .inputs)
    try container.encodeIfPresent(parameters, forKey: .parameters)
    try container.encodeIfPresent(state, forKey: .state)
    try container.encodeIfPresent(frozen, forKey: .frozen)
    try container.encodeIfPresent(constants, forKey: .constants)
    try layer.encode(to: encoder)
  }

  /// A node of a network; nil where its layer is one that the format does not know.
  init?(_ node: Node, inputs shapes: [Shape]) {
    guard let description = LayerDescription(node.layer.unfrozen, channels: shapes[0].channels) else { return nil }
    (name, inputs, state, layer) = (node.name, node.inputs, node.state, description)
    parameters = node.layer.parameters(for: shapes).isEmpty && node.layer as? Frozen == nil ? nil : node.parameters
    let still = ((node.layer as? Frozen)?.tensors ?? []).filter { $0.values != nil }.map(\.specification.name)
    frozen = still.isEmpty || node.parameters != nil ? nil : .some(still)
    constants = nil
  }
}

/// Which of a node's parameters are constants.
enum FrozenTensors: Codable, Equatable {
  /// All, or none.
  case all(Bool)
  /// Some, by name.
  case some([String])

  private struct OtherKind: Error, CustomStringConvertible {
    var description: String { "found another kind of value, expected true or a list of tensors' names" }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let all = try? container.decode(Bool.self) {
      self = .all(all)
    } else if let names = try? container.decode([String].self) {
      self = .some(names)
    } else {
      throw OtherKind()
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .all(let all): try container.encode(all)
    case .some(let names): try container.encode(names)
    }
  }

  /// The names among a node's tensors; throws for a name that is none of theirs.
  func names(among tensors: [String], of entry: String) throws(ArgumentProblem) -> [String] {
    switch self {
    case .all(let all): return all ? tensors : []
    case .some(let names):
      if let other = names.first(where: { !tensors.contains($0) }) {
        let expected = tensors.isEmpty ? "none" : "some of \(tensors.joined(separator: ", "))"
        throw ArgumentProblem(name: entry, found: other, expected: expected)
      }
      return names
    }
  }
}
