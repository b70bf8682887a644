internal import Foundation

/// Looks after what a decoder does not see: an object's name that comes twice.
enum JSONNames {
  /// The first name that comes twice in a valid JSON text's outermost object.
  static func repeated(in json: Data) -> String? {
    var seen = Set<String>()
    var depth = 0
    var expectsName = false
    var start: Int?
    var isEscaped = false
    for (index, byte) in json.enumerated() {
      if let opening = start {
        switch byte {
        case _ where isEscaped: isEscaped = false
        case UInt8(ascii: "\\"): isEscaped = true
        case UInt8(ascii: "\""):
          start = nil
          guard depth == 1, expectsName else { continue }
          // Names that are escaped differently are the same name.
          let text = json[(json.startIndex + opening)...(json.startIndex + index)]
          let name = (try? JSONDecoder().decode(String.self, from: Data(text))) ?? String(decoding: text, as: UTF8.self)
          guard seen.insert(name).inserted else { return name }
          expectsName = false
        default: break
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): start = index
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        expectsName = depth == 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): expectsName = depth == 1
      default: break
      }
    }
    return nil
  }
}
