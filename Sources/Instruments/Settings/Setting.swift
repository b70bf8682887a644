internal import Records

/// A setting of a configurable value.
public struct Setting<Owner>: Sendable {
  /// The name in files.
  public let name: String
  /// The unit.
  public let unit: Unit
  /// What it says, as a phrase without its full stop.
  public let meaning: String
  /// Where it may be given, and where it must be.
  public let presence: SettingPresence
  /// What it may be, as JSON Schema, with its unit and meaning.
  let schema: [String: JSONValue]
  let read: @Sendable (KeyedDecodingContainer<SettingKey>, inout Owner) throws -> Void
  let write: @Sendable (Owner, inout KeyedEncodingContainer<SettingKey>) throws -> Void
  let problem: @Sendable (Owner) -> SettingProblem?

  var key: SettingKey { SettingKey(stringValue: name) }

  /// A setting that always has a value; `usual` is the one that it has where it is not given.
  public init<Value: SettingValue>(
    _ name: String, _ unit: Unit, _ meaning: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, _ presence: SettingPresence,
    _ range: SettingRange<Value> = .any, usual: Value? = nil
  ) {
    let key = SettingKey(stringValue: name)
    (self.name, self.unit, self.meaning, self.presence) = (name, unit, meaning, presence)
    schema = Self.schema(unit, meaning, range, usual)
    read = { container, owner in owner[keyPath: path] = try container.decode(Value.self, forKey: key) }
    write = { owner, container in try container.encode(owner[keyPath: path], forKey: key) }
    problem = { owner in range.problem(owner[keyPath: path]) }
  }

  /// A setting that may have none; `usual` is then taken, where that is always the same.
  public init<Value: SettingValue>(
    _ name: String, _ unit: Unit, _ meaning: String, _ path: any WritableKeyPath<Owner, Value?> & Sendable,
    _ presence: SettingPresence = .optional, _ range: SettingRange<Value> = .any, usual: Value? = nil
  ) {
    let key = SettingKey(stringValue: name)
    (self.name, self.unit, self.meaning, self.presence) = (name, unit, meaning, presence)
    schema = Self.schema(unit, meaning, range, usual)
    read = { container, owner in owner[keyPath: path] = try container.decode(Value.self, forKey: key) }
    write = { owner, container in try container.encodeIfPresent(owner[keyPath: path], forKey: key) }
    problem = { owner in owner[keyPath: path].flatMap { range.problem($0) } }
  }

  private static func schema<Value: SettingValue>(
    _ unit: Unit, _ meaning: String, _ range: SettingRange<Value>, _ usual: Value?
  ) -> [String: JSONValue] {
    var schema = Value.schema.merging(range.schema) { own, limit in
      // What a list's numbers may be goes with what they are.
      guard case .object(let all) = own, case .object(let some) = limit else { return limit }
      return .object(all.merging(some) { $1 })
    }
    schema["description"] = .string(meaning)
    if unit != .name { schema["unit"] = .string(unit.rawValue) }
    if let usual { schema["default"] = usual.json }
    return schema
  }
}

/// Where a setting may be given, and where it must be.
public enum SettingPresence: Sendable {
  /// It must be given.
  case required
  /// It must be given in a request; a run has a usual one.
  case requiredInRequest
  /// It may be given.
  case optional
  /// It may be given in a request, and has no meaning along a run.
  case inRequest
  /// It may be given along a run, and has no meaning in a request.
  case alongRun

  func isKnown(alongRun: Bool) -> Bool {
    switch self {
    case .required, .requiredInRequest, .optional: true
    case .inRequest: !alongRun
    case .alongRun: alongRun
    }
  }

  func isRequired(alongRun: Bool) -> Bool {
    switch self {
    case .required: true
    case .requiredInRequest: !alongRun
    case .optional, .inRequest, .alongRun: false
    }
  }
}
