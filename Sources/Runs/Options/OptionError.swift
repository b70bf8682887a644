/// An option's value that cannot be used. Studies end with status 64 on one.
public struct OptionError: Error, Equatable, CustomStringConvertible {
  /// The option.
  public let option: String
  /// What was found.
  public let found: String
  /// What was expected.
  public let expected: String

  /// A value that cannot be used.
  public init(option: String, found: String, expected: String) {
    self.option = option
    self.found = found
    self.expected = expected
  }

  /// One line.
  public var description: String { "\(option): found \(found), expected \(expected)" }
}
