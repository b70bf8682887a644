internal import CKernels

extension UnsafeBufferPointer where Element: Real {
  /// Its values in float64, by one pass of the whole buffer: a map over a generic scalar looks up how to convert at every one.
  public var doubles: [Double] {
    [Double](unsafeUninitializedCapacity: count) { doubles, filled in
      if let values = baseAddress, let target = doubles.baseAddress { kernel_to_doubles(Element.kernel, count, values, target) }
      filled = count
    }
  }
}

extension Array where Element: Real {
  /// The values of a range in float64, likewise.
  public func doubles(in range: Range<Int>) -> [Double] {
    withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[range]).doubles }
  }

  /// All values in float64, likewise.
  public var doubles: [Double] { doubles(in: 0..<count) }
}
