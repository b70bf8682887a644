import Foundation
import Landscape
import Statistics
import TestSupport
import Testing

@Suite("principal components of a trajectory")
struct PrincipalComponentsTests {
  /// The two largest eigenvalues of a covariance matrix with their vectors, by power iteration and deflation: no line in common with the method under test.
  private func naive(_ points: [[Double]]) -> (values: [Double], vectors: [[Double]], trace: Double) {
    let (count, dimension) = (Double(points.count), points[0].count)
    let mean = (0..<dimension).map { j in points.reduce(0) { $0 + $1[j] } / count }
    var matrix = (0..<dimension).map { i in
      (0..<dimension).map { j in points.reduce(0) { $0 + ($1[i] - mean[i]) * ($1[j] - mean[j]) } / count }
    }
    let trace = (0..<dimension).reduce(0) { $0 + matrix[$1][$1] }
    var (values, vectors) = ([Double](), [[Double]]())
    for _ in 0..<2 {
      var vector = (0..<dimension).map { 1 / Double($0 + 1) }
      for _ in 0..<5000 {
        let product = matrix.map { zip($0, vector).reduce(0) { $0 + $1.0 * $1.1 } }
        let norm = product.reduce(0) { $0 + $1 * $1 }.squareRoot()
        vector = product.map { $0 / norm }
      }
      let value = zip(matrix, vector).reduce(0) { sum, row in sum + row.1 * zip(row.0, vector).reduce(0) { $0 + $1.0 * $1.1 } }
      for i in 0..<dimension { for j in 0..<dimension { matrix[i][j] -= value * vector[i] * vector[j] } }
      values.append(value)
      vectors.append(vector)
    }
    return (values, vectors, trace)
  }

  @Test("are those of the covariance matrix")
  func covariance() throws {
    let stream = RandomStream(seed: 3, purpose: .dataset)
    let points = (0..<9).map { t in (0..<5).map { j in stream.normal() * Double(5 - j) + Double(t * j) + 100 } }
    let found = try PrincipalComponents(of: points, count: 2)
    let expected = naive(points)
    expectAgreement(found.shares, expected.values.map { $0 / expected.trace }, relative: 1e-9)
    for (own, other) in zip(found.directions, expected.vectors) {
      let first = zip(points[0], points[8]).map { $0 - $1 }
      let sign = zip(first, other).reduce(0) { $0 + $1.0 * $1.1 } < 0 ? -1.0 : 1.0
      expectAgreement(own, other.map { sign * $0 }, relative: 1e-7, absolute: 1e-9)
    }
  }

  @Test("of a walk on a plane hold all of it")
  func plane() throws {
    let points = (0..<20).map { t -> [Float] in
      let angle = Double(t) / 5
      return [Float(3 * cos(angle)), Float(sin(angle)), 7, -2]
    }
    let found = try PrincipalComponents(of: points, count: 2)
    #expect(abs(found.shares[0] + found.shares[1] - 1) < 1e-6)
    #expect(abs(abs(found.directions[0][0]) - 1) < 0.2 && abs(found.directions[0][2]) < 1e-5)
  }

  @Test("too few points, a line and values that are not finite are refused")
  func refusals() {
    func message(_ points: [[Double]]) -> String {
      do {
        _ = try PrincipalComponents(of: points, count: 2)
        return ""
      } catch { return "\(error)" }
    }
    #expect(message([[1, 2], [3, 4]]) == "trajectory: found 2 points, expected at least 3")
    #expect(message([[1, 2], [2, 4], [3, 6]]) == "trajectory: found points that span 1 direction, expected at least 2")
    #expect(message([[1, 2], [1, 2], [1, 2]]) == "trajectory: found points that span 0 directions, expected at least 2")
    #expect(message([[1, 2], [2, 4], [3]]).contains("different lengths"))
    #expect(message([[1, 2], [2, .nan], [3, 6]]) == "trajectory: found values that are not finite, expected finite ones")
  }

  /// The share of component k of a random walk's T points: 6 / (4 sin²(kπ / 2T) (T² − 1)).
  private func closedForm(_ component: Int, points: Int) -> Double {
    let (sine, count) = (sin(Double(component) * .pi / (2 * Double(points))), Double(points))
    return 6 / (4 * sine * sine * (count * count - 1))
  }

  @Test("of a long random walk in many dimensions hold 60.8 % and 15.2 %")
  func randomWalk() throws {
    let (steps, dimension) = (300, 4000)
    let stream = RandomStream(seed: 1, purpose: .dataset)
    var point = [Double](repeating: 0, count: dimension)
    let points = (0..<steps).map { _ -> [Double] in
      for i in point.indices { point[i] += stream.normal() }
      return point
    }
    let found = try PrincipalComponents(of: points, count: 3)
    let expected = RandomWalk.shares(3, at: Array(0..<steps))
    for place in 0..<3 { #expect(abs(found.shares[place] - expected[place]) < 0.006) }
    #expect(abs(found.shares[0] - 0.608) < 0.01 && abs(found.shares[1] - 0.152) < 0.005)
    #expect(abs(expected[0] - 6 / (Double.pi * Double.pi)) < 1e-4 && abs(expected[1] - 0.15198) < 1e-4)
  }

  @Test("a walk without momentum that nothing holds has the shares of the closed form, which add up to 1", arguments: [4, 30])
  func covarianceOfWalk(points: Int) {
    let closed = (1..<points).map { closedForm($0, points: points) }
    expectAgreement(RandomWalk.shares(points - 1, at: Array(0..<points)), closed, relative: 1e-9)
    // Every seventh point of a walk is a walk, wherever it begins.
    expectAgreement(RandomWalk.shares(3, at: (0..<points).map { 5 + 7 * $0 }), Array(closed.prefix(3)), relative: 1e-9)
    #expect(abs(closed.reduce(0, +) - 1) < 1e-12)
  }

  @Test("walks with momentum, and pulled back, have the shares of walks that were drawn", arguments: [(0.9, 1.0), (0, 0.95), (0.5, 0.9)])
  func drawnWalks(momentum: Double, persistence: Double) throws {
    let dimension = 6000
    // At distances that differ, and not from the beginning.
    let steps = (0..<60).map { 2 + 3 * $0 + ($0 > 20 ? 5 : 0) }
    let stream = RandomStream(seed: 2, purpose: .dataset)
    var (place, velocity) = ([Double](repeating: 0, count: dimension), [Double](repeating: 0, count: dimension))
    var kept = [[Double]]()
    for step in 0...steps[59] {
      if steps.contains(step) { kept.append(place) }
      for i in place.indices {
        velocity[i] = momentum * velocity[i] + stream.normal()
        place[i] = persistence * place[i] + velocity[i]
      }
    }
    let found = try PrincipalComponents(of: kept, count: 2).shares
    expectAgreement(found, RandomWalk.shares(2, at: steps, momentum: momentum, persistence: persistence), relative: 0.03)
  }
}
