internal import CZlib

/// A file read through zlib, gzipped or plain.
struct CompressedFile: ~Copyable {
  private let handle: gzFile
  let path: String

  /// Opens `path`.
  init(path: String) throws(DataError) {
    guard let handle = gzopen(path, "rb") else { throw DataError(file: path, found: "no readable file", expected: "a data file") }
    gzbuffer(handle, 1 << 17)
    self.handle = handle
    self.path = path
  }

  deinit { gzclose_r(handle) }

  /// Exactly `count` bytes of `what`.
  func read(_ count: Int, _ what: String) throws(DataError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let wanted = UInt32(min(count - done, 1 << 24))
      let got = bytes.withUnsafeMutableBytes { gzread(handle, $0.baseAddress! + done, wanted) }
      guard got >= 0 else { throw DataError(file: path, found: "damaged gzip data", expected: "\(count) bytes of \(what)") }
      if got == 0 { break }
      done += Int(got)
    }
    guard done == count else { throw DataError(file: path, found: "\(done) bytes of \(what)", expected: "\(count)") }
    return bytes
  }

  /// Makes sure that nothing follows.
  func expectEnd(after what: String) throws(DataError) {
    var byte: UInt8 = 0
    guard gzread(handle, &byte, 1) == 0, gzeof(handle) == 1 else {
      throw DataError(file: path, found: "more or damaged data after \(what)", expected: "the end of the file")
    }
  }
}

/// zlib's CRC-32 of `bytes`, continued from `start`.
func crc32(_ start: UInt32, _ bytes: [UInt8]) -> UInt32 { UInt32(crc32_z(UInt(start), bytes, bytes.count)) }
