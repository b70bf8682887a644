internal import Networks
public import Records

/// A layer of a network as a request names it: by its place, from 0, or by the name of its node.
public enum LayerReference: SettingValue, Hashable, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, CustomStringConvertible {
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

  public static var schema: [String: JSONValue] { ["type": ["integer", "string"], "minimum": 0] }

  public var json: JSONValue {
    switch self {
    case .index(let index): .integer(index)
    case .name(let name): .string(name)
    }
  }

  public var problem: SettingProblem? {
    guard case .index(let index) = self, index < 0 else { return nil }
    return SettingProblem(place: "", found: "\(index)", expected: "an index from 0 or a node's name")
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
