/// The words of a gnuplot command: quoted texts are one word, and so is what stands in brackets with its spaces.
struct ScriptTokens {
  /// A word.
  struct Word: Equatable {
    /// The word, without its quotes.
    let text: String
    /// Whether it stood in quotes.
    let isQuoted: Bool
  }

  /// The words of the parts that commas outside of brackets and quotes cut a command into.
  static func parts(_ command: some StringProtocol) -> [[Word]] {
    var parts = [[Word]]()
    var words = [Word]()
    var word = ""
    var depth = 0
    var quote: Character?
    var wasQuoted = false
    func endWord() {
      if !word.isEmpty || wasQuoted { words.append(Word(text: word, isQuoted: wasQuoted && depth == 0)) }
      (word, wasQuoted) = ("", false)
    }
    var isEscaped = false
    for character in command {
      if let open = quote {
        if isEscaped {
          word += character == "n" ? " " : String(character)
          isEscaped = false
        } else if character == "\\", open == "\"" {
          isEscaped = true
        } else if character == open {
          quote = nil
          // Inside of brackets quotes stay: they are part of what stands there.
          if depth > 0 { word.append(character) } else { endWord() }
        } else {
          word.append(character)
        }
        continue
      }
      switch character {
      case "\"", "'":
        quote = character
        if depth > 0 { word.append(character) } else { wasQuoted = true }
      case "(", "[", "{":
        depth += 1
        word.append(character)
      case ")", "]", "}":
        depth -= 1
        word.append(character)
      case "," where depth == 0:
        endWord()
        parts.append(words)
        words = []
      case " " where depth == 0: endWord()
      default: word.append(character)
      }
    }
    endWord()
    parts.append(words)
    return parts
  }
}
