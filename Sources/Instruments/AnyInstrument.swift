internal import Foundation
internal import Records

/// An instrument of any kind, as plans and files hold it: its name, its version and its settings.
public struct AnyInstrument: Hashable, Sendable {
  /// The instrument.
  public let base: any Instrument

  /// An instrument.
  public init(_ base: any Instrument) { self.base = base }

  /// An instrument of the catalogue with the settings that it has along a run unless others are given.
  ///
  /// - Throws: `DecodingError` where there is no such instrument, or another error where it has settings that must be given.
  public init(named name: String) throws {
    let reader = JSONDecoder()
    self = try reader.decode(AnyInstrument.self, from: try JSONEncoder().encode(["instrument": name]))
  }

  /// The directions that it must be given.
  public var directions: [String] { base.directions }

  /// The other points that it must be given.
  public var otherPoints: [String] { base.otherPoints }

  /// Whether its file begins with the step.
  public var isMeasuredAlongRun: Bool { type(of: base).isMeasuredAlongRun }

  /// Its name.
  public var name: String { type(of: base).name }

  public static func == (left: AnyInstrument, right: AnyInstrument) -> Bool { AnyHashable(left.base) == AnyHashable(right.base) }

  public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(base)) }
}

extension AnyInstrument: Codable {
  private enum CodingKeys: String, CodingKey { case instrument, version, settings }

  /// Reads an instrument by its name. The version is not kept: a program's instruments have the program's own, and so a plan that an older one wrote
  /// has another hash here.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .instrument)
    guard let type = Instruments.named(name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .instrument, in: container,
        debugDescription: "found no instrument \(name), expected one of \(Instruments.all.map { $0.name }.joined(separator: ", "))")
    }
    let settings = try container.decodeIfPresent([String: JSONValue].self, forKey: .settings) ?? [:]
    let reader = JSONDecoder()
    reader.userInfo[.isAlongRun] = true
    func decode<I: Instrument>(_ type: I.Type) throws -> any Instrument {
      try reader.decode(type, from: try JSONEncoder().encode(settings))
    }
    base = try decode(type)
  }

  /// Writes name, version and, where it has any, settings.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .instrument)
    try container.encode(type(of: base).version, forKey: .version)
    // Names of settings stay as they are, whatever an encoder makes of the names of properties.
    let settings = try JSONDecoder().decode([String: JSONValue].self, from: try JSONEncoder().encode(base))
    if !settings.isEmpty { try container.encode(settings, forKey: .settings) }
  }
}

extension CodingUserInfoKey {
  /// Set where settings are read that belong to a run, which knows a learning rate.
  static let isAlongRun = CodingUserInfoKey(rawValue: "isAlongRun")!
}
