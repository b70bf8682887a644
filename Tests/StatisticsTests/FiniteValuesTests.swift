import Statistics
import TestSupport
import Testing

@Suite("sums of values that may not be finite")
struct FiniteValuesTests {
  private let values: [Double] = [9, .nan, 1, .infinity, 2, -.infinity, 100]

  @Test("leave out what is not finite")
  func finite() {
    // 1, 2, 9, 100: the mean is 112 / 4, the median between 2 and 9.
    #expect(values.finite == [9, 1, 2, 100] && values.finiteMean == 28 && values.finiteMedian == 5.5 && values.finiteMaximum == 100)
    #expect([-3.0, -.infinity, -5].finiteMaximum == -3)
  }

  @Test("are quantiles between order statistics")
  func quantiles() {
    // Place p (n − 1) of 0…3: 3/4 is the place 2.25, a quarter of the way from 9 to 100.
    #expect([0, 0.25, 0.5, 0.75, 1].map { values.finiteQuantile($0) } == [1, 1.75, 5.5, 31.75, 100])
    #expect([7.0].finiteQuantile(0.3) == 7)
  }

  @Test("are no number where nothing is finite", arguments: [[], [.nan], [.infinity, -.infinity]] as [[Double]])
  func nothing(values: [Double]) {
    let numbers = [values.finiteMean, values.finiteMedian, values.finiteQuantile(0), values.finiteMaximum]
    #expect(values.finite.isEmpty && numbers.allSatisfy(\.isNaN))
  }
}

@Suite("straight lines")
struct LeastSquaresTests {
  @Test("slopes of points by hand")
  func slope() {
    // Centre (2, 4): (−2 · −3 + −1 · 1 + 3 · 2) / (4 + 1 + 9) = 11/14.
    expectAgreement([LeastSquares.slope(x: [0, 1, 5], y: [1, 5, 6])], [11.0 / 14], relative: 1e-15)
    // Points of a line have its slope.
    expectAgreement([LeastSquares.slope(x: [-1, 0, 4, 7], y: [5, 3, -5, -11])], [-2], relative: 1e-15)
    #expect(LeastSquares.slope(x: [1, 2, 3], y: [5, 5, 5]) == 0)
  }

  @Test("have no number for fewer than two different x")
  func none() {
    #expect(LeastSquares.slope(x: [], y: []).isNaN && LeastSquares.slope(x: [3], y: [4]).isNaN)
    // The mean of three times 0.1 is not 0.1.
    #expect(LeastSquares.slope(x: [2, 2], y: [1, 5]).isNaN && LeastSquares.slope(x: [0.1, 0.1, 0.1], y: [1, 2, 7]).isNaN)
  }
}
