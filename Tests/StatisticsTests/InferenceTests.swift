import Foundation
import Statistics
import TestSupport
import Testing

@Suite("intervals and tests")
struct InferenceTests {
  @Test("the bootstrap interval of a mean covers the truth about as often as it says")
  func coverage() throws {
    let stream = RandomStream(seed: 11, purpose: .resampling)
    var covered = 0
    let draws = 400
    for draw in 0..<draws {
      let values = RandomStream(seed: 11, purpose: .dataset, index: draw).normals(20, mean: 1)
      let interval = try Bootstrap.interval(values, resamples: 500, stream: stream) { $0.reduce(0, +) / Double($0.count) }
      #expect(interval.lower <= interval.estimate && interval.estimate <= interval.upper)
      if interval.lower <= 1, 1 <= interval.upper { covered += 1 }
    }
    // BCa intervals of 20 normal values cover about 93 %; four standard errors of 400 draws are five points.
    #expect((0.87...0.98).contains(Double(covered) / Double(draws)), "covered \(covered) of \(draws)")
  }

  @Test("intervals at the edge: one value, equal values, none")
  func edges() throws {
    let stream = RandomStream(seed: 1, purpose: .resampling)
    let one = try Bootstrap.meanInterval([3], stream: stream)
    #expect(one.estimate == 3 && one.lower.isNaN && one.upper.isNaN)
    let equal = try Bootstrap.meanInterval([2, 2, 2], stream: stream)
    #expect(equal == Interval(estimate: 2, lower: 2, upper: 2))
    #expect(throws: StatisticsError.self) { try Bootstrap.meanInterval([], stream: stream) }
  }

  @Test("arguments that leave nothing to count, and differences that are none, are refused")
  func refusals() throws {
    let stream = RandomStream(seed: 1, purpose: .resampling)
    for resamples in [0, -1] {
      #expect(throws: StatisticsError.invalidArgument(name: "resamples", found: "\(resamples)", expected: "a positive number")) {
        try Bootstrap.interval([1, 2], resamples: resamples, stream: stream) { $0[0] }
      }
    }
    for confidence in [0, 1, -1, Double.nan] {
      #expect(throws: StatisticsError.self) { try Bootstrap.interval([1, 2], confidence: confidence, stream: stream) { $0[0] } }
    }
    let many = [Double](repeating: 1, count: 30)
    for draws in [0, -1] {
      #expect(throws: StatisticsError.invalidArgument(name: "draws", found: "\(draws)", expected: "a positive number")) {
        try PairedTests.permutation(many, draws: draws, stream: stream)
      }
    }
    for wrong in [Double.nan, .infinity] {
      let error = StatisticsError.invalidArgument(name: "difference", found: "\(wrong)", expected: "a finite number")
      #expect(throws: error) { try PairedTests.permutation([1, wrong, 2], stream: stream) }
    }
  }

  @Test("exact p values by hand")
  func exact() throws {
    let stream = RandomStream(seed: 1, purpose: .resampling)
    // All five of one sign: two of 32 patterns are as extreme.
    #expect(try PairedTests.permutation([1, 2, 3, 4, 5], stream: stream) == 2.0 / 32)
    // |sum| of (1, 2, −3) is 0: every pattern is at least as extreme.
    #expect(try PairedTests.permutation([1, 2, -3], stream: stream) == 1)
    // All patterns of eleven signs one by one.
    let values = stream.normals(11, mean: 0.4)
    let observed = abs(values.reduce(0, +)) - 1e-9
    let extreme = (0..<1 << 11).count { pattern in
      abs(values.enumerated().reduce(0) { $0 + (pattern >> $1.offset & 1 == 0 ? $1.element : -$1.element) }) >= observed
    }
    #expect(try PairedTests.permutation(values, stream: stream) == Double(extreme) / 2048)
  }

  @Test("under the null, p values below 0.05 are 5 %")
  func level() throws {
    let stream = RandomStream(seed: 2, purpose: .resampling)
    var permutation = 0
    for draw in 0..<1000 {
      let differences = RandomStream(seed: 3, purpose: .dataset, index: draw).normals(10)
      if try PairedTests.permutation(differences, stream: stream) <= 0.05 { permutation += 1 }
    }
    #expect((25...78).contains(permutation), "\(permutation) of 1000")
  }

  @Test("many pairs are drawn and agree with the normal approximation")
  func drawn() throws {
    let differences = (0..<40).map { Double($0 % 7) - 2.2 }
    let p = try PairedTests.permutation(differences, stream: RandomStream(seed: 4, purpose: .resampling))
    let (sum, squares) = differences.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
    // Under the null Σ ±d is nearly normal with variance Σ d², so p is about 2 Φ(−z) = erfc(z / √2); drawing adds an error of 0.001.
    let z = abs(sum) / squares.squareRoot()
    expectAgreement([p], [erfc(z / 2.0.squareRoot())], relative: 0, absolute: 0.01)
  }
}
