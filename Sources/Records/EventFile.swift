internal import CKernels
public import Foundation

/// TensorBoard's event file: records of a length, its masked CRC-32C, the data and the data's, each holding one `Event` message of TensorFlow's protocol
/// buffers. The three messages that are written here have nine fields between them, so they are written by hand and no generator is brought in.
public struct EventFile {
  private let handle: FileHandle

  /// One value to show.
  public enum Value {
    /// A point of a curve.
    case scalar(Double)
    /// A histogram: finite edges, one more than counts; the values' number, sum and sum of squares are taken from the bins' middles.
    case histogram(edges: [Double], counts: [Double])
    /// A picture in PNG.
    case image(png: Data, width: Int, height: Int)
  }

  /// A new file in `folder`, over any that is there.
  ///
  /// - Throws: `RecordError` where it cannot be written.
  public init(folder: String) throws(RecordError) {
    try AtomicFiles.makeFolder(folder)
    let path = "\(folder)/events.out.tfevents.0.theodolite"
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path) else {
      throw RecordError(file: path, problem: "cannot be written")
    }
    self.handle = handle
    try write(Self.event(step: 0) { $0.bytes(3, Data("brain.Event:2".utf8)) }, path)
  }

  /// Adds a value under `tag` at `step`.
  ///
  /// - Throws: `RecordError` where it cannot be written.
  public func add(_ value: Value, tag: String, step: Int) throws(RecordError) {
    var entry = Message()
    entry.bytes(1, Data(tag.utf8))
    switch value {
    case .scalar(let number): entry.float(2, Float(number))
    case .image(let png, let width, let height):
      var image = Message()
      image.integer(1, height)
      image.integer(2, width)
      image.integer(3, 4)
      image.bytes(4, png)
      entry.bytes(4, image.data)
    case .histogram(let edges, let counts):
      let middles = zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
      let weighted = zip(middles, counts)
      var histogram = Message()
      histogram.double(1, edges.first ?? 0)
      histogram.double(2, edges.last ?? 0)
      histogram.double(3, counts.reduce(0, +))
      histogram.double(4, weighted.reduce(0) { $0 + $1.0 * $1.1 })
      histogram.double(5, weighted.reduce(0) { $0 + $1.0 * $1.0 * $1.1 })
      histogram.doubles(6, Array(edges.dropFirst()))
      histogram.doubles(7, counts)
      entry.bytes(5, histogram.data)
    }
    var summary = Message()
    summary.bytes(1, entry.data)
    try write(Self.event(step: step) { $0.bytes(5, summary.data) }, tag)
  }

  private static func event(step: Int, _ body: (inout Message) -> Void) -> Data {
    var event = Message()
    event.double(1, Date().timeIntervalSince1970)
    event.integer(2, step)
    body(&event)
    return event.data
  }

  private func write(_ data: Data, _ what: String) throws(RecordError) {
    func checksum(_ data: Data) -> Data {
      let crc = data.withUnsafeBytes { kernel_crc32c($0.baseAddress, $0.count) }
      return withUnsafeBytes(of: ((crc >> 15 | crc << 17) &+ 0xa282_ead8).littleEndian) { Data($0) }
    }
    let length = withUnsafeBytes(of: UInt64(data.count).littleEndian) { Data($0) }
    do {
      try handle.write(contentsOf: length + checksum(length) + data + checksum(data))
    } catch {
      throw RecordError(file: "event file", problem: "\(what) cannot be written")
    }
  }

  /// A protocol buffer message under way.
  private struct Message {
    var data = Data()

    private mutating func varint(_ value: UInt64) {
      var rest = value
      while rest > 0x7F {
        data.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      data.append(UInt8(rest))
    }

    private mutating func key(_ field: Int, _ wire: UInt64) { varint(UInt64(field) << 3 | wire) }

    mutating func integer(_ field: Int, _ value: Int) {
      key(field, 0)
      varint(UInt64(bitPattern: Int64(value)))
    }
    mutating func double(_ field: Int, _ value: Double) {
      key(field, 1)
      withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    mutating func float(_ field: Int, _ value: Float) {
      key(field, 5)
      withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    mutating func bytes(_ field: Int, _ value: Data) {
      key(field, 2)
      varint(UInt64(value.count))
      data.append(value)
    }
    mutating func doubles(_ field: Int, _ values: [Double]) { bytes(field, values.withUnsafeBytes { Data($0) }) }
  }
}
