public import Foundation

/// NumPy's format of one array (NEP 1): six magic bytes, a version, the length of a header, the header as a Python literal padded with spaces so that
/// the data starts at a multiple of 64, and the data.
public enum NPY {
  private static let magic = Data([0x93]) + Data("NUMPY".utf8)
  /// Bytes of the longest header that is believed; NumPy's own limit for untrusted files is 10,000.
  private static let longestHeader = 10_000

  /// Element types by NumPy's names, little-endian.
  private static let elements: KeyValuePairs<String, StoredTensor.Element> = [
    "<f4": .float32, "<f8": .float64, "<i8": .int64, "<i4": .int32, "<f2": .float16,
  ]

  /// The file of a tensor.
  ///
  /// - Throws: `RecordError` for bfloat16, which the format does not have; `file` is named.
  public static func data(_ tensor: StoredTensor, file: String) throws(RecordError) -> Data {
    guard let name = elements.first(where: { $0.value == tensor.element })?.key else {
      throw RecordError(file: file, problem: "found \(tensor.element.rawValue), expected a type that NumPy has")
    }
    let shape = tensor.shape.map(String.init).joined(separator: ", ") + (tensor.shape.count == 1 ? "," : "")
    var header = Data("{'descr': '\(name)', 'fortran_order': False, 'shape': (\(shape)), }".utf8)
    // Magic, version and length take ten bytes, a line feed the last one of the header.
    header.append(contentsOf: [UInt8](repeating: 0x20, count: 63 - (10 + header.count) % 64))
    header.append(0x0A)
    return magic + Data([1, 0]) + withUnsafeBytes(of: UInt16(header.count).littleEndian) { Data($0) } + header + tensor.bytes
  }

  /// Reads a tensor from a file's bytes, rows first whatever the file's order; `file` is named in errors.
  ///
  /// - Throws: `RecordError` for anything but a whole array of a type that this toolkit reads.
  public static func parse(_ data: Data, file: String) throws(RecordError) -> StoredTensor {
    func problem(_ text: String) -> RecordError { RecordError(file: file, problem: text) }
    let bytes = [UInt8](data.prefix(12))
    guard bytes.count >= 10, bytes.starts(with: magic) else { throw problem("found no NPY magic, expected \\x93NUMPY") }
    let isShort = bytes[6] == 1
    guard isShort || ((2...3).contains(bytes[6]) && bytes.count == 12) else {
      throw problem("found NPY version \(bytes[6]).\(bytes[7]), expected 1.0, 2.0 or 3.0")
    }
    let length = isShort ? Int(bytes[8]) | Int(bytes[9]) << 8 : (8..<12).reduce(0) { $0 | Int(bytes[$1]) << (8 * ($1 - 8)) }
    let start = isShort ? 10 : 12
    guard length <= longestHeader, start + length <= data.count else {
      throw problem("found a header length of \(length), expected at most \(min(longestHeader, max(0, data.count - start)))")
    }
    let header = String(decoding: data.dropFirst(start).prefix(length), as: UTF8.self)
    guard let fields = Header(header) else {
      throw problem("found another header, expected {'descr': …, 'fortran_order': …, 'shape': …}")
    }
    guard let element = elements.first(where: { $0.key == fields.type })?.value else {
      throw problem("found dtype \(fields.type), expected one of \(elements.map(\.key).joined(separator: ", "))")
    }
    let body = Data(data.dropFirst(start + length))
    guard let size = StoredTensor.byteCount(element, fields.shape), size == body.count else {
      throw problem("found \(body.count) bytes of data, expected those of \(fields.type) \(fields.shape)")
    }
    guard fields.isColumnMajor, fields.shape.count > 1 else { return StoredTensor(element: element, shape: fields.shape, bytes: body) }
    return StoredTensor(element: element, shape: fields.shape, bytes: rowMajor(body, fields.shape, element.size))
  }

  private static func rowMajor(_ data: Data, _ shape: [Int], _ size: Int) -> Data {
    let source = [UInt8](data)
    var target = [UInt8](repeating: 0, count: source.count)
    let strides = shape.reduce(into: [size]) { $0.append($0[$0.count - 1] * $1) }
    var index = [Int](repeating: 0, count: shape.count)
    for out in stride(from: 0, to: source.count, by: size) {
      let from = zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 }
      target.replaceSubrange(out..<out + size, with: source[from..<from + size])
      for axis in shape.indices.reversed() {
        index[axis] += 1
        if index[axis] < shape[axis] { break }
        index[axis] = 0
      }
    }
    return Data(target)
  }

  /// The header's literal, of which no more is understood than its three fields.
  private struct Header {
    let type: String
    let isColumnMajor: Bool
    let shape: [Int]

    init?(_ text: String) {
      let pattern = /^\{(?:\s*'(?:descr|fortran_order|shape)'\s*:\s*(?:'[^']*'|True|False|\([\d\s,]*\))\s*,?){3}\s*\}\s*$/
      guard text.wholeMatch(of: pattern) != nil,
        let type = text.firstMatch(of: /'descr'\s*:\s*'([^']*)'/), let order = text.firstMatch(of: /'fortran_order'\s*:\s*(True|False)/),
        let shape = text.firstMatch(of: /'shape'\s*:\s*\(([\d\s,]*)\)/)
      else { return nil }
      let sizes = shape.1.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }.map { Int($0) }
      guard !sizes.contains(nil), sizes.count <= 64 else { return nil }
      self.type = String(type.1)
      isColumnMajor = order.1 == "True"
      self.shape = sizes.compactMap { $0 }
    }
  }
}
