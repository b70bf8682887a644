import Tensors
import Testing

@Suite("Values in float64")
struct DoublesTests {
  @Test("Both precisions become the same numbers, not a number and infinities among them")
  func values() {
    let single: [Float] = [0.1, -0.0, .infinity, -.leastNonzeroMagnitude, 16_777_216, .nan, 3]
    let converted = single.withUnsafeBufferPointer(\.doubles)
    #expect(converted.map(\.bitPattern) == single.map { Double($0).bitPattern })
    let double: [Double] = [0.1, -0.0, -.infinity, .leastNonzeroMagnitude, 9_007_199_254_740_992]
    #expect(double.withUnsafeBufferPointer(\.doubles).map(\.bitPattern) == double.map(\.bitPattern))
  }

  @Test("A part of a buffer, and none of it")
  func parts() {
    let values: [Float] = [1, 2, 3, 4]
    values.withUnsafeBufferPointer { values in
      #expect(UnsafeBufferPointer(rebasing: values[1..<3]).doubles == [2, 3])
      #expect(UnsafeBufferPointer(rebasing: values[1..<1]).doubles.isEmpty)
    }
    #expect(UnsafeBufferPointer<Float>(start: nil, count: 0).doubles.isEmpty)
  }
}
