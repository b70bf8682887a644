public import Foundation

/// Files and folders that appear whole or not at all: written aside, then renamed.
public enum AtomicFiles {
  /// Writes `data` to `path`; straight through where that is no file but a device or a pipe.
  ///
  /// - Throws: `RecordError` where the folder cannot be written.
  public static func write(_ data: Data, to path: String) throws(RecordError) {
    var found = stat()
    if stat(path, &found) == 0, found.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      defer { close(descriptor) }
      guard descriptor >= 0, Descriptors.write(data, to: descriptor) else { throw unwritable(path) }
      return
    }
    // All writers of a file write it aside under one name, one after the other: what a killed one left is written over by the next.
    let url = URL(fileURLWithPath: path)
    let aside = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).unfinished"
    guard let descriptor = FileLock.open(aside, waits: true) else { throw unwritable(path) }
    defer { close(descriptor) }
    guard ftruncate(descriptor, 0) == 0, Descriptors.write(data, to: descriptor), rename(aside, path) == 0 else {
      let error = unwritable(path)
      unlink(aside)
      throw error
    }
  }

  /// The error that the last system call met.
  private static func unwritable(_ path: String) -> RecordError {
    RecordError(file: path, problem: "cannot be written: \(String(cString: strerror(errno)))")
  }

  /// Writes a text.
  ///
  /// - Throws: `RecordError` where the folder cannot be written.
  public static func write(_ text: String, to path: String) throws(RecordError) { try write(Data(text.utf8), to: path) }

  /// Makes a folder and those above it.
  ///
  /// - Throws: `RecordError` where it cannot be made.
  public static func makeFolder(_ path: String) throws(RecordError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part
      var found = stat()
      let isThere = stat(made, &found) == 0
      if isThere, found.st_mode & S_IFMT != S_IFDIR { throw RecordError(file: made, problem: "found a file, expected a folder") }
      // Another process may make it meanwhile.
      guard isThere || mkdir(made, 0o777) == 0 || errno == EEXIST else {
        throw RecordError(file: path, problem: "cannot be made a folder: \(String(cString: strerror(errno)))")
      }
      made += "/"
    }
    guard access(path, W_OK) == 0 else { throw RecordError(file: path, problem: "is not writable") }
  }

  /// Reads a whole file, or all that comes through a pipe.
  ///
  /// - Throws: `RecordError` where it cannot be read.
  public static func read(_ path: String) throws(RecordError) -> Data {
    func unreadable() -> RecordError { RecordError(file: path, problem: "cannot be read: \(String(cString: strerror(errno)))") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable() }
    defer { close(descriptor) }
    var found = stat()
    guard fstat(descriptor, &found) == 0 else { throw unreadable() }
    switch found.st_mode & S_IFMT {
    case S_IFREG, S_IFIFO: break
    case S_IFDIR: throw RecordError(file: path, problem: "found a folder, expected a file")
    default: throw RecordError(file: path, problem: "found a device, expected a file")
    }
    // One byte more than there are: the read that meets the end needs room to say so.
    guard let data = Descriptors.read(descriptor, expected: max(Int(found.st_size), 0) + 1) else { throw unreadable() }
    return data
  }
}
