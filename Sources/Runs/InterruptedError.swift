/// The study was stopped before its end.
public struct InterruptedError: Error, CustomStringConvertible {
  /// How far it came.
  public let finished: Int
  /// Of how many runs.
  public let runs: Int

  /// An interruption after so many runs.
  public init(finished: Int, runs: Int) { (self.finished, self.runs) = (finished, runs) }

  /// How far it came, and how to go on.
  public var description: String { "interrupted: \(finished) of \(runs) runs are done; the same command goes on from there" }
}
