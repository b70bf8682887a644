/// Texts for a page.
enum HTML {
  /// A text of which no character is taken for markup.
  static func escaped(_ text: some StringProtocol) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  /// The same, with one character after `_` set low, as gnuplot sets it: in SVG's terms.
  static func marked(_ text: String) -> String {
    let parts = escaped(text).split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return escaped(text) }
    return String(parts[0])
      + parts.dropFirst().map { part in
        guard let first = part.first else { return "_" }
        return "<tspan class=\"low\">\(first)</tspan>\(part.dropFirst())"
      }.joined()
  }

  /// Likewise in HTML's terms.
  static func titled(_ text: String) -> String {
    let parts = escaped(text).split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return escaped(text) }
    return String(parts[0])
      + parts.dropFirst().map { part in
        guard let first = part.first else { return "_" }
        return "<sub>\(first)</sub>\(part.dropFirst())"
      }.joined()
  }
}
