/// What is wrong with a file of results, or with writing one.
public struct RecordError: Error, Equatable, CustomStringConvertible {
  /// The file or folder.
  public let file: String
  /// What went wrong, what was found and what was expected.
  public let problem: String

  /// A problem with `file`.
  public init(file: String, problem: String) {
    self.file = file
    self.problem = problem
  }

  /// One line: file and problem.
  public var description: String { "\(file): \(problem)" }
}
