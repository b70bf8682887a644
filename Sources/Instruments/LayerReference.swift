internal import Networks

/// A layer of a network as a request names it: by its place, from 0, or by the name of its node.
public enum LayerReference: Codable, Hashable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, CustomStringConvertible {
  /// Its place.
  case index(Int)
  /// Its node's name.
  case name(String)

  /// A place.
  public init(integerLiteral value: Int) { self = .index(value) }
  /// A name.
  public init(stringLiteral value: String) { self = .name(value) }

  private struct OtherKind: Error, CustomStringConvertible {
    var description: String { "found another kind of value, expected a layer's index or a node's name" }
  }

  /// Reads a number or a text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let index = try? container.decode(Int.self) {
      self = .index(index)
    } else if let name = try? container.decode(String.self) {
      self = .name(name)
    } else {
      throw OtherKind()
    }
  }

  /// Writes it as it was read.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .index(let index): try container.encode(index)
    case .name(let name): try container.encode(name)
    }
  }

  /// The place or the name.
  public var description: String {
    switch self {
    case .index(let index): "\(index)"
    case .name(let name): name
    }
  }

  /// Its place in a network; nil where that has no such layer.
  func index(in network: Network) -> Int? {
    switch self {
    case .index(let index): network.nodes.indices.contains(index) ? index : nil
    case .name(let name): network.nodes.firstIndex { $0.name == name }
    }
  }
}
