public import Foundation

/// A tensor as safetensors stores it.
public struct StoredTensor: Equatable, Sendable {
  /// Element types of the format that this toolkit reads or writes.
  public enum Element: String, Sendable, CaseIterable {
    /// IEEE binary32.
    case float32 = "F32"
    /// IEEE binary64.
    case float64 = "F64"
    /// Signed 64-bit integers.
    case int64 = "I64"
    /// Signed 32-bit integers.
    case int32 = "I32"

    /// Bytes an element.
    public var size: Int {
      switch self {
      case .float32, .int32: 4
      case .float64, .int64: 8
      }
    }
  }

  /// The element type.
  public let element: Element
  /// Dimensions, outermost first; empty for a scalar.
  public let shape: [Int]
  /// Little-endian elements, row-major.
  public let bytes: Data

  /// A tensor of float64 values.
  public init(_ values: [Double], shape: [Int]) {
    self.init(element: .float64, shape: shape, bytes: values.withUnsafeBytes { Data($0) })
  }

  /// A tensor of float32 values.
  public init(_ values: [Float], shape: [Int]) {
    self.init(element: .float32, shape: shape, bytes: values.withUnsafeBytes { Data($0) })
  }

  /// A tensor of 64-bit integers.
  public init(_ values: [Int64], shape: [Int]) {
    self.init(element: .int64, shape: shape, bytes: values.withUnsafeBytes { Data($0) })
  }

  init(element: Element, shape: [Int], bytes: Data) {
    self.element = element
    self.shape = shape
    self.bytes = bytes
    precondition(bytes.count == element.size * shape.reduce(1, *), "as many bytes as the shape asks for")
  }

  /// Number of elements.
  public var count: Int { shape.reduce(1, *) }

  /// The elements as doubles.
  public var doubles: [Double] {
    switch element {
    case .float32: load(Float.self).map(Double.init)
    case .float64: load(Double.self)
    case .int64: load(Int64.self).map(Double.init)
    case .int32: load(Int32.self).map(Double.init)
    }
  }

  private func load<T: BitwiseCopyable>(_ type: T.Type) -> [T] {
    bytes.withUnsafeBytes { raw in (0..<count).map { raw.loadUnaligned(fromByteOffset: $0 * MemoryLayout<T>.size, as: T.self) } }
  }
}

/// The safetensors format: eight bytes of header length, a JSON header of names, types, shapes and offsets, then the data without gaps.
public enum SafeTensors {
  /// The reference library's limit on the header.
  public static let largestHeader = 100_000_000

  /// The file of named tensors, in the order given; the header is padded with spaces to a multiple of eight bytes.
  public static func data(_ tensors: [(name: String, tensor: StoredTensor)]) throws -> Data {
    var header = [String: JSONValue]()
    var body = Data()
    for (name, tensor) in tensors {
      let start = body.count
      body.append(tensor.bytes)
      header[name] = [
        "dtype": .string(tensor.element.rawValue), "shape": .array(tensor.shape.map { .integer($0) }),
        "data_offsets": [.integer(start), .integer(body.count)],
      ]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var json = try encoder.encode(header)
    json.append(contentsOf: [UInt8](repeating: 0x20, count: (8 - json.count % 8) % 8))
    return withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) } + json + body
  }

  /// Reads a file's tensors.
  ///
  /// - Throws: `RecordError` for a file that is not safetensors: a header that does not fit, offsets that overlap, leave a gap or run past the end.
  public static func read(_ path: String) throws(RecordError) -> [String: StoredTensor] {
    try parse(try AtomicFiles.read(path), file: path)
  }

  /// Reads tensors from a file's bytes; `file` is named in errors.
  ///
  /// - Throws: `RecordError` as `read` does.
  public static func parse(_ data: Data, file: String) throws(RecordError) -> [String: StoredTensor] {
    func problem(_ text: String) -> RecordError { RecordError(file: file, problem: text) }
    guard data.count >= 8 else { throw problem("found \(data.count) bytes, expected a safetensors header of at least 8") }
    let length = data.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    guard length <= UInt64(min(largestHeader, data.count - 8)) else {
      throw problem("found a header length of \(length), expected at most \(min(largestHeader, data.count - 8))")
    }
    let bodyStart = data.startIndex + 8 + Int(length)
    let body = data[bodyStart...]
    guard let header = try? JSONDecoder().decode([String: HeaderEntry].self, from: data[(data.startIndex + 8)..<bodyStart]) else {
      throw problem("found a header that is no JSON object of tensors, expected dtype, shape and data_offsets for each name")
    }
    var tensors = [String: StoredTensor]()
    var end = 0
    let entries = header.compactMap { name, entry in entry.tensor.map { (name, $0) } }
    for (name, entry) in entries.sorted(by: { ($0.1.start, $0.1.end, $0.0) < ($1.1.start, $1.1.end, $1.0) }) {
      guard let element = StoredTensor.Element(rawValue: entry.type) else {
        throw problem("\(name): found dtype \(entry.type), expected one of \(StoredTensor.Element.allCases.map(\.rawValue))")
      }
      guard entry.start == end, entry.end >= entry.start, entry.end <= body.count else {
        throw problem("\(name): found offsets \(entry.start) to \(entry.end), expected \(end) onward and at most \(body.count)")
      }
      var size = element.size
      for dimension in entry.shape {
        let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
        guard dimension >= 0, !overflow else { throw problem("\(name): found shape \(entry.shape), expected sizes that fit the file") }
        size = product
      }
      guard size == entry.end - entry.start else {
        throw problem("\(name): found \(entry.end - entry.start) bytes, expected \(size) for \(entry.type) \(entry.shape)")
      }
      let bytes = Data(body[(bodyStart + entry.start)..<(bodyStart + entry.end)])
      tensors[name] = StoredTensor(element: element, shape: entry.shape, bytes: bytes)
      end = entry.end
    }
    guard end == body.count else { throw problem("found \(body.count - end) bytes behind the last tensor, expected none") }
    return tensors
  }

  /// A header's entry: a tensor, or `__metadata__`, which is passed over.
  private struct HeaderEntry: Decodable {
    let tensor: (type: String, shape: [Int], start: Int, end: Int)?

    private enum Key: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }

    init(from decoder: any Decoder) throws {
      if decoder.codingPath.first?.stringValue == "__metadata__" {
        tensor = nil
        return
      }
      let container = try decoder.container(keyedBy: Key.self)
      let offsets = try container.decode([Int].self, forKey: .offsets)
      guard offsets.count == 2 else {
        throw DecodingError.dataCorruptedError(forKey: .offsets, in: container, debugDescription: "two offsets")
      }
      tensor = (
        try container.decode(String.self, forKey: .dtype), try container.decode([Int].self, forKey: .shape), offsets[0], offsets[1]
      )
    }
  }
}
