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
    // Memory grows with what is there, not with what a header promises.
    var bytes = [UInt8]()
    var part = [UInt8](repeating: 0, count: min(count, 1 << 20))
    while bytes.count < count {
      let got = gzread(handle, &part, UInt32(min(count - bytes.count, part.count)))
      guard got >= 0 else { throw DataError(file: path, found: "damaged gzip data", expected: "\(count) bytes of \(what)") }
      if got == 0 { break }
      bytes += part.prefix(Int(got))
    }
    guard bytes.count == count else { throw DataError(file: path, found: "\(bytes.count) bytes of \(what)", expected: "\(count)") }
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
