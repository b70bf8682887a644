import Landscape
import Objectives
import Statistics
import Tensors
import TestSupport
import Testing

@Suite("eigenvectors by Lanczos's method")
struct LanczosVectorTests {
  /// R diag(λ) R for the reflection R = 1 − 2uuᵀ: eigenvector i is column i of R.
  private struct Reflected: LinearOperator {
    let values: [Double]
    let normal: [Double]
    var dimension: Int { values.count }

    func reflect(_ vector: [Double]) -> [Double] {
      let product = zip(vector, normal).reduce(0) { $0 + $1.0 * $1.1 }
      return zip(vector, normal).map { $0 - 2 * product * $1 }
    }

    func apply(to direction: [Double], product: inout [Double]) { product = reflect(zip(reflect(direction), values).map { $0 * $1 }) }
  }

  /// Counts products.
  private final class Counted: LinearOperator {
    let matrix: Reflected
    private(set) var count = 0
    var dimension: Int { matrix.dimension }

    init(matrix: Reflected) { self.matrix = matrix }

    func apply(to direction: [Double], product: inout [Double]) {
      count += 1
      matrix.apply(to: direction, product: &product)
    }
  }

  @Test("an eigenvalue is found as often as the matrix has it, in either precision", arguments: [1, 3, 6])
  func copies(multiplicity: Int) throws {
    func check<R: Real>(_ type: R.Type, tolerance: Double) throws {
      // λ of that multiplicity, a smaller one of two, and 0 else.
      let diagonal = (0..<300).map { R($0 < multiplicity ? 12 : $0 < multiplicity + 2 ? 5 : 0) }
      let hessian = Quadratic(diagonal: diagonal).hessian(at: diagonal)
      let expected = Array(([Double](repeating: 12, count: multiplicity) + [5, 5, 0, 0, 0]).prefix(5))
      let lanczos = try Lanczos<R>(top: 5)
      let (byMagnitude, vectors, whole) = (
        lanczos.largestByMagnitude(of: hessian), lanczos.largestVectors(of: hessian), lanczos.measure(hessian)
      )
      let found = try #require(byMagnitude)
      expectAgreement(found.map(\.value), expected, relative: tolerance, absolute: tolerance)
      let pairs = try #require(vectors)
      expectAgreement(pairs.map(\.value.value), expected, relative: tolerance, absolute: tolerance)
      for (place, pair) in pairs.enumerated() {
        for other in pairs[..<place] { #expect(abs(pair.vector.dot(other.vector)) < 1e-4) }
      }
      let ends = try #require(whole)
      expectAgreement([ends[0].value, ends[ends.count - 1].value], [0, 12], relative: tolerance, absolute: tolerance)
    }
    try check(Double.self, tolerance: 1e-9)
    try check(Float.self, tolerance: 1e-4)
  }

  @Test("values of largest magnitude need no convergence at the other end")
  func byMagnitude() throws {
    // Three far above a dense bulk whose lower end is slow to come.
    var values = (0..<400).map { 1 + 1e-3 * Double($0) }
    (values[3], values[100], values[250]) = (40, 35, 30)
    let matrix = Reflected(values: values, normal: (0..<400).map { $0 == 0 ? 1 : 0 })
    func products(_ work: (Counted) throws -> Void) rethrows -> Int {
      let counted = Counted(matrix: matrix)
      try work(counted)
      return counted.count
    }
    let lanczos = try Lanczos<Double>(top: 3)
    let few = try products {
      let found = lanczos.largestByMagnitude(of: $0)
      expectAgreement(try #require(found).map(\.value), [40, 35, 30], relative: 1e-10)
    }
    let many = try products { expectAgreement([try #require(lanczos.measure($0))[0].value], [1], relative: 1e-8) }
    #expect(few < many / 2)
  }

  @Test("vectors stay orthonormal over many steps in either precision")
  func orthonormal() throws {
    func worst<R: Real>(_ type: R.Type) throws -> Double {
      let diagonal = (0..<600).map { R(1 / Double(1 + $0)) }
      let hessian = Quadratic(diagonal: diagonal).hessian(at: diagonal)
      let pairs = try #require(try Lanczos<R>(top: 12).largestVectors(of: hessian))
      var largest = 0.0
      for (i, first) in pairs.enumerated() {
        for second in pairs[..<i] { largest = max(largest, abs(first.vector.dot(second.vector))) }
        largest = max(largest, abs(first.value.value - 1 / Double(1 + i)))
      }
      return largest
    }
    #expect(try worst(Double.self) < 1e-9)
    #expect(try worst(Float.self) < 1e-4)
  }

  @Test("are the largest signed eigenvalues' own, whatever lies at the other end")
  func largest() throws {
    let raw: [Double] = RandomStream(seed: 2, purpose: .dataset).normals(40)
    let norm: Double = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var values = (0..<40).map { Double($0 % 5) }
    (values[0], values[7], values[20]) = (-50, 9, 6.5)
    let matrix = Reflected(values: values, normal: raw.map { $0 / norm })
    let pairs = try #require(try Lanczos<Double>(top: 2).largestVectors(of: matrix))
    #expect(pairs.count == 2)
    for (pair, place) in zip(pairs, [7, 20]) {
      expectAgreement([pair.value.value], [values[place]], relative: 1e-9)
      #expect(pair.value.error < 1e-7)
      var axis = [Double](repeating: 0, count: 40)
      axis[place] = 1
      let expected = matrix.reflect(axis)
      let sign = (expected.max { abs($0) < abs($1) } ?? 0) < 0 ? -1.0 : 1.0
      expectAgreement(pair.vector, expected.map { sign * $0 }, relative: 1e-6, absolute: 1e-8)
    }
  }

  @Test("residuals are ‖Av − λv‖, long before anything has converged too", arguments: [2, 5, 9])
  func residuals(steps: Int) throws {
    let raw: [Double] = RandomStream(seed: 4, purpose: .dataset).normals(50)
    let matrix = Reflected(values: (0..<50).map { 10 / Double($0 + 1) - 1 }, normal: raw.map { $0 / raw.norm })
    let pairs = try #require(try Lanczos<Double>(top: 2, maximumSteps: steps).largestVectors(of: matrix))
    for pair in pairs {
      var rest = pair.vector
      matrix.apply(to: pair.vector, product: &rest)
      rest.add(-pair.value.value, times: pair.vector)
      expectAgreement([pair.value.error], [rest.norm], relative: 1e-8)
      #expect(rest.norm > 1e-8, "converged already")
    }
    #expect(pairs.count == 2)
  }

  @Test("are as many as there are, and none where products are not finite")
  func ends() throws {
    let small = Reflected(values: [3, 3], normal: [0.6, 0.8])
    let pair = try #require(try Lanczos<Double>(top: 4).largestVectors(of: small))
    expectAgreement(pair.map(\.value.value), [3, 3], relative: 1e-12)
    let broken = Reflected(values: [.nan, 1], normal: [0.6, 0.8])
    #expect(try Lanczos<Double>(top: 1).largestVectors(of: broken) == nil)
  }
}
