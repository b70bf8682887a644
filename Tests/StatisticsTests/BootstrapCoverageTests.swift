import Foundation
import Statistics
import Testing

@Suite("coverage of bootstrap intervals")
struct BootstrapCoverageTests {
  /// A resample's mean is never beyond the values: of three, however wide a tail is asked for, the interval ends with them, and misses the mean of a symmetric
  /// distribution where all three lie on one side, in one draw of four.
  @Test(
    "of 3 to 36 values, at 95 % and 90 %: how often of 500 draws the interval holds the mean",
    arguments: [3, 4, 5, 6, 9, 12, 36], ["normal", "uniform", "skewed"])
  func coverage(count: Int, distribution: String) throws {
    for confidence in [0.95, 0.9] {
      let covered = try (0..<500).filter { draw in
        let stream = RandomStream(seed: 17, purpose: .dataset, index: draw)
        let values: [Double] =
          switch distribution {
          case "normal": stream.normals(count, mean: 3, standardDeviation: 2)
          case "uniform": (0..<count).map { _ in stream.uniform(1, 5) }
          // exp of a normal, its mean shifted to 3: skewness 1.75.
          default: stream.normals(count, standardDeviation: 0.5).map { exp($0) - exp(0.125) + 3 }
          }
        let interval = try Bootstrap.interval(
          values, confidence: confidence, resamples: 2000, stream: RandomStream(seed: 0, purpose: .resampling, index: draw)
        ) { $0.reduce(0, +) / Double($0.count) }
        return interval.lower <= 3 && 3 <= interval.upper
      }.count
      print("intervals of \(count) \(distribution) values at \(confidence): \(covered) of 500")
      // A count has a standard deviation of 4.9 at 95 % and 6.7 at 90 %. Student's tails are a little too wide for resamples of six at 90 %, and skew takes from both.
      let expected =
        switch count {
        case 3: 340...400
        case 4: 395...455
        case 5: 415...480
        default: confidence == 0.95 ? 450...492 : 425...475
        }
      #expect(expected.contains(covered), "\(covered) of 500")
    }
  }
}
