internal import Networks

/// The whole of `model.json`. A list of layers is read as nodes, each of which reads the one before.
struct ModelDocument: Codable {
  let input: [Int]
  let loss: Loss
  let nodes: [NodeDescription]
  /// Whether the nodes stand there as such.
  let isGraph: Bool

  private enum CodingKeys: CodingKey { case input, loss, layers, nodes }

  private struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  init(input: [Int], loss: Loss, nodes: [NodeDescription], isGraph: Bool) {
    (self.input, self.loss, self.nodes, self.isGraph) = (input, loss, nodes, isGraph)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    input = try container.decode([Int].self, forKey: .input)
    loss = try container.decode(Loss.self, forKey: .loss)
    /// A list whose length is looked at before its elements are.
    func list<Element: Decodable>(_ key: CodingKeys, of type: Element.Type) throws -> [Element] {
      var list = try container.nestedUnkeyedContainer(forKey: key)
      guard (1...Network.largestDepth).contains(list.count ?? 0) else {
        throw Problem(description: "found \(list.count ?? 0) \(key.stringValue), expected 1 to \(Network.largestDepth)")
      }
      var elements = [Element]()
      while !list.isAtEnd { elements.append(try list.decode(type)) }
      return elements
    }
    switch (container.contains(.layers), container.contains(.nodes)) {
    case (true, false): nodes = try list(.layers, of: LayerDescription.self).enumerated().map { NodeDescription(chained: $1, at: $0) }
    case (false, true): nodes = try list(.nodes, of: NodeDescription.self)
    case (true, true): throw Problem(description: "found layers and nodes, expected either")
    case (false, false): throw Problem(description: "found no layers and no nodes, expected either")
    }
    isGraph = container.contains(.nodes)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(input, forKey: .input)
    try container.encode(loss, forKey: .loss)
    if isGraph { try container.encode(nodes, forKey: .nodes) } else { try container.encode(nodes.map(\.layer), forKey: .layers) }
  }
}
