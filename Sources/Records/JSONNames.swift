internal import Foundation

/// Looks after what a decoder does not see: a name that comes twice in one object.
enum JSONNames {
  /// An object or a list that the text is within.
  private struct Level {
    /// The names of an object so far; nil for a list.
    var names: Set<String>?
    /// Where in it the text is.
    var key: JSONKey
    /// Whether the next string is a name.
    var expectsName: Bool

    static let object = Level(names: [], key: JSONKey(stringValue: ""), expectsName: true)
    static let list = Level(names: nil, key: JSONKey(intValue: 0), expectsName: false)

    /// Enters a name; false where it was there.
    mutating func add(_ name: String) -> Bool {
      key = JSONKey(stringValue: name)
      expectsName = false
      return names?.insert(name).inserted ?? true
    }

    /// Goes on behind a comma.
    mutating func advance() {
      expectsName = names != nil
      if let index = key.intValue { key = JSONKey(intValue: index + 1) }
    }
  }

  /// The place of the first name that comes twice in one object of a valid JSON text in UTF-8.
  static func repeated(in json: Data) -> String? {
    json.withUnsafeBytes { bytes in
      var levels = [Level]()
      var position = 0
      while position < bytes.count {
        switch bytes[position] {
        case UInt8(ascii: "{"): levels.append(.object)
        case UInt8(ascii: "["): levels.append(.list)
        case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
        case UInt8(ascii: ","): if !levels.isEmpty { levels[levels.count - 1].advance() }
        case UInt8(ascii: "\""):
          let end = endOfString(bytes, from: position)
          if levels.last?.expectsName == true {
            let name = string(UnsafeRawBufferPointer(rebasing: bytes[position..<end]))
            guard levels[levels.count - 1].add(name) else { return levels.map { $0.key as any CodingKey }.place }
          }
          position = end - 1
        default: break
        }
        position += 1
      }
      return nil
    }
  }

  /// The position behind the string that begins at `start`.
  private static func endOfString(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var position = start + 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(position + 1, bytes.count)
  }

  /// What a string in quotes says: names that are escaped differently are the same name.
  private static func string(_ quoted: UnsafeRawBufferPointer) -> String {
    if quoted.contains(UInt8(ascii: "\\")), let text = try? JSONDecoder().decode(String.self, from: Data(quoted)) {
      return text
    }
    return String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
  }
}
