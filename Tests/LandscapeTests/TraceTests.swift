import Foundation
import Landscape
import Objectives
import Statistics
import Tensors
import TestSupport
import Testing

@Suite("traces from products")
struct TraceTests {
  @Test("XTrace and Hutch++ are exact for a rank that their space holds")
  func lowRank() throws {
    let eigenvalues = [9.0, -4, 2, 1, -0.5] + [Double](repeating: 0, count: 45)
    let matrix = DenseOperator.spectrum(eigenvalues, seed: 3)
    let found = try #require(try XTrace<Double>(seed: 5).measure(matrix))
    expectAgreement([found.trace.value, found.frobeniusNorm.value], [7.5, 102.25.squareRoot()], relative: 1e-11)
    // The sixth product has nothing new.
    #expect(found.trace.error == 0 && found.frobeniusNorm.error == 0 && found.products == 11)
    let other = try #require(try HutchPlusPlus<Double>(seed: 5, rank: 5).measure(matrix))
    expectAgreement([other.trace.value], [7.5], relative: 1e-11)
    #expect(other.trace.error < 1e-12 && other.products == 20)
    // A rank of one less than the random vectors: each is left out in turn, and the others know all.
    let most = try #require(try XTrace<Double>(seed: 5, maximumVectors: 5).measure(matrix))
    #expect(most.products == 10 && most.trace.error > 0)
  }

  /// XTrace of given random vectors by projections: the values, for either sum.
  private func values(_ matrix: DenseOperator, _ randoms: [[Double]]) -> (traces: [Double], squares: [Double]) {
    func product(_ vector: [Double]) -> [Double] {
      var product = vector
      matrix.apply(to: vector, product: &product)
      return product
    }
    var (traces, squares) = ([Double](), [Double]())
    for (index, random) in randoms.enumerated() {
      var basis = [[Double]]()
      for (other, vector) in randoms.enumerated() where other != index {
        var axis = product(vector)
        for _ in 0..<2 { for earlier in basis { axis.add(-axis.dot(earlier), times: earlier) } }
        axis.scale(by: 1 / axis.norm)
        basis.append(axis)
      }
      let images = basis.map(product)
      func outside(_ vector: [Double]) -> [Double] {
        var rest = vector
        for axis in basis { rest.add(-vector.dot(axis), times: axis) }
        return rest
      }
      let rest = outside(random)
      let scale = Double(matrix.dimension - basis.count) / rest.dot(rest)
      let image = outside(product(rest))
      let inner = basis.flatMap { axis in images.map { axis.dot($0) } }
      traces.append(zip(basis, images).reduce(0) { $0 + $1.0.dot($1.1) } + scale * rest.dot(product(rest)))
      squares.append(2 * images.reduce(0) { $0 + $1.dot($1) } - inner.dot(inner) + scale * image.dot(image))
    }
    return (traces, squares)
  }

