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

  /// A value out of JSON.
  ///
  /// - Throws: `RecordError` that names the place, what was found and what was expected.
  public static func decode<Value: Decodable>(_ type: Value.Type, _ data: Data, file: String) throws(RecordError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw RecordError(file: file, problem: explain(error))
    } catch {
      throw RecordError(file: file, problem: "is no JSON")
    }
  }

  private static func explain(_ error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
      return path.isEmpty ? "the file" : String(path.drop { $0 == "." })
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(place(context)): found no \(key.stringValue), expected one"
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      return "\(place(context)): found another kind of value, expected \(name(type))"
    case .dataCorrupted(let context):
      // Foundation's words may run over lines.
      let words = context.debugDescription.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200)
      return "\(place(context)): found no valid JSON (\(words)), expected it"
    @unknown default: return "found no valid JSON, expected it"
    }
  }

  private static func name(_ type: any Any.Type) -> String {
    switch type {
    case is Int.Type: "a whole number"
    case is Double.Type: "a number"
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    default: "\(type)".hasPrefix("Array") ? "a list" : "an object"
    }
  }
}
