import Datasets
import Networks
import Tensors
import Statistics
import TestSupport
import Testing

@Suite("Gaussian regression")
struct GaussianRegressionTests {
  private func examples(seed: UInt64, _ split: Split) throws -> (x: [[Double]], y: [[Double]]) {
    let dataset = try GaussianRegression(examples: 400, features: 3, seed: seed)
    let batch = Batch<Double>(capacity: 400, inputShape: dataset.inputShape, outputs: 3)
    (0..<Int32(400)).map(\.self).withUnsafeBufferPointer { dataset.fill(batch, from: split, at: $0) }
    return (
      (0..<3).map { f in (0..<400).map { batch.inputs[f * 400 + $0] } }, (0..<3).map { f in (0..<400).map { batch.targets[f * 400 + $0] } }
    )
  }

  /// With four unknown rows the targets of three examples fix A; it must then explain every other one, of both splits.
  @Test("targets are one matrix times the inputs, shared by both splits")
  func linear() throws {
    let (x, y) = try examples(seed: 5, .training)
    let test = try examples(seed: 5, .test)
    for row in 0..<3 {
      // Normal equations by Cramer's rule.
      let gram = (0..<3).map { i in (0..<3).map { j in zip(x[i], x[j]).reduce(0) { $0 + $1.0 * $1.1 } } }
      let right = (0..<3).map { i in zip(x[i], y[row]).reduce(0) { $0 + $1.0 * $1.1 } }
      func determinant(_ m: [[Double]]) -> Double {
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
          + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
      }
      let a = (0..<3).map { column in
        determinant((0..<3).map { i in (0..<3).map { $0 == column ? right[i] : gram[i][$0] } }) / determinant(gram)
      }
      for (inputs, targets) in [(x, y), (test.x, test.y)] {
        expectAgreement(
          targets[row], (0..<400).map { n in (0..<3).reduce(0) { $0 + a[$1] * inputs[$1][n] } }, relative: 1e-10, absolute: 1e-10)
      }
    }
    #expect(x != test.x)
  }

  @Test("inputs of another deviation are the same draws times it, and so are their targets")
  func deviation() throws {
    func values(_ dataset: GaussianRegression) -> [Double] {
      let batch = Batch<Double>(capacity: 5, inputShape: dataset.inputShape, outputs: 3)
      (0..<Int32(5)).map(\.self).withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
      return (0..<15).map { batch.inputs[$0] } + (0..<15).map { batch.targets[$0] }
    }
    let usual = values(try GaussianRegression(examples: 5, features: 3, seed: 2))
    let small = values(try GaussianRegression(examples: 5, features: 3, inputDeviation: 0.25, seed: 2))
    #expect(usual.map { 0.25 * $0 } == small)
    for wrong in [0, -1, Double.nan, .infinity] {
      #expect(throws: DataError(file: "input deviation", found: "\(wrong)", expected: "a positive number")) {
        try GaussianRegression(examples: 5, features: 3, inputDeviation: wrong, seed: 2)
      }
    }
  }

  @Test("sizes that are not positive, or beyond memory, are refused")
  func sizes() {
    for (examples, features, name) in [
      (0, 3, "examples"), (-1, 3, "examples"), (3, 0, "features"), (.max, 3, "examples"), (3, .max, "features"),
    ] {
      let found = name == "examples" ? examples : features
      #expect(throws: DataError(file: name, found: "\(found)", expected: "a number from 1 to \(1 << 24)")) {
        try GaussianRegression(examples: examples, features: features, seed: 0)
      }
    }
  }

  @Test("a batch of other shapes ends the program")
  func wrongBatch() async {
    await #expect(processExitsWith: .failure) {
      let dataset = try GaussianRegression(examples: 4, features: 3, seed: 0)
      let batch = Batch<Double>(capacity: 4, inputShape: dataset.inputShape, outputs: 1)
      [Int32(0)].withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
    }
  }

  @Test("an example that the split does not have ends the program")
  func wrongExample() async {
    await #expect(processExitsWith: .failure) {
      let dataset = try GaussianRegression(examples: 4, features: 3, seed: 0)
      let batch = Batch<Double>(capacity: 4, inputShape: dataset.inputShape, outputs: 3)
      [Int32(4)].withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
    }
  }

  @Test("inputs are standard normal and follow the seed")
  func inputs() throws {
    let (x, _) = try examples(seed: 5, .training)
    let moments = Moments(x.flatMap(\.self))
    #expect(abs(moments.mean) < 4 / 1200.0.squareRoot() && abs(moments.standardDeviation - 1) < 4 / 2400.0.squareRoot())
    #expect(try examples(seed: 5, .training).x == x && examples(seed: 6, .training).x != x)
  }
}
