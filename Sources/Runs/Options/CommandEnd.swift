internal import Foundation
internal import Records

/// How a command ends that does not come to its own end.
enum CommandEnd {
  /// The status of a command that was interrupted, as a shell says it.
  static let interrupted: Int32 = 130

  /// One line on standard error, and the end of the process; the first thread that comes here has its way.
  static func fail(_ message: String, _ status: Int32) -> Never {
    ending.lock()
    StandardStreams.note("Error: \(message)")
    // Nothing waits to be written, and other threads may be at work: the process ends as it stands.
    _exit(status)
  }

  private static let ending = NSLock()
}
