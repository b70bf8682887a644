public import Foundation

/// The safetensors format: eight bytes of header length, a JSON header of names, types, shapes and offsets, then the data without gaps.
public enum SafeTensors {
  /// The reference library's limit on the header.
  public static let largestHeader = 100_000_000

  /// The file of named tensors, in the order given; the header is padded with spaces to a multiple of eight bytes.
  public static func data(_ tensors: [(name: String, tensor: StoredTensor)]) throws(RecordError) -> Data {
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
    guard var json = try? encoder.encode(header) else { throw RecordError(file: "safetensors", problem: "found names that are no text") }
    json.append(contentsOf: [UInt8](repeating: 0x20, count: (8 - json.count % 8) % 8))
    return withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) } + json + body
  }

  /// Reads tensors from a file's bytes; `file` is named in errors.
  ///
  /// - Throws: `RecordError` for what is not safetensors: a header that does not fit, a name that comes twice, offsets that overlap, leave a gap or run
  ///   past the end.
  public static func parse(_ data: Data, file: String) throws(RecordError) -> [String: StoredTensor] {
    func problem(_ text: String) -> RecordError { RecordError(file: file, problem: text) }
    guard data.count >= 8 else { throw problem("found \(data.count) bytes, expected a safetensors header of at least 8") }
    let length = data.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    guard length <= UInt64(min(largestHeader, data.count - 8)) else {
      throw problem("found a header length of \(length), expected at most \(min(largestHeader, data.count - 8))")
    }
    let bodyStart = data.startIndex + 8 + Int(length)
    let body = data[bodyStart...]
    let json = Data(data[(data.startIndex + 8)..<bodyStart])
    let header = try JSONInput.decode([String: HeaderEntry].self, json, file: file)
    if let twice = JSONNames.repeated(in: json) { throw problem("\(twice): found the name twice, expected each once") }
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
      guard let size = StoredTensor.byteCount(element, entry.shape), size == entry.end - entry.start else {
        throw problem("\(name): found \(entry.end - entry.start) bytes, expected those of \(entry.type) \(entry.shape)")
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
