public import ArgumentParser
internal import Foundation
internal import Records

/// A study as a command, and its own worker (see `Worker`): it ends with one line on standard error where its options or files are wrong.
public protocol StudyCommand: ParsableCommand {}

extension StudyCommand {
  /// Parses, runs and ends: status 64 for wrong options, 1 for everything else that goes wrong.
  public static func main() {
    StandardStreams.reserve()
    if CommandLine.arguments.dropFirst() == [Worker.argument] { Worker.serve() }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as InterruptedError {
      // As a shell says it of a program that was interrupted.
      fail(error.description, 130)
    } catch let error as OptionError {
      fail(error.description, ExitCode.validationFailure.rawValue)
    } catch {
      // ArgumentParser's own words for wrong options bring the usage along; one line says enough.
      guard exitCode(for: error) == .success else { fail(message(for: error), exitCode(for: error).rawValue) }
      exit(withError: error)
    }
  }

  private static func fail(_ message: String, _ status: Int32) -> Never {
    StandardStreams.note("Error: \(message)")
    Foundation.exit(status)
  }
}
