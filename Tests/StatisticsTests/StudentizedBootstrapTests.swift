import Foundation
import Statistics
import Testing

@Suite("studentized bootstrap")
struct StudentizedBootstrapTests {
  /// Four standard errors of a share of 0.95 over 1000 draws are 0.028.
  @Test("12 values cover the mean in 95 % of 1000 draws", arguments: ["normal", "uniform", "skewed"])
  func coverage(distribution: String) throws {
    var covered = 0
    for draw in 0..<1000 {
      let stream = RandomStream(seed: 17, purpose: .dataset, index: draw)
      let values: [Double] =
        switch distribution {
        case "normal": stream.normals(12, mean: 3, standardDeviation: 2)
        case "uniform": (0..<12).map { _ in stream.uniform(1, 5) }
        // exp of a normal, its mean shifted to 3: skewness 1.75.
        default: stream.normals(12, standardDeviation: 0.5).map { exp($0) - exp(0.125) + 3 }
        }
      let interval = try Bootstrap.studentizedMeanInterval(
        values, resamples: 1000, stream: RandomStream(seed: 0, purpose: .resampling, index: draw))
      if interval.lower <= 3, 3 <= interval.upper { covered += 1 }
    }
    print("studentized intervals of 12 \(distribution) values: \(covered) of 1000 cover the mean")
    #expect((920...980).contains(covered), "\(covered) of 1000")
  }

  @Test("at the edge: one value, equal values, two values, none")
  func edges() throws {
    let stream = RandomStream(seed: 1, purpose: .resampling)
    let one = try Bootstrap.studentizedMeanInterval([3], stream: stream)
    #expect(one.estimate == 3 && one.lower.isNaN && one.upper.isNaN)
    #expect(try Bootstrap.studentizedMeanInterval([2, 2, 2], stream: stream) == Interval(estimate: 2, lower: 2, upper: 2))
    #expect(try Bootstrap.studentizedMeanInterval([1, 2], stream: stream) == Interval(estimate: 1.5, lower: -.infinity, upper: .infinity))
    #expect(throws: StatisticsError.self) { try Bootstrap.studentizedMeanInterval([], stream: stream) }
    #expect(throws: StatisticsError.self) { try Bootstrap.studentizedMeanInterval([1, 2], confidence: 1, stream: stream) }
  }
}
