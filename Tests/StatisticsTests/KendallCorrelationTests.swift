import Statistics
import TestSupport
import Testing

@Suite("Kendall's rank correlation")
struct KendallCorrelationTests {
  @Test("is what pairs make by hand")
  func byHand() {
    // Of six pairs five are in the same order: (3, 4) are not.
    expectAgreement([KendallCorrelation.tau([1, 2, 3, 4], [10, 20, 40, 30])], [4.0 / 6], relative: 1e-15)
    expectAgreement([KendallCorrelation.tau([1, 2, 3], [3, 2, 1])], [-1], relative: 1e-15)
    // SciPy 1.17's kendalltau, with ties on both sides.
    expectAgreement(
      [KendallCorrelation.tau([1, 1, 2, 3, 3, 4, 5], [2, 1, 1, 4, 3, 3, 6])], [0.6842105263157894], relative: 1e-14)
    for (x, y) in [([], []), ([1], [2]), ([1, 1], [1, 2])] as [([Double], [Double])] {
      #expect(KendallCorrelation.tau(x, y).isNaN)
    }
  }

  @Test("by axis looks at pairs that differ in that axis alone")
  func byAxis() {
    // x and y go together along the first axis, against each other along the second, by far more, and a third has one place.
    let levels = [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 0]]
    let x = [1.0, 100, 2, 200]
    let y = [5.0, -90, 6, -80]
    let found = KendallCorrelation.byAxis(levels: levels, x, y)
    #expect(found[0] == 1 && found[1] == -1 && found[2].isNaN && KendallCorrelation.tau(x, y) < 0)
    // Of two pairs along the first axis one is tied; the diagonal pairs are on no axis.
    #expect(KendallCorrelation.byAxis(levels: levels, x, [5, -90, 5, -80])[0] == 0.5)
    // A missing point takes its pairs along.
    #expect(KendallCorrelation.byAxis(levels: Array(levels[0..<3]), [1, 100, 2], [5, -90, 4])[0] == -1)
  }
}

@Suite("jackknife")
struct JackknifeTests {
  @Test("of a mean has the values themselves")
  func mean() {
    let values = [3.0, -1, 4, 1.5]
    let found = Jackknife.pseudoValues(4) { units in units.map { values[$0] }.reduce(0, +) / Double(units.count) }
    expectAgreement(found, values, relative: 1e-13)
  }

  @Test("of the biased variance has the mean of the unbiased one, as is known of it")
  func variance() {
    let values = [3.0, -1, 4, 1.5, 9]
    func variance(_ units: [Int]) -> Double {
      let own = units.map { values[$0] }
      let mean = own.reduce(0, +) / Double(own.count)
      return own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count)
    }
    let found = Jackknife.pseudoValues(5, statistic: variance).reduce(0, +) / 5
    expectAgreement([found], [variance([0, 1, 2, 3, 4]) * 5 / 4], relative: 1e-13)
  }
}
