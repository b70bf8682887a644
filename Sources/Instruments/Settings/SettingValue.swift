public import Records

/// A value that a setting may have.
public protocol SettingValue: Codable, Sendable {
  /// What it is, as JSON Schema.
  static var schema: [String: JSONValue] { get }
  /// The value as it stands in a file.
  var json: JSONValue { get }
  /// What is wrong with it, whatever it is a setting of.
  var problem: SettingProblem? { get }
}

extension SettingValue {
  /// Nothing.
  public var problem: SettingProblem? { nil }
}

extension Int: SettingValue {
  public static var schema: [String: JSONValue] { ["type": "integer"] }
}

extension Double: SettingValue {
  public static var schema: [String: JSONValue] { ["type": "number"] }
}

extension String: SettingValue {
  public static var schema: [String: JSONValue] { ["type": "string"] }
}

extension Bool: SettingValue {
  public static var schema: [String: JSONValue] { ["type": "boolean"] }
  public var json: JSONValue { .bool(self) }
}

extension Array: SettingValue where Element: SettingValue {
  public static var schema: [String: JSONValue] { ["type": "array", "items": .object(Element.schema)] }
  public var json: JSONValue { .array(map(\.json)) }
}

extension SettingValue where Self: CaseIterable & RawRepresentable, RawValue == String {
  /// One of its words.
  public static var schema: [String: JSONValue] { ["enum": .array(allCases.map { .string($0.rawValue) })] }
  /// Its word.
  public var json: JSONValue { .string(rawValue) }
}

extension Decoder {
  /// Whether what is read belongs to a run: a request has settings of its own.
  var isAlongRun: Bool { userInfo[.isAlongRun] != nil }
}
