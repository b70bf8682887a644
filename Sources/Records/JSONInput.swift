public import Foundation

/// Reads JSON that someone else wrote.
public enum JSONInput {
  /// A file's bytes, where they are no more than `limit`.
  ///
  /// - Throws: `RecordError` for a file that cannot be read or is larger.
  public static func read(_ path: String, limit: Int) throws(RecordError) -> Data {
    let data = try AtomicFiles.read(path)
    guard data.count <= limit else { throw RecordError(file: path, problem: "found \(data.count) bytes, expected at most \(limit)") }
    return data
  }

  /// A value out of JSON; names that the value's type does not know are passed over.
  ///
  /// - Throws: `RecordError` that names the place, what was found and what was expected.
  public static func decode<Value: Decodable>(_ type: Value.Type, _ data: Data, file: String) throws(RecordError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw RecordError(file: file, problem: explain(error, in: data))
    } catch let error as JSONProblem {
      throw RecordError(file: file, problem: error.description)
    } catch {
      throw RecordError(file: file, problem: "is no JSON")
    }
  }

  /// A value out of JSON in UTF-8 that holds nothing else, at any depth: no name that the value's type does not ask
  /// for, none that comes twice, and no `null` for a value that it can do without. Any type will do: which names it
  /// knows follows from what it decodes. An error of the type's own comes with its place in the text.
  ///
  /// - Throws: `RecordError` that names the place, what was found and what was expected.
  public static func decodeStrictly<Value: Decodable>(_ type: Value.Type, _ data: Data, file: String)
    throws(RecordError) -> Value
  {
    // No JSON holds a zero byte; UTF-16 and UTF-32, which Foundation reads too, are full of them.
    guard !data.contains(0), String(validating: data, as: UTF8.self) != nil else {
      throw RecordError(file: file, problem: "the file: found a text that is no UTF-8, expected JSON in UTF-8")
    }
    let value = try decode(StrictJSON<Value>.self, data, file: file).value
    if let place = JSONNames.repeated(in: data) {
      throw RecordError(file: file, problem: "\(place): found the name twice, expected it once")
    }
    return value
  }

  private static func explain(_ error: DecodingError, in data: Data) -> String {
    func place(_ context: DecodingError.Context) -> String { context.codingPath.place }
    switch error {
    case .keyNotFound(let key, let context): return "\(place(context)): found no \(key.stringValue), expected one"
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      return "\(place(context)): found another kind of value, expected \(name(type))"
    case .dataCorrupted(let context):
      // Foundation's words may run over lines.
      let words = (syntaxFault(in: data) ?? context.debugDescription).split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200)
      return "\(place(context)): found no valid JSON (\(words)), expected it"
    @unknown default: return "found no valid JSON, expected it"
    }
  }

  /// What keeps a text from being JSON, with its line; nil where nothing does. The decoder knows but does not say.
  private static func syntaxFault(in data: Data) -> String? {
    do {
      _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
      return nil
    } catch {
      guard let words = (error as NSError).userInfo["NSDebugDescription"] as? String else { return nil }
      guard let match = words.firstMatch(of: /^(.+) around character (\d+)\.$/), let place = Int(match.2) else { return words }
      return "\(match.1) in line \(1 + data.prefix(place).count { $0 == UInt8(ascii: "\n") })"
    }
  }

  /// What a value of a type is called.
  static func name(_ type: any Any.Type) -> String {
    switch type {
    case is any BinaryInteger.Type: "a whole number"
    case is Double.Type: "a number"
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    default: "\(type)".hasPrefix("Array") ? "a list" : "an object"
    }
  }
}
