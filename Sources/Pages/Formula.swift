/// Formulas written in a line of text: `_x` and `_{xy}` are set low, `^x` and `^{xy}` high.
enum Formula {
  /// The formula as HTML.
  static func html(_ text: String) -> String {
    var html = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character == "_" || character == "^", let next = rest.first else {
        html += HTML.escaped(String(character))
        continue
      }
      let content: Substring
      if next == "{", let end = closing(rest) {
        content = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
      } else {
        content = rest.prefix(1)
        rest = rest.dropFirst()
      }
      let tag = character == "_" ? "sub" : "sup"
      html += "<\(tag)>\(Self.html(String(content)))</\(tag)>"
    }
    return html
  }

  /// The bracket that closes the one that a text begins with; nil where none does.
  private static func closing(_ text: Substring) -> String.Index? {
    var depth = 0
    for index in text.indices {
      depth += text[index] == "{" ? 1 : text[index] == "}" ? -1 : 0
      if depth == 0 { return index }
    }
    return nil
  }
}
