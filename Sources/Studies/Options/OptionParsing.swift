internal import ArgumentParser

/// Readers of options' texts; each throws ArgumentParser's own error, so that a wrong value ends the command with status 64.
enum OptionParsing {
  static func positive(_ option: String) -> @Sendable (String) throws -> Int {
    { text in
      guard let value = Int(text), value > 0 else { throw refusal(option, text, "a positive whole number") }
      return value
    }
  }

  static func positiveNumber(_ option: String) -> @Sendable (String) throws -> Double {
    { text in
      guard let value = Double(text), value > 0, value.isFinite else { throw refusal(option, text, "a positive number") }
      return value
    }
  }

  /// A list without repetitions of at least one element.
  static func list<T: Hashable & Sendable>(_ option: String, _ expected: String, _ element: @escaping @Sendable (String) -> T?)
    -> @Sendable (String) throws -> [T]
  {
    { text in
      let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let elements = try parts.map { part in
        guard let value = element(part) else { throw refusal(option, part.isEmpty ? "nothing" : part, expected) }
        return value
      }
      guard Set(elements).count == elements.count else { throw refusal(option, text, "nothing twice") }
      return elements
    }
  }

  /// One case of an enumeration.
  static func choice<T: RawRepresentable & CaseIterable & Sendable>(_ option: String) -> @Sendable (String) throws -> T
  where T.RawValue == String {
    { text in
      guard let value = T(rawValue: text) else { throw refusal(option, text, "one of \(names(of: T.self))") }
      return value
    }
  }

  static func names<T: RawRepresentable & CaseIterable>(of type: T.Type) -> String where T.RawValue == String {
    T.allCases.map(\.rawValue).joined(separator: ", ")
  }

  static func seeds(_ text: String) throws -> SeedList {
    do throws(OptionError) {
      return try SeedList(text)
    } catch {
      throw ValidationError(error.description)
    }
  }

  private static func refusal(_ option: String, _ found: String, _ expected: String) -> ValidationError {
    ValidationError(OptionError(option: option, found: found, expected: expected).description)
  }
}
