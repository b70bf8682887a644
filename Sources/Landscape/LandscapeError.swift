/// What an instrument refuses: an argument outside its range, or a vector that does not fit its objective.
public struct LandscapeError: Error, Equatable, CustomStringConvertible {
  /// The argument.
  public let argument: String
  /// What was found.
  public let found: String
  /// What was expected.
  public let expected: String

  /// An argument that cannot be used.
  public init(argument: String, found: String, expected: String) {
    self.argument = argument
    self.found = found
    self.expected = expected
  }

  /// One line.
  public var description: String { "\(argument): found \(found), expected \(expected)" }

  /// Throws for a whole number below `lowest`.
  static func require(_ value: Int, _ argument: String, from lowest: Int) throws(LandscapeError) {
    guard value >= lowest else {
      throw LandscapeError(argument: argument, found: "\(value)", expected: "a number from \(lowest)")
    }
  }
}
