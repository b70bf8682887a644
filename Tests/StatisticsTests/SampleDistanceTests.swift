import Statistics
import TestSupport
import Testing

@Suite("sample distances")
struct SampleDistanceTests {
  @Test("by hand: shifted samples, ties, samples of different sizes")
  func byHand() throws {
    let shifted = try SampleDistance([0, 1, 2, 3], [10, 11, 12, 13])
    #expect(shifted.kolmogorovSmirnov == 1 && shifted.wasserstein == 10)
    let equal = try SampleDistance([2, 1, 1], [1, 2, 1])
    #expect(equal.kolmogorovSmirnov == 0 && equal.wasserstein == 0)
    // F is 1 from 0 on, G is ½ from 0 on and 1 from 4 on.
    let different = try SampleDistance([0], [0, 4])
    #expect(different.kolmogorovSmirnov == 0.5 && different.wasserstein == 2)
    #expect(throws: StatisticsError.self) { try SampleDistance([], [1]) }
  }

  @Test("values that are not finite are refused", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) {
    let error = StatisticsError.invalidArgument(name: "sample", found: "\(value)", expected: "finite numbers")
    #expect(throws: error) { try SampleDistance([value, 1], [2]) }
    #expect(throws: error) { try SampleDistance([1], [2, value]) }
  }

  /// F and G from their definition, at every value.
  @Test("against the definitions, on samples with ties")
  func naive() throws {
    for draw in 0..<20 {
      let stream = RandomStream(seed: 3, purpose: .dataset, index: draw)
      func sample(_ count: Int) -> [Double] { (0..<count).map { _ in Double(stream.integer(below: 12)) / 4 } }
      let (a, b) = (sample(17), sample(23))
      func share(_ values: [Double], _ x: Double) -> Double { Double(values.count { $0 <= x }) / Double(values.count) }
      let places = Set(a + b).sorted()
      let largest = places.map { abs(share(a, $0) - share(b, $0)) }.max() ?? 0
      let area = zip(places, places.dropFirst()).reduce(0) { $0 + abs(share(a, $1.0) - share(b, $1.0)) * ($1.1 - $1.0) }
      let distance = try SampleDistance(a, b)
      expectAgreement([distance.kolmogorovSmirnov, distance.wasserstein], [largest, area], relative: 1e-12, absolute: 1e-15)
    }
  }
}
