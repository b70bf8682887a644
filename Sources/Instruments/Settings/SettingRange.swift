internal import Records

/// Which values of its type a setting may have.
public struct SettingRange<Value: SettingValue>: Sendable {
  let schema: [String: JSONValue]
  let problem: @Sendable (Value) -> SettingProblem?

  private init(_ schema: [String: JSONValue], _ expected: String, _ isRight: @escaping @Sendable (Value) -> Bool) {
    self.schema = schema
    problem = { isRight($0) ? nil : SettingProblem(place: "", found: "\($0)", expected: expected) }
  }

  private init(_ schema: [String: JSONValue], problem: @escaping @Sendable (Value) -> SettingProblem?) {
    (self.schema, self.problem) = (schema, problem)
  }

  /// Whatever is not wrong by itself.
  public static var any: SettingRange { SettingRange([:]) { $0.problem } }
}

extension SettingRange<Int> {
  /// Numbers of a range.
  public static func within(_ range: ClosedRange<Int>) -> SettingRange {
    SettingRange(
      ["minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)], "\(range.lowerBound) to \(range.upperBound)"
    ) { range.contains($0) }
  }

  /// Numbers from 1.
  public static var positive: SettingRange { SettingRange(["minimum": 1], "a positive number") { $0 > 0 } }
  /// Numbers from 0.
  public static var fromZero: SettingRange { SettingRange(["minimum": 0], "a number from 0") { $0 >= 0 } }
}

extension SettingRange<Double> {
  /// Positive numbers.
  public static var positive: SettingRange {
    SettingRange(["exclusiveMinimum": 0], "a positive number") { $0 > 0 && $0.isFinite }
  }
  /// Numbers from 0.
  public static var fromZero: SettingRange { SettingRange(["minimum": 0], "a number from 0") { $0 >= 0 && $0.isFinite } }
}

extension SettingRange<[Double]> {
  /// One number or more.
  public static var finite: SettingRange { list([:], "finite numbers", \.isFinite) }
  /// One number or more, none of them 0.
  public static var nonZero: SettingRange {
    list(["not": ["const": 0]], "finite numbers other than 0") { $0.isFinite && $0 != 0 }
  }
  /// One positive number or more.
  public static var positive: SettingRange { list(["exclusiveMinimum": 0], "positive numbers") { $0 > 0 && $0.isFinite } }

  private static func list(
    _ items: [String: JSONValue], _ expected: String, _ isRight: @escaping @Sendable (Double) -> Bool
  ) -> SettingRange {
    SettingRange(["minItems": 1, "items": .object(items)]) { values in
      if values.isEmpty { return SettingProblem(place: "", found: "an empty list", expected: expected) }
      return values.firstIndex { !isRight($0) }.map { SettingProblem(place: "[\($0)]", found: "\(values[$0])", expected: expected) }
    }
  }
}

extension SettingRange {
  /// Some of an enumeration's words, each once.
  public static func someOf<Name: SettingValue & CaseIterable & RawRepresentable & Hashable>() -> SettingRange
  where Value == [Name], Name.RawValue == String {
    SettingRange(["minItems": 1, "uniqueItems": .bool(true)]) { names in
      guard names.isEmpty || Set(names).count < names.count else { return nil }
      return SettingProblem(
        place: "", found: names.isEmpty ? "an empty list" : names.map(\.rawValue).joined(separator: ", "),
        expected: "some of \(Name.allCases.map(\.rawValue).joined(separator: ", ")), each once")
    }
  }
}
