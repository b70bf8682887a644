internal import Foundation

/// A lock that one process holds on a path, by the system's word (`flock`): it goes with its process, however that ends.
public final class FileLock {
  private let path: String
  private let descriptor: Int32

  /// Takes the lock, or finds nil where another process (or another lock in this one) has it. The file at `path` is there only while it is held.
  ///
  /// - Throws: `RecordError` where the file cannot be made.
  public init?(_ path: String) throws(RecordError) {
    while true {
      let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw RecordError(file: path, problem: "cannot be written: \(String(cString: strerror(errno)))") }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let reason = errno
        close(descriptor)
        guard reason == EWOULDBLOCK else {
          throw RecordError(file: path, problem: "cannot be locked: \(String(cString: strerror(reason)))")
        }
        return nil
      }
      // The holder before may have taken the file away after it was opened here: then this lock is on a file that nobody else will find.
      var here = stat()
      var there = stat()
      if fstat(descriptor, &here) == 0, stat(path, &there) == 0, here.st_ino == there.st_ino {
        self.path = path
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
  }

  deinit {
    unlink(path)
    close(descriptor)
  }
}
