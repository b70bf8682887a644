internal import ArgumentParser
internal import Foundation
public import Tensors

/// `--threads`: how many threads share the work of one network.
public enum ThreadOption {
  /// Reads a number of threads.
  ///
  /// - Throws: ArgumentParser's error, for what is no number from 1 to `Team.mostThreads`.
  public static func threads(_ text: String) throws -> Int {
    guard let value = Int(text), (1...Team.mostThreads).contains(value) else {
      throw OptionParsing.refusal(text.isEmpty ? "nothing" : text, "a whole number from 1 to \(Team.mostThreads)")
    }
    return value
  }

  /// A team of so many threads, or of one for every core.
  public static func team(_ threads: Int?) -> Team {
    Team(threads: threads ?? min(ProcessInfo.processInfo.activeProcessorCount, Team.mostThreads))
  }
}
