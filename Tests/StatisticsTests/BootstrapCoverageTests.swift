import Foundation
import Statistics
import Testing

@Suite("coverage of bootstrap intervals")
struct BootstrapCoverageTests {
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
      let interval = try Bootstrap.interval(
        values, resamples: 2000, stream: RandomStream(seed: 0, purpose: .resampling, index: draw)
      ) { $0.reduce(0, +) / Double($0.count) }
      if interval.lower <= 3, 3 <= interval.upper { covered += 1 }
    }
    print("intervals of 12 \(distribution) values: \(covered) of 1000 cover the mean")
    #expect((920...980).contains(covered), "\(covered) of 1000")
  }
}
