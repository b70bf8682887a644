public import Foundation
public import Instruments
public import Records
public import Tensors

/// What to measure: `request.json`. Its entries are the instruments of the catalogue by their names in snake case, each with its settings.
public struct Request: Sendable {
  /// What the engine computes in.
  public var precision = Precision.float64
  /// What is measured beside the loss and the gradient, in the catalogue's order.
  public var instruments: [AnyInstrument]

  /// What is measured where nothing was asked for: what needs no file beside model, weights and batch, and first derivatives alone.
  public static var standard: Request {
    Request([
      EvaluationInstrument(), LineInstrument(steps: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]), CovariateShiftInstrument(learningRate: 0.01),
      ActivationInstrument(),
    ])
  }

  /// A request for these instruments.
  public init(_ instruments: [any Instrument] = [], precision: Precision = .float64) {
    self.instruments = instruments.map { AnyInstrument($0) }
    self.precision = precision
  }

  /// Reads `request.json`.
  ///
  /// - Throws: `RecordError` that names the file and the entry.
  public init(contentsOf path: String) throws(RecordError) { try self.init(try JSONInput.read(path, limit: 1 << 24), file: path) }

  /// Reads a request from a file's bytes; `file` is named in errors.
  ///
  /// - Throws: `RecordError` as for a file.
  public init(_ data: Data, file: String) throws(RecordError) {
    let missing = Self.missing(in: data)
    guard missing.count < 2 else {
      let entries = missing.map { "\($0.entry) without \($0.settings.joined(separator: ", "))" }
      throw RecordError(file: file, problem: "found \(entries.joined(separator: "; ")), expected these settings")
    }
    let document = try JSONInput.decodeStrictly(Document.self, data, file: file)
    precision = document.precision ?? .float64
    instruments = document.instruments
    for instrument in instruments {
      do throws(InstrumentError) {
        try instrument.base.validate()
      } catch {
        throw RecordError(file: file, problem: error.description)
      }
    }
  }

  /// The entries that lack settings which have no usual value, with these; none where the text is not even a list of entries, which is refused elsewhere.
  private static func missing(in data: Data) -> [(entry: String, settings: [String])] {
    guard case .object(let entries) = try? JSONDecoder().decode(JSONValue.self, from: data) else { return [] }
    return Instruments.all.filter { !$0.needsRun }.compactMap { type in
      guard case .object(let settings) = entries[type.requestKey], case .object(let schema) = type.requestSchema,
        case .array(let required) = schema["required"]
      else { return nil }
      let names = required.compactMap { if case .string(let name) = $0, settings[name] == nil { name } else { nil } }
      return names.isEmpty ? nil : (type.requestKey, names)
    }
  }

  /// The file's entries: the precision, and one for each instrument that is there.
  private struct Document: Decodable {
    let precision: Precision?
    let instruments: [AnyInstrument]

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      precision = try container.decodeIfPresent(Precision.self, forKey: Key(stringValue: "precision"))
      let keys = Set(container.allKeys.map(\.stringValue))
      func entry<I: Instrument>(_ type: I.Type) throws -> AnyInstrument? {
        // What needs a run is no name that a request is offered.
        guard !type.needsRun || keys.contains(type.requestKey) else { return nil }
        let key = Key(stringValue: type.requestKey)
        return container.contains(key) ? AnyInstrument(try container.decode(type, forKey: key)) : nil
      }
      instruments = try Instruments.all.compactMap { try entry($0) }
    }
  }
}
