/// What is wrong with a data file, or with what is asked of data.
public struct DataError: Error, Equatable, CustomStringConvertible {
  /// The file or folder, or the argument.
  public let file: String
  /// What was found there.
  public let found: String
  /// What was expected.
  public let expected: String

  /// An error in `file`, or in the argument of that name.
  public init(file: String, found: String, expected: String) {
    self.file = file
    self.found = found
    self.expected = expected
  }

  /// One line: file, found, expected.
  public var description: String { "\(file): found \(found), expected \(expected)" }
}
