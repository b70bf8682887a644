public import Foundation

/// A JSON value with which results are written: sorted keys, and null for a number that is none.
public enum JSONValue: Codable, Equatable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// null.
  case null
  /// true or false.
  case bool(Bool)
  /// A number; not finite ones are written as null.
  case number(Double)
  /// A whole number.
  case integer(Int)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// An object.
  case object([String: JSONValue])

  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(Dictionary(uniqueKeysWithValues: elements)) }

  /// Any encodable value as JSON, with keys in snake case.
  ///
  /// - Throws: what the value's own encoding throws.
  public static func encoding(_ value: some Encodable) throws -> JSONValue {
    func convert(_ any: Any) -> JSONValue {
      switch any {
      case let object as [String: Any]: .object(object.mapValues(convert))
      case let list as [Any]: .array(list.map(convert))
      case let text as String: .string(text)
      case let number as NSNumber: .number(number.doubleValue)
      default: .null
      }
    }
    return convert(try JSONSerialization.jsonObject(with: data(value), options: .fragmentsAllowed))
  }

  /// A list of numbers.
  public static func numbers(_ values: [Double]) -> JSONValue { .array(values.map { .number($0) }) }

  /// Reads any value; a number is not told from a whole one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let values = try? container.decode([JSONValue].self) {
      self = .array(values)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Writes the value into an encoder.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value): value.isFinite ? try container.encode(value) : try container.encodeNil()
    case .integer(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let values): try container.encode(values)
    }
  }

  /// The JSON text of any value, keys sorted and in snake case, indented, with a line feed at its end.
  ///
  /// - Throws: what the value's own encoding throws.
  public static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try encoder.encode(value) + Data([0x0A])
  }
}
