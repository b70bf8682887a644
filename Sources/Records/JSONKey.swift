/// Any name or index within a JSON text.
struct JSONKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) { (self.stringValue, intValue) = (stringValue, nil) }
  init(intValue: Int) { (stringValue, self.intValue) = ("\(intValue)", intValue) }
}

extension [any CodingKey] {
  /// The place that the keys lead to, on one line: `layers[2].kernel_size`.
  var place: String {
    let path = map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue.shown())" }.joined()
    return path.isEmpty ? "the file" : path.hasPrefix(".") ? String(path.dropFirst()) : path
  }
}

extension String {
  /// A text out of a file, which may hold anything, as one line of at most `limit` characters.
  package func shown(_ limit: Int = 100) -> String {
    guard !isEmpty else { return "\"\"" }
    let scalars = unicodeScalars
    let line = scalars.prefix(limit).map { $0.value < 0x20 || $0.properties.isWhitespace ? " " : Character($0) }
    return String(line) + (scalars.count > limit ? "…" : "")
  }
}