  @Test(
    "XTrace's standard errors are geometric means of the spread and the jackknife's, by projections of every subset", arguments: [2, 3, 7])
  func standardErrors(count: Int) throws {
    let matrix = DenseOperator.spectrum((1...20).map { 6 / Double($0) - 1 }, seed: 2)
    let found = try #require(try XTrace<Double>(seed: 9, maximumVectors: count, tolerance: 0).measure(matrix))
    let stream = RandomStream(seed: 9, purpose: .direction, index: 3)
    let randoms = (0..<count).map { _ in stream.normals(20) }
    let whole = values(matrix, randoms)
    let parts = randoms.indices.map { left in values(matrix, randoms.enumerated().filter { $0.offset != left }.map(\.element)) }
    func error(_ values: [Double], _ means: [Double]) -> Double {
      let n = Double(count)
      let middle = means.reduce(0, +) / n
      let jackknife = ((n - 1) / n * means.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }).squareRoot()
      return (jackknife * Moments(values).standardDeviation / n.squareRoot()).squareRoot()
    }
    let (trace, square) = (whole.traces.reduce(0, +) / Double(count), whole.squares.reduce(0, +) / Double(count))
    expectAgreement([found.trace.value, found.frobeniusNorm.value], [trace, square.squareRoot()], relative: 1e-9)
    let errors = [
      error(whole.traces, parts.map { $0.traces.reduce(0, +) / Double(count - 1) }),
      error(whole.squares, parts.map { $0.squares.reduce(0, +) / Double(count - 1) }) / (2 * square.squareRoot()),
    ]
    expectAgreement([found.trace.error, found.frobeniusNorm.error], errors, relative: 1e-8)
  }

  @Test("Hutchinson's estimator with signs has the variance 2(‖A‖²_F − Σ aᵢᵢ²)/m")
  func variance() throws {
    let matrix = DenseOperator.wigner(30, seed: 2)
    let diagonal = (0..<30).reduce(0) { $0 + matrix.matrix[$1 * 31] * matrix.matrix[$1 * 31] }
    let expected = 2 * (matrix.matrix.dot(matrix.matrix) - diagonal) / 10
    let moments = Moments(
      try (0..<2000).map { seed in
        try #require(try Hutchinson<Double>(seed: UInt64(seed), maximumProbes: 10, tolerance: 0).measure(matrix)).trace.value
      })
    // The standard error of a variance of 2000 nearly normal values is 3 % of it.
    #expect(abs(moments.standardDeviation * moments.standardDeviation / expected - 1) < 0.1)
  }

  @Test("of a spectrum that falls off, XTrace's error is far below Hutchinson's for as many products")
  func decay() throws {
    let eigenvalues = (0..<80).map { 10 / Double(($0 + 1) * ($0 + 1)) }
    let matrix = DenseOperator.spectrum(eigenvalues, seed: 11)
    func error(_ estimate: (UInt64) throws -> Double) rethrows -> Double {
      try (0..<20).map { try estimate(UInt64($0)) - eigenvalues.reduce(0, +) }.norm
    }
    let exchangeable = try error {
      try #require(try XTrace<Double>(seed: $0, maximumVectors: 15, tolerance: 0).measure(matrix)).trace.value
    }
    let plain = try error { try #require(try Hutchinson<Double>(seed: $0, maximumProbes: 30, tolerance: 0).measure(matrix)).trace.value }
    #expect(exchangeable < plain / 5, "\(exchangeable) and \(plain)")
  }

  @Test("the trace of an empty matrix, of zero and of numbers that are none")
  func edges() throws {
    let empty = Quadratic<Double>(diagonal: []).hessian(at: [])
    #expect(try XTrace<Double>().measure(empty)?.trace.value == 0)
    let zero = Quadratic<Double>(diagonal: [0, 0, 0]).hessian(at: [1, 1, 1])
    #expect(try XTrace<Double>().measure(zero) == TraceEstimate(trace: Estimate(value: 0), frobeniusNorm: Estimate(value: 0), products: 1))
    #expect(try HutchPlusPlus<Double>().measure(zero)?.trace == Estimate(value: 0))
    let broken = Quadratic(diagonal: [1, .nan]).hessian(at: [1, 1])
    #expect(try XTrace<Double>().measure(broken) == nil && Hutchinson<Double>().measure(broken) == nil)
    #expect(try HutchPlusPlus<Double>().measure(broken) == nil)
  }

  @Test("float32 agrees with float64 to its rounding")
  func precision() throws {
    struct Single: LinearOperator {
      let matrix: DenseOperator
      var dimension: Int { matrix.dimension }
      func apply(to direction: [Float], product: inout [Float]) {
        var double = direction.map(Double.init)
        matrix.apply(to: double, product: &double)
        product = double.map { Float($0) }
      }
    }
    let matrix = DenseOperator.spectrum([9.0, -4, 2, 1, -0.5] + [Double](repeating: 0, count: 45), seed: 3)
    let found = try #require(try XTrace<Float>(seed: 5).measure(Single(matrix: matrix)))
    expectAgreement([found.trace.value, found.frobeniusNorm.value], [7.5, 102.25.squareRoot()], relative: 1e-4)
  }
}
