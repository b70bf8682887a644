public import Foundation
public import Records

/// Standard output and standard error as a program must write them: output that is lost is an error, and a notice that is lost is no crash.
public enum StandardStreams {
  /// Takes the places of standard streams that were closed before the program began, so that no file opened later gets one of them and is written
  /// over. What takes a place is open for the opposite of its use: writing there still fails as on a closed descriptor. To be called first of all.
  public static func reserve() {
    // In rising order: a file that is opened takes the lowest descriptor that is free.
    for (descriptor, access) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) == -1 { _ = open("/dev/null", access) }
  }

  /// Writes a text and `terminator` to standard output, at once.
  ///
  /// - Throws: `RecordError` where not all of it could be written.
  public static func print(_ text: String, terminator: String = "\n") throws(RecordError) { try write(Data((text + terminator).utf8)) }

  /// Writes bytes to standard output, at once.
  ///
  /// - Throws: `RecordError` where not all of them could be written.
  public static func write(_ data: Data) throws(RecordError) {
    guard Descriptors.write(data, to: STDOUT_FILENO) else {
      throw RecordError(file: "standard output", problem: "cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  /// Writes a line to standard error, or as much of it as can be written.
  public static func note(_ line: String) { note(line, terminator: "\n") }

  /// Writes a text and `terminator` to standard error, or as much of it as can be written.
  public static func note(_ text: String, terminator: String) {
    // Where nobody reads any more, a write's signal would end the program.
    var pipe = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &pipe, &before)
    if !Descriptors.write(Data((text + terminator).utf8), to: STDERR_FILENO), errno == EPIPE {
      var now = timespec()
      while sigtimedwait(&pipe, nil, &now) == -1, errno == EINTR {}
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
