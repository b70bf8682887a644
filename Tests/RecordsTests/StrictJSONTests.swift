import Foundation
import Records
import TestSupport
import Testing

/// JSON of which nothing is passed over, whatever type it is decoded as.
@Suite("strict JSON")
struct StrictJSONTests {
  private func decode<T: Decodable>(_ type: T.Type, _ text: String) throws(RecordError) -> T {
    try JSONInput.decodeStrictly(type, Data(text.utf8), file: "f")
  }

  private func expectRefusal<T: Decodable>(
    _ type: T.Type, _ text: String, _ problem: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: RecordError.self, sourceLocation: sourceLocation) { try decode(type, text) }
    #expect(error?.description == "f: \(problem)", sourceLocation: sourceLocation)
  }

  struct Empty: Codable, Equatable {}

  struct Line: Codable, Equatable {
    var steps: [Double]
    var along: Along?
    enum Along: String, Codable, CaseIterable { case gradient, direction }
  }

  enum Shape: Codable, Equatable {
    case circle(radius: Double)
    case polygon(corners: [Line])
  }

  /// A name or a number or an object, by trial.
  enum Choice: Decodable, Equatable {
    case name(String)
    case number(Double)
    case line(Line)
    case empty

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let name = try? container.decode(String.self) {
        self = .name(name)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let line = try? container.decode(Line.self) {
        self = .line(line)
      } else {
        _ = try container.decode(Empty.self)
        self = .empty
      }
    }
  }

  class Base: Decodable {
    let width: Int
    enum CodingKeys: CodingKey { case width }
  }

  final class Derived: Base {
    let height: Int
    let corner: [Int]
    let depth: Int
    enum DerivedKeys: CodingKey { case height, box }
    enum BoxKeys: CodingKey { case corner, depth }

    required init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: DerivedKeys.self)
      height = try container.decode(Int.self, forKey: .height)
      let box = try container.nestedContainer(keyedBy: BoxKeys.self, forKey: .box)
      depth = try box.decode(Int.self, forKey: .depth)
      var corners = try box.nestedUnkeyedContainer(forKey: .corner)
      corner = [try corners.decode(Int.self), try corners.decode(Int.self)]
      try super.init(from: try container.superDecoder())
    }
  }

  struct Positive: Decodable {
    struct Refusal: Error, CustomStringConvertible { let description: String }
    let value: Int
    init(from decoder: any Decoder) throws {
      value = try decoder.singleValueContainer().decode(Int.self)
      guard value > 0 else { throw Refusal(description: "found \(value), expected a number from 1") }
    }
  }

  struct Everything: Decodable {
    var name: String?
    var empty: Empty?
    var line: Line?
    var lines: [Line]?
    var table: [String: Line]?
    var shape: Shape?
    var choice: Choice?
    var derived: Derived?
    var holes: [Double?]?
    var positive: [Positive]?
  }

  @Test("what a type asks for is taken")
  func taken() throws {
    let text = """
      {"name": "\\u00e9\\ud83d\\ude00\\n", "empty": {}, "line": {"steps": [1, 2.5], "along": "direction"},
       "lines": [{"steps": []}, {"steps": [3e2]}], "table": {"a": {"steps": [1]}, "b.c": {"steps": []}},
       "shape": {"polygon": {"corners": [{"steps": [4]}]}}, "choice": {"steps": [5]},
       "derived": {"height": 2, "box": {"corner": [3, 4.0], "depth": 5}, "super": {"width": 1}},
       "holes": [1, null, 2], "positive": [1]}
      """
    let value = try decode(Everything.self, text)
    #expect(value.name == "é😀\n" && value.empty == Empty() && value.line == Line(steps: [1, 2.5], along: .direction))
    #expect(
      value.lines == [Line(steps: []), Line(steps: [300])]
        && value.table == ["a": Line(steps: [1]), "b.c": Line(steps: [])])
    #expect(value.shape == .polygon(corners: [Line(steps: [4])]) && value.choice == .line(Line(steps: [5])))
    let derived = try #require(value.derived)
    #expect(derived.width == 1 && derived.height == 2 && derived.corner == [3, 4] && derived.depth == 5)
    #expect(value.holes == [1, nil, 2])
    #expect(
      try decode(Choice.self, "\"a\"") == .name("a") && decode(Choice.self, "3") == .number(3)
        && decode(Choice.self, "{}") == .empty)
    #expect(try decode([Shape].self, #"[{"circle": {"radius": 1}}]"#) == [.circle(radius: 1)])
    #expect(try decode(Int.self, " 7 ") == 7 && decode(Empty.self, "{}") == Empty())
  }

  @Test("a name that nobody asked for is refused by its place, at any depth and whatever way a type decodes")
  func unknown() {
    let all = "name, empty, line, lines, table, shape, choice, derived, holes, positive"
    let cases = [
      (#"{"nam": 1}"#, "nam: found an unknown name, expected one of \(all)"),
      (#"{"name": "a", "": {"b": 1}}"#, "\"\": found an unknown name, expected one of \(all)"),
      (#"{".a": 1}"#, ".a: found an unknown name, expected one of \(all)"),
      (#"{"empty": {"mode": 1}}"#, "empty.mode: found an unknown name, expected none"),
      (#"{"line": {"steps": [1], "typo": 1}}"#, "line.typo: found an unknown name, expected one of steps, along"),
      (
        #"{"line": {"steps": [1], "typo": 1, "also": 2}}"#,
        "line.also: found an unknown name, expected one of steps, along"
      ),
      (
        #"{"lines": [{"steps": []}, {"steps": [], "a\nb": 1}]}"#,
        "lines[1].a b: found an unknown name, expected one of steps, along"
      ),
      (
        #"{"table": {"b.c": {"steps": [], "x": 1}}}"#,
        "table.b.c.x: found an unknown name, expected one of steps, along"
      ),
      (
        #"{"shape": {"circle": {"radius": 1, "corners": []}}}"#,
        "shape.circle.corners: found an unknown name, expected one of radius"
      ),
      (
        #"{"shape": {"polygon": {"corners": [{"steps": [], "x": 1}]}}}"#,
        "shape.polygon.corners[0].x: found an unknown name, expected one of steps, along"
      ),
      (#"{"choice": {"steps": [], "x": 1}}"#, "choice.x: found an unknown name, expected one of steps, along"),
      (
        #"{"derived": {"height": 2, "box": {"corner": [3, 4], "depth": 5, "x": 1}, "super": {"width": 1}}}"#,
        "derived.box.x: found an unknown name, expected one of depth, corner"
      ),
      (
        #"{"derived": {"height": 2, "box": {"corner": [3, 4], "depth": 5}, "super": {"width": 1, "x": 1}}}"#,
        "derived.super.x: found an unknown name, expected one of width"
      ),
      (
        #"{"derived": {"height": 2, "width": 1, "box": {"corner": [3, 4], "depth": 5}, "super": {"width": 1}}}"#,
        "derived.width: found an unknown name, expected one of height, box, super"
      ),
    ]
    for (text, problem) in cases { expectRefusal(Everything.self, text.replacing("\\n", with: "\\u000a"), problem) }
    let long = String(repeating: "x", count: 5000)
    expectRefusal(Empty.self, "{\"\(long)\": 1}", "\(long.prefix(100))…: found an unknown name, expected none")
  }

  @Test("a value of another kind is refused, null too, and a type that reads nothing takes an empty object alone")
  func kinds() {
    for value in ["false", "true", "null", "3", "\"\"", "[]"] {
      expectRefusal(Everything.self, "{\"empty\": \(value)}", "empty: found another kind of value, expected {}")
    }
    expectRefusal(Everything.self, #"{"name": null}"#, "name: found another kind of value, expected a text")
    expectRefusal(Everything.self, #"{"line": null}"#, "line: found another kind of value, expected an object")
    expectRefusal(Everything.self, #"{"line": {}}"#, "line: found no steps, expected one")
    expectRefusal(
      Everything.self, #"{"line": {"steps": [1, null]}}"#,
      "line.steps[1]: found another kind of value, expected a number")
    let range = "found a value that is malformed or out of range, expected"
    expectRefusal(Everything.self, #"{"line": {"steps": [1, 1e999]}}"#, "line.steps[1]: \(range) a number")
    expectRefusal(Everything.self, #"{"positive": [1e30]}"#, "positive[0]: \(range) a whole number")
    expectRefusal([String: Int].self, #"{"a": 1e30}"#, "a: \(range) a whole number")
    expectRefusal(Everything.self, #"{"name": "\ud800"}"#, "name: \(range) a text")
    expectRefusal(Everything.self, #"{"positive": [1, -1]}"#, "positive[1]: found -1, expected a number from 1")
    expectRefusal(
      Line.self, #"{"steps": [], "along": "a\nb"}"#, "along: found a b, expected one of gradient, direction")
    expectRefusal(Empty.self, "[]", "the file: found another kind of value, expected {}")
  }

  @Test("a name that comes twice in one object is refused by its place, at any depth and however it is escaped")
  func twice() {
    let cases = [
      (#"{"name": "a", "name": "a"}"#, "name"), (#"{"name": "a", "n\u0061me": "a"}"#, "name"),
      (#"{"line": {"steps": [1], "steps": [1]}}"#, "line.steps"),
      (#"{"lines": [{"steps": [1, 2]}, {"steps": [], "steps": []}]}"#, "lines[1].steps"),
      (#"{"table": {"[{,\"}": {"steps": []}, "\\": {"steps": [1, 1], "steps": []}}}"#, #"table.\.steps"#),
    ]
    for (text, place) in cases {
      expectRefusal(Everything.self, text, "\(place): found the name twice, expected it once")
    }
    #expect(throws: Never.self) {
      try decode([String: [String: [String]]].self, #"{"a": {"a": ["a", "a", "\"a\":"]}, "b": {"a": [], "b": []}}"#)
    }
  }

  @Test("texts that are no JSON end in one line")
  func noJSON() {
    let texts = [
      "", " ", "{", "[1,]", #"{"name": }"#, #"{"name": "a"} x"#, "{'name': 1}", "{\"name\": \"\u{1}\"}",
      #"{"name": "\ud800"}"#,
      #"{"\ud800": 1}"#,
      #"{"name": "\x"}"#, #"{"line": {"steps": [NaN]}}"#, #"{"line": {"steps": [Infinity]}}"#,
      #"{"line": {"steps": [1e999]}}"#,
      #"{"line": {"steps": [01]}}"#, #"{"line": {"steps": [1.]}}"#, #"{"line": {"steps": [+1]}}"#,
      #"{"line": {"steps": [1 2]}}"#,
      "{\"name\": \"a\" // b\n}", String(repeating: "[", count: 1_000_000),
      String(repeating: "{\"a\":", count: 1_000_000),
      String(repeating: "[", count: 600) + String(repeating: "]", count: 600),
    ]
    for text in texts {
      let error = #expect(throws: RecordError.self, "\(text.prefix(40))") { try decode(Everything.self, text) }
      let line = error?.description ?? ""
      #expect(
        line.hasPrefix("f: ") && !line.contains("\n") && line.utf8.count < 400,
        "\(text.prefix(40)): \(line.prefix(500))")
    }
  }

  @Test("bytes that are no UTF-8 are refused, in strings that nobody reads too")
  func encodings() throws {
    let text = #"{"name": "é"}"#
    for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf32BigEndian, .isoLatin1] {
      let data = try #require(text.data(using: encoding))
      let error = #expect(throws: RecordError.self) { try JSONInput.decodeStrictly(Everything.self, data, file: "f") }
      #expect(error?.description == "f: the file: found a text that is no UTF-8, expected JSON in UTF-8", "\(encoding)")
    }
    #expect(try JSONInput.decodeStrictly(Everything.self, Data([0xEF, 0xBB, 0xBF] + text.utf8), file: "f").name == "é")
  }
}
