internal import CKernels

/// The linear algebra of flat vectors: parameters, gradients and directions are all `[R]` of one length.
extension Array where Element: Real {
  /// `self = base + scale · direction`, without allocation where `self` has the length already.
  public mutating func assign(_ base: [Element], plus scale: Double, times direction: [Element]) {
    precondition(base.count == direction.count, "vectors of one length")
    if count != base.count { self = base }
    let count = count
    withUnsafeMutableBufferPointer { out in
      kernel_add_scaled(Element.kernel, count, base, scale, direction, out.baseAddress)
    }
  }

  /// `self = (1 − share) · start + share · end`: at 0 and at 1 the ends to the bit, where both are finite.
  public mutating func assign(_ share: Double, from start: [Element], to end: [Element]) {
    assign(start, plus: 0, times: end)
    scale(by: 1 - share)
    add(share, times: end)
  }

  /// `self += scale · direction`.
  public mutating func add(_ scale: Double, times direction: [Element]) {
    precondition(count == direction.count, "vectors of one length")
    let count = count
    withUnsafeMutableBufferPointer { out in
      kernel_add_scaled(Element.kernel, count, out.baseAddress, scale, direction, out.baseAddress)
    }
  }

  /// A copy on large pages where the system has them: for vectors that are read from end to end over and over.
  public init(onLargePages values: [Element]) {
    // Of a collection of any kind every element would be asked for by itself.
    self.init(onLargePages: values.count) { start in
      values.withUnsafeBufferPointer { start.initialize(from: $0.baseAddress!, count: values.count) }
    }
  }

  /// `count` times `value`, likewise.
  public init(onLargePages value: Element, count size: Int) {
    self.init(onLargePages: size) { kernel_fill(Element.kernel, size, Double(value), $0) }
  }

  /// `size` elements that `fill` initializes, where there are any.
  private init(onLargePages size: Int, _ fill: (UnsafeMutablePointer<Element>) -> Void) {
    self.init(unsafeUninitializedCapacity: size) { buffer, count in
      count = size
      guard size > 0, let start = buffer.baseAddress else { return }
      kernel_ask_large_pages(start, size * MemoryLayout<Element>.stride)
      fill(start)
    }
  }

  /// `self −= Σ (self·other) other` over orthonormal vectors of this length, every product being of `self` as it came: a step of classical Gram–Schmidt. The
  /// vectors are read twice: parts of `self` stay in the cache while all of them pass.
  public mutating func removeComponents(along others: [[Element]]) {
    precondition(others.allSatisfy { $0.count == count }, "vectors of one length")
    let parts = stride(from: 0, to: count, by: Self.partCount).map { $0..<Swift.min($0 + Self.partCount, count) }
    var components = [Double](repeating: 0, count: others.count)
    for part in parts {
      for (index, other) in others.enumerated() { components[index] += dot(other, in: part) }
    }
    withUnsafeMutableBufferPointer { out in
      guard let out = out.baseAddress else { return }
      for part in parts {
        for (component, other) in zip(components, others) {
          other.withUnsafeBufferPointer { other in
            guard let other = other.baseAddress else { return }
            let start = out + part.lowerBound
            kernel_add_scaled(Element.kernel, part.count, start, -component, other + part.lowerBound, start)
          }
        }
      }
    }
  }

  /// Elements of a part: as many as a second-level cache keeps beside another vector's.
  private static var partCount: Int { 1 << 15 }

  /// Every element becomes `value`.
  public mutating func fill(_ value: Double) { fill(value, in: 0..<count) }

  /// Every element of a range becomes `value`.
  public mutating func fill(_ value: Double, in range: Range<Int>) {
    change(range) { kernel_fill(Element.kernel, range.count, value, $0) }
  }

  /// `self *= other`, element by element.
  public mutating func multiply(by other: [Element]) {
    multiply(by: other, in: 0..<count)
  }

  /// `self *= other` over a range, element by element.
  public mutating func multiply(by other: [Element], in range: Range<Int>) {
    precondition(count == other.count, "vectors of one length")
    other.withUnsafeBufferPointer { other in
      guard let other = other.baseAddress else { return }
      change(range) { kernel_multiply(Element.kernel, range.count, $0, other + range.lowerBound, $0) }
    }
  }

  /// `self *= scale`.
  public mutating func scale(by scale: Double) { self.scale(by: scale, in: 0..<count) }

  /// `self *= scale` over a range.
  public mutating func scale(by scale: Double, in range: Range<Int>) {
    change(range) { kernel_scale(Element.kernel, range.count, scale, $0) }
  }

  /// Hands out where a range starts, unless it is empty.
  private mutating func change(_ range: Range<Int>, _ body: (UnsafeMutablePointer<Element>) -> Void) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range of the vector")
    withUnsafeMutableBufferPointer { elements in
      if let start = elements.baseAddress, !range.isEmpty { body(start + range.lowerBound) }
    }
  }

  /// Σ self·other, joined in double.
  public func dot(_ other: [Element]) -> Double { dot(other, in: 0..<count) }

  /// Σ self·other over a range.
  public func dot(_ other: [Element], in range: Range<Int>) -> Double {
    precondition(count == other.count && range.lowerBound >= 0 && range.upperBound <= count, "vectors of one length")
    return withUnsafeBufferPointer { x in
      other.withUnsafeBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return 0 }
        return kernel_dot(Element.kernel, range.count, x + range.lowerBound, y + range.lowerBound)
      }
    }
  }

  /// √Σ self².
  public var norm: Double { dot(self).squareRoot() }

  /// √Σ self² over a range.
  public func norm(in range: Range<Int>) -> Double { dot(self, in: range).squareRoot() }

  /// Whether no element is infinite or not a number: only then is every difference of an element from itself 0.
  public var isFinite: Bool { distance(to: self) == 0 }

  /// √Σ (self − other)².
  public func distance(to other: [Element]) -> Double { distance(to: other, in: 0..<count) }

  /// √Σ (self − other)² over a range.
  public func distance(to other: [Element], in range: Range<Int>) -> Double {
    precondition(count == other.count && range.lowerBound >= 0 && range.upperBound <= count, "vectors of one length")
    return withUnsafeBufferPointer { x in
      other.withUnsafeBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return 0 }
        return kernel_squared_distance(Element.kernel, range.count, x + range.lowerBound, y + range.lowerBound).squareRoot()
      }
    }
  }
}
