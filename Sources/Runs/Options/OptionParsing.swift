package import ArgumentParser

/// Readers of options' texts; each throws ArgumentParser's own error, so that a wrong value ends the command with status 64.
package enum OptionParsing {
  /// Arguments with `--option=-1` for `--option -1`: ArgumentParser takes what begins with a hyphen for another option, and would say that the value is missing.
  static func joined(_ arguments: [String]) -> [String] {
    var joined = [String]()
    for argument in arguments {
      let isNegative = argument.first == "-" && argument.dropFirst().first.map { $0.isNumber || $0 == "." } == true
      if isNegative, let option = joined.last, option.hasPrefix("--"), option != "--", !option.contains("=") {
        joined[joined.count - 1] = "\(option)=\(argument)"
      } else {
        joined.append(argument)
      }
    }
    return joined
  }

  package static func positive(_ text: String) throws -> Int {
    guard let value = Int(text), value > 0 else { throw refusal(text.isEmpty ? "nothing" : text, "a positive whole number") }
    return value
  }

  static func positiveNumber(_ text: String) throws -> Double {
    guard let value = Double(text), value > 0, value.isFinite else { throw refusal(text, "a positive number") }
    return value
  }

  static func numberFromZero(_ text: String) throws -> Double {
    guard let value = Double(text), value >= 0, value.isFinite else { throw refusal(text.isEmpty ? "nothing" : text, "a number from 0") }
    return value
  }

  /// A list without repetitions of at least one element.
  package static func list<T: Hashable & Sendable>(_ expected: String, _ element: @escaping @Sendable (String) -> T?)
    -> @Sendable (String) throws -> [T]
  {
    { text in
      let elements = try parts(text).map { part in
        guard let value = element(part) else { throw refusal(part.isEmpty ? "nothing" : part, expected) }
        return value
      }
      guard Set(elements).count == elements.count else { throw refusal(text, "nothing twice") }
      return elements
    }
  }

  /// One case of an enumeration.
  package static func choice<T: RawRepresentable & CaseIterable>(_ text: String) throws -> T where T.RawValue == String {
    guard let value = T(rawValue: text) else { throw refusal(text, "one of \(names(of: T.self))") }
    return value
  }

  package static func names<T: RawRepresentable & CaseIterable>(of type: T.Type) -> String where T.RawValue == String {
    T.allCases.map(\.rawValue).joined(separator: ", ")
  }

  static func seeds(_ text: String) throws -> SeedList {
    do throws(OptionError) {
      return try SeedList(text)
    } catch {
      throw ValidationError("expected \(error.expected)")
    }
  }

  static func shard(_ text: String) throws -> Shard {
    guard let shard = Shard(text) else { throw refusal(text, "a share such as 0/4, from 0/4 to 3/4") }
    return shard
  }

  /// The parts of a list, which may have spaces around them.
  static func parts(_ text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      var part = part.drop { $0 == " " }
      while part.last == " " { part.removeLast() }
      return String(part)
    }
  }

  package static func refusal(_ found: String, _ expected: String) -> ValidationError {
    ValidationError("found \(found), expected \(expected)")
  }
}
