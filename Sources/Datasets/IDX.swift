/// An array of bytes in the IDX format of the MNIST family: two zero bytes, a type byte (8 for unsigned bytes), the number of dimensions, each
/// dimension as a big-endian 32-bit number, then the data.
public struct IDX: Equatable, Sendable {
  /// Sizes, outermost first.
  public let dimensions: [Int]
  /// The data, row-major.
  public let bytes: [UInt8]

  /// More bytes than any file of this family holds; a header that promises more is wrong, and is not believed.
  public static let largestSize = 1 << 30

  /// Reads a file, gzipped or plain.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - rank: the number of dimensions that the caller expects.
  /// - Throws: `DataError` for a file that is missing, truncated, too long or of another kind, or a number of dimensions that the format does not have.
  public static func read(_ path: String, rank: Int) throws(DataError) -> IDX {
    guard (1...255).contains(rank) else { throw DataError(file: "rank", found: "\(rank)", expected: "a number from 1 to 255") }
    let file = try CompressedFile(path: path)
    let magic = try file.read(4, "the magic number")
    guard magic == [0, 0, 8, UInt8(rank)] else {
      throw DataError(file: path, found: "magic number \(hexadecimal(magic))", expected: hexadecimal([0, 0, 8, UInt8(rank)]))
    }
    let header = try file.read(4 * rank, "dimensions")
    let dimensions = (0..<rank).map { i in header[4 * i..<4 * i + 4].reduce(0) { $0 << 8 | Int($1) } }
    var size = 1
    for dimension in dimensions {
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      guard dimension > 0, !overflow, product <= largestSize else {
        throw DataError(file: path, found: "dimensions \(dimensions)", expected: "positive ones of at most \(largestSize) bytes together")
      }
      size = product
    }
    let bytes = try file.read(size, "data")
    try file.expectEnd(after: "\(size) bytes of data")
    return IDX(dimensions: dimensions, bytes: bytes)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    "0x" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
