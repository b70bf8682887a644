public import Foundation

/// Files and folders that appear whole or not at all: written aside, then renamed.
public enum AtomicFiles {
  /// Writes `data` to `path`.
  ///
  /// - Throws: `RecordError` where the folder cannot be written.
  public static func write(_ data: Data, to path: String) throws(RecordError) {
    // The process id keeps two writers of one file apart; the last rename wins whole.
    let aside = "\(path).\(ProcessInfo.processInfo.processIdentifier).tmp"
    do {
      try data.write(to: URL(fileURLWithPath: aside))
    } catch {
      unlink(aside)
      throw RecordError(file: path, problem: "cannot be written: \(reason(error))")
    }
    guard rename(aside, path) == 0 else {
      let problem = "cannot be written: \(String(cString: strerror(errno)))"
      unlink(aside)
      throw RecordError(file: path, problem: problem)
    }
  }

  /// Writes a text.
  ///
  /// - Throws: `RecordError` where the folder cannot be written.
  public static func write(_ text: String, to path: String) throws(RecordError) { try write(Data(text.utf8), to: path) }

  /// Makes a folder and those above it.
  ///
  /// - Throws: `RecordError` where it cannot be made.
  public static func makeFolder(_ path: String) throws(RecordError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw RecordError(file: path, problem: "cannot be made a folder: \(reason(error))")
    }
    guard access(path, W_OK) == 0 else { throw RecordError(file: path, problem: "is not writable") }
  }

  /// Reads a whole file.
  ///
  /// - Throws: `RecordError` where it cannot be read.
  public static func read(_ path: String) throws(RecordError) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw RecordError(file: path, problem: "cannot be read: \(reason(error))")
    }
  }

  /// The system's word for a Foundation error, on one line.
  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
    if underlying.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(underlying.code))) }
    switch (error as? CocoaError)?.code {
    case .fileWriteOutOfSpace: return String(cString: strerror(ENOSPC))
    case .fileReadNoSuchFile, .fileNoSuchFile: return String(cString: strerror(ENOENT))
    case .fileReadNoPermission, .fileWriteNoPermission: return String(cString: strerror(EACCES))
    default: break
    }
    return error.localizedDescription.split(separator: "\n").joined(separator: " ")
  }
}
