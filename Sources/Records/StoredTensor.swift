public import Foundation

/// A tensor as files store it.
public struct StoredTensor: Equatable, Sendable {
  /// Element types, under safetensors' names.
  public enum Element: String, Sendable, CaseIterable {
    /// IEEE binary32.
    case float32 = "F32"
    /// IEEE binary64.
    case float64 = "F64"
    /// Signed 64-bit integers.
    case int64 = "I64"
    /// Signed 32-bit integers.
    case int32 = "I32"
    /// IEEE binary16.
    case float16 = "F16"
    /// The upper half of IEEE binary32.
    case bfloat16 = "BF16"

    /// Bytes an element.
    public var size: Int {
      switch self {
      case .float16, .bfloat16: 2
      case .float32, .int32: 4
      case .float64, .int64: 8
      }
    }

    /// Whether elements are floating-point numbers.
    public var isFloating: Bool {
      switch self {
      case .float16, .bfloat16, .float32, .float64: true
      case .int32, .int64: false
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

  /// Bytes of a tensor, where its shape is one and the number fits.
  static func byteCount(_ element: Element, _ shape: [Int]) -> Int? {
    var size = element.size
    for dimension in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      guard dimension >= 0, !overflow else { return nil }
      size = product
    }
    return size
  }

  /// Number of elements.
  public var count: Int { bytes.count / element.size }

  /// The elements as doubles.
  public var doubles: [Double] {
    switch element {
    case .float32: load(Float.self).map(Double.init)
    case .float64: load(Double.self)
    case .int64: load(Int64.self).map(Double.init)
    case .int32: load(Int32.self).map(Double.init)
    case .float16: load(Float16.self).map(Double.init)
    case .bfloat16: load(UInt16.self).map { Double(Float(bitPattern: UInt32($0) << 16)) }
    }
  }

  /// The elements as integers; nil for floating ones.
  public var integers: [Int64]? {
    switch element {
    case .int64: load(Int64.self)
    case .int32: load(Int32.self).map(Int64.init)
    default: nil
    }
  }

  private func load<T: BitwiseCopyable>(_ type: T.Type) -> [T] {
    bytes.withUnsafeBytes { raw in (0..<count).map { raw.loadUnaligned(fromByteOffset: $0 * MemoryLayout<T>.size, as: T.self) } }
  }
}
