import Foundation
import Statistics
import Testing

@Suite("distance from the normal distribution")
struct NormalDistanceTests {
  /// sup over all points and their left limits, with the error function of Foundation.
  private func naive(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let deviation = (values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / count).squareRoot()
    return values.map { x in
      let normal = 0.5 * erfc(-(x - mean) / deviation / 2.0.squareRoot())
      return max(
        abs(normal - Double(values.count { $0 <= x }) / count), abs(normal - Double(values.count { $0 < x }) / count))
    }.max() ?? 0
  }

  @Test("is the largest difference at values and just below them, equal values together")
  func values() {
    let stream = RandomStream(seed: 3, purpose: .dataset)
    for sample in [[1.0, 2], [0, 0, 0, 1], [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], (0..<300).map { _ in stream.normal() }] {
      #expect(abs(NormalDistribution.distance(of: sample) - naive(sample)) < 1e-14, "\(sample.prefix(5))")
    }
    // Two values: Φ(−1) = 0.1587 and a jump to 1/2.
    #expect(abs(NormalDistribution.distance(of: [1, 2]) - (0.5 - 0.15865525393145707)) < 1e-12)
  }

  @Test("of normal values it falls as 1/√n, of uniform and rectified ones it stays")
  func shapes() {
    let stream = RandomStream(seed: 4, purpose: .dataset)
    let normal = (0..<10_000).map { _ in stream.normal() }
    #expect(NormalDistribution.distance(of: normal) < 0.012)
    // A rectified normal has mean 1/√(2π) and second moment 1/2, and half of its mass at 0, where Φ is 0.2473.
    #expect(abs(NormalDistribution.distance(of: normal.map { max($0, 0) }) - 0.2527) < 0.01)
    // Of a uniform distribution sup |F − Φ| is 0.0572, at 0.80 deviations.
    #expect(abs(NormalDistribution.distance(of: (0..<10_000).map { Double($0) }) - 0.0572) < 1e-3)
  }

  @Test("there is none without two different numbers", arguments: [[], [1], [2, 2, 2], [1, .nan], [1, .infinity]] as [[Double]])
  func none(values: [Double]) { #expect(NormalDistribution.distance(of: values).isNaN) }
}
