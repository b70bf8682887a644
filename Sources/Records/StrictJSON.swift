internal import Foundation

/// A value out of JSON that holds nothing else: decoding it fails where an object holds a name that the value's type
/// did not ask for, at any depth, and where `null` stands for a value that the type can do without. Any `Decodable`
/// type will do; which names it knows follows from what it decodes.
///
/// An error of the type's own that describes itself comes with its place in the text.
struct StrictJSON<Value: Decodable>: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let inquiry = JSONInquiry(decoder)
    value = try inquiry.decode(Value.self)
    if let problem = inquiry.problem { throw problem }
  }
}

/// What is wrong at a place in a JSON text.
struct JSONProblem: Error, CustomStringConvertible {
  let place: String
  let problem: String

  var description: String { "\(place): \(problem)" }
}

/// Foundation's decoder at one value of a text, and what was asked of it.
private final class JSONInquiry: Decoder {
  /// The first name that nobody asked for, in what was decoded so far.
  private(set) var problem: JSONProblem?
  private let decoder: any Decoder
  private var names = [String]()
  private var known = Set<String>()
  private var isObject = false
  /// Whether anything was asked that depends on the value.
  private var isSeen = false
  /// Decoders that were handed out, and may still be asked.
  private var parts = [JSONInquiry]()

  init(_ decoder: any Decoder) { self.decoder = decoder }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var userInfo: [CodingUserInfoKey: Any] { decoder.userInfo }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    let base = try decoder.container(keyedBy: type)
    (isSeen, isObject) = (true, true)
    return KeyedDecodingContainer(JSONObjectContainer(base: base, inquiry: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let base = try decoder.unkeyedContainer()
    isSeen = true
    return JSONListContainer(base: base, inquiry: self)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    JSONValueContainer(base: try decoder.singleValueContainer(), inquiry: self)
  }

  /// Notes that a name was asked for.
  func ask(_ key: some CodingKey) {
    if known.insert(key.stringValue).inserted { names.append(key.stringValue) }
  }

  /// Notes that the value itself was read.
  func see() { isSeen = true }

  /// Decodes the whole value.
  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let value: T
    do {
      value = try T(from: self)
    } catch DecodingError.dataCorrupted where T.self is any RawRepresentable.Type {
      let found = (try? decoder.singleValueContainer().decode(String.self))?.shown() ?? "another value"
      throw JSONProblem(place: codingPath.place, problem: "found \(found), expected \(values(of: type) ?? "another")")
    } catch let error as any Error & CustomStringConvertible where !(error is JSONProblem) {
      throw JSONProblem(place: codingPath.place, problem: error.description.shown(500))
    }
    try finish()
    return value
  }

  /// Decodes a value within this one. What it asks for in vain, and fails, leaves no trace.
  func decode<T: Decodable>(_ type: T.Type, at decoder: any Decoder) throws -> T {
    let part = JSONInquiry(decoder)
    let value = try part.decode(type)
    problem = problem ?? part.problem
    return value
  }

  /// Decodes this very value as one more type.
  func decodeItself<T: Decodable>(_ type: T.Type) throws -> T {
    let attempt = JSONInquiry(decoder)
    let value = try T(from: attempt)
    for name in attempt.names where known.insert(name).inserted { names.append(name) }
    (isSeen, isObject) = (isSeen || attempt.isSeen, isObject || attempt.isObject)
    parts += attempt.parts
    problem = problem ?? attempt.problem
    return value
  }

  /// A decoder at a value within this one.
  func part(at decoder: any Decoder) -> JSONInquiry {
    let part = JSONInquiry(decoder)
    parts.append(part)
    return part
  }

  /// Looks for what nobody asked for. A type that asks for nothing at all takes an empty object and no other value.
  private func finish() throws {
    if isObject || !isSeen {
      guard let object = try? decoder.container(keyedBy: JSONKey.self) else {
        throw JSONProblem(place: codingPath.place, problem: "found another kind of value, expected {}")
      }
      let found = object.allKeys.map(\.stringValue)
      if let unknown = found.filter({ !known.contains($0) }).min() {
        let expected = names.isEmpty ? "none" : "one of \(names.joined(separator: ", "))"
        let place = (codingPath + [JSONKey(stringValue: unknown)]).place
        problem = problem ?? JSONProblem(place: place, problem: "found an unknown name, expected \(expected)")
      }
    }
    for part in parts {
      try part.finish()
      problem = problem ?? part.problem
    }
  }
}

/// Types that Foundation decodes by itself.
private let scalars: Set<ObjectIdentifier> = Set(
  ([
    Bool.self, String.self, Double.self, Float.self, Int.self, Int8.self, Int16.self, Int32.self, Int64.self,
    UInt.self, UInt8.self, UInt16.self, UInt32.self, UInt64.self, Date.self, Data.self, URL.self, Decimal.self,
  ] as [Any.Type]).map { ObjectIdentifier($0) })

