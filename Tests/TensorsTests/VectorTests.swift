import TestSupport
import Tensors
import Testing

/// Vector operations against loops that a reader can check, at lengths around the kernels' blocks.
@Suite("vectors")
struct VectorTests {
  static let lengths = [0, 1, 7, 8, 63, 1023, 1024, 1025, 5000]

  private func values(_ count: Int, _ shift: Double) -> [Double] { (0..<count).map { Double(($0 * 37) % 101) / 17 - shift } }

  @Test("float64", arguments: lengths)
  func float64(count: Int) { check(count, Double.self, tolerance: 1e-13) }

  @Test("float32", arguments: lengths)
  func float32(count: Int) { check(count, Float.self, tolerance: 1e-5) }

  private func check<R: Real>(_ count: Int, _ type: R.Type, tolerance: Double) {
    let x = values(count, 1.5)
    let y = values(count, 2.25)
    let (a, b) = (x.map { R($0) }, y.map { R($0) })
    let magnitude = zip(x, y).reduce(0) { $0 + abs($1.0 * $1.1) }
    expectAgreement([a.dot(b)], [zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }], relative: 0, absolute: tolerance * (magnitude + 1))
    expectAgreement([a.norm], [x.reduce(0) { $0 + $1 * $1 }.squareRoot()], relative: tolerance)
    expectAgreement(
      [a.distance(to: b)], [zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()], relative: tolerance)
    var c = [R]()
    c.assign(a, plus: -0.5, times: b)
    expectAgreement(c.map(Double.init), zip(x, y).map { $0 - 0.5 * $1 }, relative: tolerance, absolute: tolerance)
    // In place as beside it, to the bit.
    var d = a
    d.add(-0.5, times: b)
    #expect(d == c)
    if count > 5 { expectAgreement([a.norm(in: 2..<5)], [x[2..<5].reduce(0) { $0 + $1 * $1 }.squareRoot()], relative: tolerance) }
  }

  @Test("ranges are filled, scaled and multiplied by themselves", arguments: [8, 1025])
  func ranges(count: Int) {
    let (x, y, range) = (values(count, 1.5), values(count, 2.25), 3..<count - 2)
    func check(_ expected: (Int) -> Double, _ body: (inout [Double]) -> Void) {
      var vector = x
      body(&vector)
      #expect(vector == x.indices.map { range.contains($0) ? expected($0) : x[$0] })
    }
    check({ _ in -2.5 }) { $0.fill(-2.5, in: range) }
    check({ x[$0] * 0.75 }) { $0.scale(by: 0.75, in: range) }
    check({ x[$0] * y[$0] }) { $0.multiply(by: y, in: range) }
    check({ x[$0] }) { vector in
      vector.fill(7, in: 2..<2)
      vector.scale(by: 7, in: 0..<0)
      vector.multiply(by: y, in: count..<count)
    }
    var none = [Float]()
    none.fill(1)
    #expect(none.isEmpty && [Float](onLargePages: 2, count: 3) == [2, 2, 2])
  }

  @Test("what lies along orthonormal vectors is taken away, every share being of the vector as it came", arguments: [3, 2050, 70_000])
  func componentsAlong(count: Int) {
    // Two axes, and one that is 0.6 and 0.8 of two more than the first: only the parts along them go.
    var (axis, slanted) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    axis[count - 1] = 1
    (slanted[0], slanted[count / 2]) = (0.6, 0.8)
    var vector = values(count, 1.5)
    (vector[0], vector[count / 2], vector[count - 1]) = (5, 10, 7)
    var expected = vector
    // (5, 10)·(0.6, 0.8) = 11.
    (expected[0], expected[count / 2], expected[count - 1]) = (5 - 6.6, 10 - 8.8, 0)
    vector.removeComponents(along: [axis, [Double](onLargePages: slanted)])
    expectAgreement(vector, expected, relative: 1e-14, absolute: 1e-14)
    let kept = vector
    vector.removeComponents(along: [])
    #expect(vector == kept)
  }

  @Test("a value that is not a number reaches the result")
  func notANumber() {
    var x = [Float](repeating: 1, count: 100)
    x[57] = .nan
    #expect(x.norm.isNaN && x.dot(x).isNaN && x.distance(to: x).isNaN)
  }

  @Test("one value that is not finite is found", arguments: lengths.filter { $0 > 0 })
  func finiteness(count: Int) {
    for bad in [Double.infinity, -.infinity, .nan, .greatestFiniteMagnitude] {
      for place in Set([0, count / 2, count - 1]) {
        var x = [Double](repeating: 1e200, count: count)
        #expect(x.isFinite)
        x[place] = bad
        #expect(x.isFinite == bad.isFinite)
        #expect(!x.map { Float($0) }.isFinite)
      }
    }
    #expect([Float]().isFinite && [Float](repeating: .greatestFiniteMagnitude, count: count).isFinite)
  }

  @Test("matrix products come from OpenBLAS and not from GSL's own CBLAS")
  func library() {
    #expect(LinearAlgebraLibrary.path.contains("openblas") || LinearAlgebraLibrary.path.contains("libblas"))
    #expect(!LinearAlgebraLibrary.path.contains("gslcblas"))
    #expect(LinearAlgebraLibrary.configuration.contains("OpenBLAS"))
  }
}
