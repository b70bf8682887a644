internal import Foundation

/// Numbers that come in one by one and must outlast whatever ends the program: records of one size, each with a checksum, written to the end of a file as they come. A
/// torn or damaged record ends what is believed; the next one is written over it.
public final class Journal {
  private let path: String
  private let descriptor: Int32
  private let width: Int

  /// The records that the file held when it was opened, in the order in which they were written.
  public let records: [(index: Int, values: [Double])]

  /// Opens the journal at `path`, made where it is missing, for records of `width` numbers; what it holds of another width, or under another `title`, goes.
  ///
  /// - Throws: `RecordError` where the file cannot be read or written.
  public init(_ path: String, title: String, width: Int) throws(RecordError) {
    self.path = path
    self.width = width
    descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      records = []
      throw RecordError(file: path, problem: "cannot be written: \(String(cString: strerror(errno)))")
    }
    let header = Data("\(title) \(width)\n".utf8)
    let data = (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data()
    var found = [(index: Int, values: [Double])]()
    var end = header.count
    let size = Self.size(width)
    if data.starts(with: header) {
      while end + size <= data.count, let record = Self.record(data[end..<end + size], width: width) {
        found.append(record)
        end += size
      }
    }
    records = found
    let isNew = !data.starts(with: header)
    guard ftruncate(descriptor, off_t(isNew ? 0 : end)) == 0, lseek(descriptor, 0, Int32(SEEK_END)) >= 0,
      !isNew || Descriptors.write(header, to: descriptor)
    else { throw RecordError(file: path, problem: "cannot be written: \(String(cString: strerror(errno)))") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Writes a record of the journal's width.
  ///
  /// - Throws: `RecordError` where it cannot be written.
  public func append(_ index: Int, _ values: [Double]) throws(RecordError) {
    precondition(values.count == width, "a record of \(width) numbers")
    var bytes = withUnsafeBytes(of: UInt64(index).littleEndian) { Data($0) }
    for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
    withUnsafeBytes(of: Checksum.crc32(bytes).littleEndian) { bytes.append(contentsOf: $0) }
    guard Descriptors.write(bytes, to: descriptor) else {
      throw RecordError(file: path, problem: "cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  private static func size(_ width: Int) -> Int { 8 + 8 * width + 4 }

  private static func record(_ bytes: Data, width: Int) -> (index: Int, values: [Double])? {
    func number(_ place: Int) -> UInt64 {
      UInt64(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self) })
    }
    let checksum = bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 8 + 8 * width, as: UInt32.self)) }
    guard Checksum.crc32(Data(bytes.dropLast(4))) == checksum, let index = Int(exactly: number(0)) else { return nil }
    return (index, (1...max(width, 1)).prefix(width).map { Double(bitPattern: number($0)) })
  }
}
