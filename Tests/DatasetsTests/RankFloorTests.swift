import Datasets
import Foundation
import Statistics
import Tensors
import TestSupport
import Testing

@Suite("floors of lower rank")
struct RankFloorTests {
  /// Targets that are given, one example each; inputs are of no account.
  private struct Targets: Dataset {
    let rows: [[Double]]
    let inputShape = Shape(channels: 1)
    var outputs: Int { rows[0].count }
    func count(_ split: Split) -> Int { rows.count }
    func fill<R: Real>(_ batch: Batch<R>, from split: Split, at indices: UnsafeBufferPointer<Int32>) {
      batch.samples = indices.count
      for (place, index) in indices.enumerated() {
        for (column, value) in rows[Int(index)].enumerated() { batch.targets[column * indices.count + place] = R(value) }
      }
    }
  }

  @Test("of orthogonal targets are half the sums of the smallest squares")
  func orthogonal() throws {
    let floors = try RankFloors(of: Targets(rows: [[3, 0, 0], [0, 1, 0], [0, 0, 2]]))
    expectAgreement(floors.losses, [0, 0.5, 2.5, 7], relative: 1e-14)
    // Turned by 45° in the first plane, and one direction twice.
    let turned = try RankFloors(of: Targets(rows: [[1, 1], [1, 1], [1, -1]]))
    expectAgreement(turned.losses, [0, 1, 3], relative: 1e-14)
  }

  @Test("are counted by the nearest one as a ratio")
  func unlearnt() throws {
    let floors = try RankFloors(of: Targets(rows: [[4, 0, 0], [0, 2, 0], [0, 0, 1]]))
    // Floors 0, 0.5, 2.5, 10.5; half the first is 0.25, geometric means 1.118 and 5.123.
    let losses = [0, 0.24, 0.26, 1.1, 1.13, 5.1, 5.2, 11, 1e9]
    #expect(losses.map(floors.unlearnt) == [0, 0, 1, 1, 2, 2, 3, 3, 3])
    #expect(floors.unlearnt(at: .nan) == 3)
    // Targets in a plane: one mode is no matter.
    let flat = try RankFloors(of: Targets(rows: [[3, 0, 0], [0, 1, 0]]))
    #expect([0, 0.2, 0.4, 1, 2, 9].map(flat.unlearnt) == [1, 1, 2, 2, 3, 3])
    #expect(throws: DataError.self) { try RankFloors(of: Targets(rows: [[.nan, 1]])) }
  }

  @Test("are what the best map of their rank reaches: A without its small singular values")
  func best() throws {
    // A = R(θ) diag(3, 1) R(φ)ᵀ on the inputs (1, 0) and (0, 1).
    func rotation(_ angle: Double) -> [[Double]] { [[cos(angle), -sin(angle)], [sin(angle), cos(angle)]] }
    let (left, right) = (rotation(0.7), rotation(-0.3))
    func map(_ values: [Double]) -> [[Double]] {
      var map = [[0.0, 0], [0, 0]]
      for row in 0..<2 {
        for column in 0..<2 { for mode in 0..<2 { map[row][column] += left[row][mode] * values[mode] * right[column][mode] } }
      }
      return map
    }
    let (whole, reduced) = (map([3, 1]), map([3, 0]))
    let floors = try RankFloors(of: Targets(rows: (0..<2).map { input in whole.map { $0[input] } }))
    var loss = 0.0
    for (row, other) in zip(whole, reduced) {
      for (value, kept) in zip(row, other) { loss += (value - kept) * (value - kept) / 2 }
    }
    expectAgreement(floors.losses, [0, loss, 5], relative: 1e-12)
  }

  @Test("lie below the loss of every map of their rank, and the deep linear network's zero map is at the last")
  func drawn() throws {
    let dataset = try GaussianRegression(examples: 50, features: 4, seed: 3)
    let floors = try RankFloors(of: dataset)
    let batch = Batch<Double>(capacity: 50, inputShape: dataset.inputShape, outputs: 4)
    Array(0..<Int32(50)).withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
    func loss(_ map: [[Double]]) -> Double {
      var loss = 0.0
      for example in 0..<50 {
        for row in 0..<4 {
          var error = -batch.targets[row * 50 + example]
          for column in 0..<4 { error += map[row][column] * batch.inputs[column * 50 + example] }
          loss += error * error / 2
        }
      }
      return loss
    }
    expectAgreement([floors.losses[4]], [loss([[Double]](repeating: [0, 0, 0, 0], count: 4))], relative: 1e-12)
    let stream = RandomStream(seed: 1, purpose: .direction)
    for rank in 1...3 {
      for _ in 0..<200 {
        let (left, right) = (stream.normals(4 * rank), stream.normals(4 * rank))
        var map = [[Double]](repeating: [0, 0, 0, 0], count: 4)
        for row in 0..<4 {
          for column in 0..<4 { for mode in 0..<rank { map[row][column] += left[row * rank + mode] * right[column * rank + mode] } }
        }
        #expect(loss(map) >= floors.losses[4 - rank])
      }
    }
  }
}
