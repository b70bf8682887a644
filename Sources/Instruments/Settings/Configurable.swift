internal import Records

/// A value whose settings are listed once, with what files call them, their units and meanings and what they may be. That it is read and written, what it refuses
/// and its part of the schema of requests follow from the list.
public protocol Configurable: Codable, Hashable, Sendable {
  /// With the usual settings; those that have no usual value are empty, which is refused.
  init()

  /// The settings, in the order in which they are named.
  static var settings: [Setting<Self>] { get }

  /// The first setting with which nothing could be measured; nil where there is none.
  var problem: SettingProblem? { get }
}

/// What is wrong with a setting.
public struct SettingProblem: Equatable, Sendable {
  /// Where, behind the name of what the setting belongs to: `.steps[2]`.
  public let place: String
  /// What was found.
  public let found: String
  /// What was expected.
  public let expected: String

  /// The problem of what stands within: with `place` before its own.
  func within(_ place: String) -> SettingProblem { SettingProblem(place: place + self.place, found: found, expected: expected) }
}

extension Configurable {
  public var problem: SettingProblem? { settingProblem }

  /// The first setting whose own value is none of those that it may have.
  var settingProblem: SettingProblem? {
    for setting in Self.settings {
      if let problem = setting.problem(self) { return problem.within(".\(setting.name)") }
    }
    return nil
  }

  /// Reads the settings. Those of a run and those of a request differ in which there are and which may be left out.
  public init(from decoder: any Decoder) throws {
    self.init()
    // A value that asks for nothing takes an empty object alone, where names are read strictly.
    guard !Self.settings.isEmpty else { return }
    let container = try decoder.container(keyedBy: SettingKey.self)
    var missing = [String]()
    for setting in Self.settings where setting.presence.isKnown(alongRun: decoder.isAlongRun) {
      if container.contains(setting.key) {
        try setting.read(container, &self)
      } else if setting.presence.isRequired(alongRun: decoder.isAlongRun) {
        missing.append(setting.name)
      }
    }
    guard missing.isEmpty else { throw MissingSettings(names: missing) }
  }

  /// Writes the settings that have a value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: SettingKey.self)
    for setting in Self.settings { try setting.write(self, &container) }
  }

  /// The settings of a request as JSON Schema (draft 2020-12); `unit` is this toolkit's own word.
  static var requestSettings: [String: JSONValue] {
    let own = settings.filter { $0.presence.isKnown(alongRun: false) }
    var schema: [String: JSONValue] = [
      "type": "object", "additionalProperties": .bool(false),
      "properties": .object(Dictionary(uniqueKeysWithValues: own.map { ($0.name, .object($0.schema)) })),
    ]
    let required = own.filter { $0.presence.isRequired(alongRun: false) }
    if !required.isEmpty { schema["required"] = .array(required.map { .string($0.name) }) }
    return schema
  }
}

/// Settings that were not given, all of them.
struct MissingSettings: Error, CustomStringConvertible {
  let names: [String]

  var description: String {
    "found no \(names.joined(separator: ", no ")), expected \(names.count == 1 ? "one" : "each of them")"
  }
}

/// The name of a setting in a file.
struct SettingKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
