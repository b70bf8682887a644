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
      if next == "{", let end = rest.firstIndex(of: "}") {
        content = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
      } else {
        content = rest.prefix(1)
        rest = rest.dropFirst()
      }
      let tag = character == "_" ? "sub" : "sup"
      html += "<\(tag)>\(HTML.escaped(content))</\(tag)>"
    }
    return html
  }
}
