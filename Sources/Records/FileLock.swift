internal import Foundation

/// A lock that one process holds on a path, by the system's word (`flock`): it goes with its process, however that ends.
public final class FileLock {
  private let path: String
  private let descriptor: Int32

  /// Takes the lock, or finds nil where another process (or another lock in this one) has it. The file at `path` is there only while it is held.
  ///
  /// - Throws: `RecordError` where the file cannot be made.
  public init?(_ path: String) throws(RecordError) {
    guard let descriptor = Self.open(path, waits: false) else {
      guard errno != EWOULDBLOCK else { return nil }
      throw RecordError(file: path, problem: "cannot be locked: \(String(cString: strerror(errno)))")
    }
    self.path = path
    self.descriptor = descriptor
  }

  /// Opens the file at `path`, made where it is missing, and locks it for as long as the descriptor is open; nil, with `errno` set, where that cannot be
  /// done, or another has the lock and this does not wait for it.
  static func open(_ path: String, waits: Bool) -> Int32? {
    while true {
      let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { return nil }
      while flock(descriptor, LOCK_EX | (waits ? 0 : LOCK_NB)) != 0 {
        let reason = errno
        if reason == EINTR { continue }
        close(descriptor)
        errno = reason
        return nil
      }
      // The holder before may have taken the file away after it was opened here: then this lock is on a file that nobody else will find.
      var here = stat()
      var there = stat()
      if fstat(descriptor, &here) == 0, stat(path, &there) == 0, here.st_ino == there.st_ino { return descriptor }
      close(descriptor)
    }
  }

  deinit {
    unlink(path)
    close(descriptor)
  }
}
