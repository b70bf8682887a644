public import ArgumentParser
internal import Foundation
internal import Records
internal import Tensors

/// A study as a command, and its own worker (see `Worker`): it ends with one line on standard error where its options or files are wrong, or where what it
/// has to say cannot be written.
public protocol StudyCommand: ParsableCommand {}

extension StudyCommand {
  /// Parses, runs and ends: status 64 for wrong options, 130 for an interruption, 1 for everything else that goes wrong.
  public static func main() {
    StandardStreams.reserve()
    // LAPACK's last bits depend on its threads; studies give their cores to different runs.
    LinearAlgebraLibrary.setThreads(1)
    if CommandLine.arguments.dropFirst() == [Worker.argument] { Worker.serve() }
    do {
      var command = try parseAsRoot(OptionParsing.joined(Array(CommandLine.arguments.dropFirst())))
      try command.run()
    } catch let error as InterruptedError {
      CommandEnd.fail(error.description, CommandEnd.interrupted)
    } catch let error as OptionError {
      CommandEnd.fail(error.description, ExitCode.validationFailure.rawValue)
    } catch {
      // ArgumentParser's own words for wrong options bring the usage along; one line says enough.
      guard exitCode(for: error) == .success else { CommandEnd.fail(message(for: error), exitCode(for: error).rawValue) }
      answer(fullMessage(for: error, columns: nil))
    }
  }

  /// Help and the like, which ArgumentParser would print without looking whether it arrived.
  private static func answer(_ text: String) {
    do throws(RecordError) {
      try StandardStreams.print(text)
    } catch {
      CommandEnd.fail(error.description, ExitCode.failure.rawValue)
    }
  }
}
