import Statistics
import TestSupport
import Testing

@Suite("descriptive statistics")
struct DescriptiveTests {
  @Test("moments of a small sample, by hand")
  func moments() {
    // mean 5, Σd² = 32, Σd³ = 42, Σd⁴ = 356
    let values: [Double] = [2, 4, 4, 4, 5, 5, 7, 9]
    let deviation = (32.0 / 7).squareRoot()
    let byHand = [5, deviation, 42 / 8 / (deviation * deviation * deviation), 356 / 8 / (32.0 / 7) / (32.0 / 7) - 3]
    for moments in [Moments(values), Moments(count: 8, mean: 5, centralSums: (32, 42, 356))] {
      expectAgreement(
        [moments.mean, moments.standardDeviation, moments.skewness, moments.excessKurtosis], byHand, relative: 1e-14, absolute: 1e-15)
    }
    let running = RunningMoments()
    #expect(running.mean.isNaN && running.count == 0)
    for value in values { running.add(value) }
    expectAgreement([running.mean, running.standardDeviation, running.minimum, running.maximum], [5, deviation, 2, 9], relative: 1e-14)
  }

  @Test("quantiles interpolate between order statistics")
  func quantiles() throws {
    #expect(try Quantiles.of([4, 1, 3, 2], at: [0, 0.25, 0.5, 1]) == [1, 1.75, 2.5, 4])
    #expect(throws: StatisticsError.self) { try Quantiles.of([], at: [0.5]) }
    #expect(throws: StatisticsError.self) { try Quantiles.of([1], at: [1.5]) }
  }

  @Test("bins are half-open, and what lies outside is counted beside them")
  func histogram() throws {
    var histogram = try Histogram(bins: 4, lower: 0, upper: 1)
    try histogram.add([-0.1, 0, 0.2, 0.25, 0.999, 1, .nan, .infinity, -3])
    #expect(histogram.counts == [2, 1, 0, 1] && histogram.below == 2 && histogram.above == 1 && histogram.total == 7)
    #expect(histogram.edges == [0, 0.25, 0.5, 0.75, 1])
  }

  @Test("of no values there are no moments")
  func nothing() {
    for moments in [Moments([]), Moments(count: 0, mean: 0, centralSums: (0, 0, 0))] {
      #expect(moments.count == 0 && moments.mean.isNaN && moments.standardDeviation.isNaN)
      #expect(moments.skewness.isNaN && moments.excessKurtosis.isNaN)
    }
    #expect(Moments([3]).mean == 3 && Moments([3]).standardDeviation.isNaN)
  }

  @Test("of no pairs, one, or equal values there is no correlation")
  func correlation() {
    #expect(Correlation.pearson([], []).isNaN && Correlation.pearson([1], [2]).isNaN && Correlation.pearson([1, 1], [2, 3]).isNaN)
    expectAgreement([Correlation.pearson([1, 2, 3], [5, 3, 1])], [-1], relative: 1e-14)
  }

  @Test(
    "GSL's refusals are errors and not aborts",
    arguments: [
      (0, 0.0, 1.0), (-1, 0, 1), (3, 1, 1), (3, 2, 1), (3, 0, .infinity), (3, .nan, 1), (3, -1e308, 1e308), (.max, 0, 1),
      (1 << 61, 0, 1), (3, 1, 1.0.nextUp),
    ])
  func refusals(bins: Int, lower: Double, upper: Double) {
    #expect(throws: StatisticsError.self) { try Histogram(bins: bins, lower: lower, upper: upper) }
  }
}