private func isScalar(_ type: Any.Type) -> Bool { scalars.contains(ObjectIdentifier(type)) }

/// The values of an enumeration.
private func values(of type: Any.Type) -> String? {
  func list<Value: CaseIterable & RawRepresentable>(_ type: Value.Type) -> String {
    "one of \(type.allCases.map { "\($0.rawValue)" }.joined(separator: ", "))"
  }
  return (type as? any (CaseIterable & RawRepresentable).Type).map { list($0) }
}

/// What Foundation reads at a place. It reads escapes and numbers only when it is asked for them, and then does not say
/// where it failed.
private func read<T>(
  _ type: T.Type, at path: @autoclosure () -> [any CodingKey], number: () -> Double?, _ body: () throws -> T
) throws -> T {
  do {
    return try body()
  } catch let error as DecodingError {
    throw error
  } catch {
    let expected = JSONInput.name(type)
    if type is any BinaryInteger.Type, let found = number(), found != found.rounded() {
      throw JSONProblem(place: path().place, problem: "found \(found), expected \(expected)")
    }
    throw JSONProblem(
      place: path().place, problem: "found a value that is malformed or out of range, expected \(expected)")
  }
}

private struct JSONObjectContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let base: KeyedDecodingContainer<Key>
  let inquiry: JSONInquiry

  var codingPath: [any CodingKey] { base.codingPath }
  var allKeys: [Key] { base.allKeys }

  func contains(_ key: Key) -> Bool {
    inquiry.ask(key)
    return base.contains(key)
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    inquiry.ask(key)
    return try base.decodeNil(forKey: key)
  }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    if isScalar(type) {
      inquiry.ask(key)
      return try read(type, at: codingPath + [key], number: { try? base.decode(Double.self, forKey: key) }) {
        try base.decode(type, forKey: key)
      }
    }
    return try inquiry.decode(type, at: try decoder(key))
  }

  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? { try optional(type, key) }
  // The standard library's own for these types would take null for nothing.
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(type, key) }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(type, key) }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try optional(type, key) }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try optional(type, key) }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(type, key) }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try optional(type, key) }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try optional(type, key) }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try optional(type, key) }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try optional(type, key) }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try optional(type, key) }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try optional(type, key) }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { try optional(type, key) }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { try optional(type, key) }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { try optional(type, key) }

  private func optional<T: Decodable>(_ type: T.Type, _ key: Key) throws -> T? {
    contains(key) ? try decode(type, forKey: key) : nil
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<
    Nested
  > {
    try superDecoder(forKey: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try superDecoder(forKey: key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    inquiry.ask(JSONKey(stringValue: "super"))
    return inquiry.part(at: try base.superDecoder())
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { inquiry.part(at: try decoder(key)) }

  private func decoder(_ key: Key) throws -> any Decoder {
    guard contains(key) else {
      throw DecodingError.keyNotFound(
        key, DecodingError.Context(codingPath: codingPath, debugDescription: "no such name"))
    }
    return try base.superDecoder(forKey: key)
  }
}

private struct JSONListContainer: UnkeyedDecodingContainer {
  var base: any UnkeyedDecodingContainer
  let inquiry: JSONInquiry

  var codingPath: [any CodingKey] { base.codingPath }
  var count: Int? { base.count }
  var isAtEnd: Bool { base.isAtEnd }
  var currentIndex: Int { base.currentIndex }

  mutating func decodeNil() throws -> Bool { try base.decodeNil() }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if isScalar(type) {
      var number = base
      return try read(
        type, at: codingPath + [JSONKey(intValue: currentIndex)], number: { try? number.decode(Double.self) }
      ) { try base.decode(type) }
    }
    // An attempt that fails does not go on to the next element.
    var next = base
    let value = try inquiry.decode(type, at: try next.superDecoder())
    base = next
    return value
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    try superDecoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try superDecoder().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { inquiry.part(at: try base.superDecoder()) }
}

private struct JSONValueContainer: SingleValueDecodingContainer {
  let base: any SingleValueDecodingContainer
  let inquiry: JSONInquiry

  var codingPath: [any CodingKey] { base.codingPath }

  func decodeNil() -> Bool {
    let isNil = base.decodeNil()
    if isNil { inquiry.see() }
    return isNil
  }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    guard isScalar(type) else { return try inquiry.decodeItself(type) }
    let value = try read(type, at: codingPath, number: { try? base.decode(Double.self) }) { try base.decode(type) }
    inquiry.see()
    return value
  }
}
