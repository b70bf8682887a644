import Foundation
import Records
import Statistics
import TestSupport
import Testing

/// Strict JSON on random texts, against Foundation's other parser and against what was put into them.
@Suite("strict JSON at random")
struct StrictJSONRandomTests {
  /// Any JSON, but names that begin with a question mark are not asked for.
  private indirect enum Tree: Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([Tree])
    case object([String: Tree])

    private struct Name: CodingKey {
      let stringValue: String
      let intValue: Int? = nil
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      if let container = try? decoder.container(keyedBy: Name.self) {
        let names = container.allKeys.filter { !$0.stringValue.hasPrefix("?") }
        self = .object(
          Dictionary(
            uniqueKeysWithValues: try names.map { ($0.stringValue, try container.decode(Tree.self, forKey: $0)) }))
        return
      }
      if var container = try? decoder.unkeyedContainer() {
        var trees = [Tree]()
        while !container.isAtEnd { trees.append(try container.decode(Tree.self)) }
        self = .list(trees)
        return
      }
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let value = try? container.decode(Bool.self) {
        self = .bool(value)
      } else if let value = try? container.decode(Double.self) {
        self = .number(value)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    /// The tree as `JSONSerialization` has it.
    var object: NSObject {
      switch self {
      case .null: NSNull()
      case .bool(let value): NSNumber(value: value)
      case .number(let value): NSNumber(value: value)
      case .text(let value): NSString(string: value)
      case .list(let values): NSArray(array: values.map(\.object))
      case .object(let values): NSDictionary(dictionary: values.mapValues(\.object))
      }
    }
  }

  /// Writes random texts. Names of one object differ, but where one is to come twice.
  private struct Writer {
    let stream: RandomStream
    var repeated: String?
    var unknown: Set<String> = []
    private static let characters = [
      ("a", "a"), ("b", "\\u0062"), ("é", "é"), ("ß", "\\u00DF"), ("😀", "\\ud83d\\uDE00"), ("\"", "\\\""),
      ("\\", "\\\\"), ("/", "\\/"),
      ("\n", "\\n"), ("{", "{"), ("}", "}"), ("[", "["), ("]", "]"), (",", ","), (":", ":"),
    ]
    private static let numbers = ["0", "-0", "1", "-12", "3.5", "1e3", "-2.5E-3", "4.0", "123456789", "0.1"]

    private func space() -> String { ["", "", " ", "\n\t"][stream.integer(below: 4)] }

    private func characters() -> (plain: String, escaped: String) {
      let some = (0..<stream.integer(below: 4)).map { _ in Self.characters[stream.integer(below: Self.characters.count)]
      }
      return (some.map(\.0).joined(), some.map(\.1).joined())
    }

    mutating func value(_ place: String, depth: Int) -> String {
      switch stream.integer(below: depth > 0 ? 8 : 4) {
      case 0: return Self.numbers[stream.integer(below: Self.numbers.count)]
      case 1: return "\"\(characters().escaped)\""
      case 2: return ["true", "false", "null"][stream.integer(below: 3)]
      case 3: return ["[]", "{}", "[ ]", "{\n}"][stream.integer(below: 4)]
      case 4, 5:
        let elements = (0...stream.integer(below: 3)).map {
          space() + value("\(place)[\($0)]", depth: depth - 1) + space()
        }
        return "[" + elements.joined(separator: ",") + "]"
      default: return object(place, depth: depth)
      }
    }

    private mutating func object(_ place: String, depth: Int) -> String {
      let count = 1 + stream.integer(below: 4)
      let twice = repeated == nil && count > 1 && stream.integer(below: 6) == 0
      let hidden = stream.integer(below: 12) == 0 ? stream.integer(below: count) : count
      var first = ("", "")
      let entries = (0..<count).map { index in
        var (plain, escaped) = characters()
        (plain, escaped) = ("\(index)\(plain)", "\(index)\(escaped)")
        if index == hidden { (plain, escaped) = ("?\(plain)", "?\(escaped)") }
        if index == 0 { first = (plain, escaped) }
        // The same name, in its own escapes.
        if twice, index == count - 1 {
          let character = first.0.unicodeScalars.first!.value
          (plain, escaped) = (first.0, "\\u00\(String(character, radix: 16))" + first.1.dropFirst())
        }
        let here = [place, Self.shown(plain)].filter { !$0.isEmpty }.joined(separator: ".")
        // Before its value is written: values inside come later in the text.
        if twice, index == count - 1, repeated == nil { repeated = here }
        if plain.hasPrefix("?") { unknown.insert(here) }
        return "\(space())\"\(escaped)\"\(space()):\(space())\(value(here, depth: depth - 1))"
      }
      return "{" + entries.joined(separator: ",") + space() + "}"
    }

    private static func shown(_ name: String) -> String { name.replacing("\n", with: " ") }
  }

  @Test("texts as deep as Foundation reads them")
  func deep() throws {
    for (opening, closing) in [("[", "]"), (#"{"a":"#, "}")] {
      let inner = "\(opening)\(opening == "[" ? "" : "1")\(closing)"
      let text = String(repeating: opening, count: 500) + inner + String(repeating: closing, count: 500)
      let tree = try JSONInput.decodeStrictly(Tree.self, Data(text.utf8), file: "f")
      #expect(tree.object == (try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSObject))
    }
    let text = String(repeating: #"{"a":["#, count: 250) + #"{"?b":1}"# + String(repeating: "]}", count: 250)
    let error = #expect(throws: RecordError.self) {
      try JSONInput.decodeStrictly(Tree.self, Data(text.utf8), file: "f")
    }
    #expect(error?.problem.contains("?b: found an unknown name") == true)
  }

  @Test("random texts")
  func random() throws {
    let stream = RandomStream(seed: 12, purpose: .dataset)
    var outcomes = [String: Int]()
    for _ in 0..<20_000 {
      var writer = Writer(stream: stream)
      let text = writer.value("", depth: 4)
      let found = Result { () throws(RecordError) in try JSONInput.decodeStrictly(Tree.self, Data(text.utf8), file: "f")
      }
      switch found {
      case .success(let tree):
        outcomes["taken", default: 0] += 1
        #expect(writer.repeated == nil && writer.unknown.isEmpty, "\(text)")
        let expected = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? NSObject
        #expect(tree.object == expected, "\(text)")
      case .failure(let error) where error.problem.hasSuffix(": found the name twice, expected it once"):
        outcomes["twice", default: 0] += 1
        #expect(
          error.problem.dropLast(": found the name twice, expected it once".count) == writer.repeated ?? "none",
          "\(text)")
      case .failure(let error):
        outcomes["unknown", default: 0] += 1
        let place = error.problem.components(separatedBy: ": found an unknown name, expected ")[0]
        #expect(writer.unknown.contains(place), "\(error): \(text)")
      }
    }
    #expect(["taken", "twice", "unknown"].allSatisfy { outcomes[$0, default: 0] > 1000 }, "\(outcomes)")
  }
}
