/// What is wrong with a data file.
public struct DataError: Error, Equatable, CustomStringConvertible {
  /// The file or folder.
  public let file: String
  /// What was found there.
  public let found: String
  /// What was expected.
  public let expected: String

  /// An error in `file`.
  public init(file: String, found: String, expected: String) {
    self.file = file
    self.found = found
    self.expected = expected
  }

  /// One line: file, found, expected.
  public var description: String { "\(file): found \(found), expected \(expected)" }
}
