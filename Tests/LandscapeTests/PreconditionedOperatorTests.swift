import Landscape
import Objectives
import TestSupport
import Testing

@Suite("the largest eigenvalue, preconditioned or not")
struct PreconditionedOperatorTests {
  @Test("of two dimensions it is the larger root of the characteristic polynomial of P⁻¹A", arguments: [(4.0, 1.0, -2.0), (1, 3, 1)])
  func closedForm(a: Double, b: Double, c: Double) throws {
    let (p, q) = (0.25, 9.0)
    let matrix = try PreconditionedOperator(DenseOperator(matrix: [a, b, b, c], dimension: 2), diagonal: [p, q])
    let (sum, product) = (a / p + c / q, (a * c - b * b) / (p * q))
    let root = (sum + (sum * sum - 4 * product).squareRoot()) / 2
    let found = try #require(try Lanczos<Double>(top: 1).largest(of: matrix, tolerance: 1e-12))
    expectAgreement([found.value.value], [root], relative: 1e-12)
    #expect(found.products == 2)
  }

  @Test("of a diagonal matrix they are quotients")
  func diagonal() throws {
    let quadratic = Quadratic<Double>(diagonal: [8, 2, -60, 1, 0.5])
    let matrix = try PreconditionedOperator(quadratic.hessian(at: [0, 0, 0, 0, 0]), diagonal: [4, 0.25, 1, 2, 1])
    // 2, 8, −60, 1/2, 1/2: P turns the order of the first two.
    let found = try #require(try Lanczos<Double>(top: 1).largest(of: matrix, tolerance: 1e-12))
    expectAgreement([found.value.value], [8], relative: 1e-12)
    let ends = try #require(try Lanczos<Double>(top: 0).measure(matrix))
    expectAgreement([ends[0].value], [-60], relative: 1e-12)
  }

  @Test("a search ends with the residual that was asked for, before all products are taken")
  func tolerance() throws {
    let eigenvalues = (0..<200).map { Double($0) / 200 } + [5]
    let matrix = DenseOperator.spectrum(eigenvalues, seed: 4)
    let found = try #require(try Lanczos<Double>(top: 1).largest(of: matrix, tolerance: 0.01))
    #expect(found.value.error <= 0.05 && found.products < 30)
    // The eigenvalue is off by at most the residual squared over the gap, 4.
    #expect(abs(found.value.value - 5) <= 0.05 * 0.05 / 3.9)
    let few = try #require(try Lanczos<Double>(top: 1, maximumSteps: 2).largest(of: matrix, tolerance: 1e-9))
    #expect(few.products == 2 && few.value.error > 1e-9)
  }

  @Test("what is not finite has none, and a diagonal that does not fit is refused")
  func refusals() throws {
    #expect(try Lanczos<Double>(top: 1).largest(of: DenseOperator(matrix: [.nan], dimension: 1), tolerance: 0.1) == nil)
    let matrix = DenseOperator(matrix: [1, 0, 0, 1], dimension: 2)
    for (diagonal, found, expected) in [([1], "1 values", "the objective's 2"), ([1, 0], "0.0", "positive numbers")]
      as [([Double], String, String)]
    {
      #expect(throws: LandscapeError(argument: "preconditioner", found: found, expected: expected)) {
        try PreconditionedOperator(matrix, diagonal: diagonal)
      }
    }
    for wrong in [-1, .nan, .infinity] {
      #expect(throws: LandscapeError.self) { try PreconditionedOperator(matrix, diagonal: [1, wrong]) }
    }
  }
}
