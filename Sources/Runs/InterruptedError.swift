/// A work that was stopped before its end.
public struct InterruptedError: Error, CustomStringConvertible {
  /// How far it came.
  public let finished: Int
  /// Of how many.
  public let runs: Int
  /// Of how many what.
  public let things: String

  /// An interruption after so many runs, or other things.
  public init(finished: Int, runs: Int, things: String = "runs") { (self.finished, self.runs, self.things) = (finished, runs, things) }

  /// How far it came, and how to go on.
  public var description: String { "interrupted: \(finished) of \(runs) \(things) are done; the same command goes on from there" }
}
