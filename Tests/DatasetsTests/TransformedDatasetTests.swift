import Datasets
import Networks
import Statistics
import Tensors
import TestSupport
import Testing

/// Transforms of correlated images against moments that are taken here.
@Suite("input transforms")
struct TransformedDatasetTests {
  /// Images of 2 × 3 pixels, correlated, of different spreads, one constant.
  private struct Images: Dataset {
    let inputShape = Shape(channels: 1, height: 2, width: 3)
    let outputs = 2
    var pixels = {
      let stream = RandomStream(seed: 2, purpose: .dataset)
      return (0..<400).map { _ in
        let z = stream.normals(5)
        return [z[0] + 3, 2 * z[1] + z[0], 0.5 * z[2] - z[1], 7, z[3], z[4] * 0.1 + z[3]]
      }
    }()

    func count(_ split: Split) -> Int { split == .training ? 300 : 100 }

    func fill<R: Real>(_ batch: Batch<R>, from split: Split, at indices: UnsafeBufferPointer<Int32>) {
      batch.samples = indices.count
      for (row, index) in indices.enumerated() {
        let image = pixels[Int(index) + (split == .training ? 0 : 300)]
        for i in 0..<6 { batch.inputs[row * 6 + i] = R(image[i]) }
        batch.labels[row] = index % 2
      }
    }
  }

  private func rows<R: Real>(_ transform: InputTransform, _ split: Split, limit: Int? = nil, as type: R.Type) throws -> [[Double]] {
    let dataset = try TransformedDataset(Images(), transform: transform, limit: limit)
    let count = dataset.count(split)
    let batch = Batch<R>(capacity: count, inputShape: dataset.inputShape, outputs: 2)
    (0..<Int32(count)).map(\.self).withUnsafeBufferPointer { dataset.fill(batch, from: split, at: $0) }
    return (0..<count).map { row in (0..<6).map { Double(batch.inputs[row * 6 + $0]) } }
  }

  private func means(_ rows: [[Double]]) -> [Double] {
    var means = [Double](repeating: 0, count: 6)
    for row in rows { for i in 0..<6 { means[i] += row[i] / Double(rows.count) } }
    return means
  }

  private func covariance(_ rows: [[Double]]) -> [Double] {
    let means = means(rows)
    var covariance = [Double](repeating: 0, count: 36)
    for row in rows {
      for i in 0..<6 { for j in 0..<6 { covariance[i * 6 + j] += (row[i] - means[i]) * (row[j] - means[j]) / Double(rows.count) } }
    }
    return covariance
  }

  @Test("means, variances and covariances of the training examples are what the transform says")
  func moments() throws {
    let raw = try rows(.raw, .training, as: Double.self)
    #expect(raw == Array(Images().pixels.prefix(300)))
    let before = covariance(raw)
    let epsilon = 0.01 * (0..<6).reduce(0) { $0 + before[$1 * 7] } / 6
    for transform in [InputTransform.centered, .standardized, .whitened] {
      let found = try rows(transform, .training, as: Double.self)
      expectAgreement(means(found), [Double](repeating: 0, count: 6), relative: 0, absolute: 1e-12)
      let after = covariance(found)
      switch transform {
      case .centered: expectAgreement(after, before, relative: 1e-10, absolute: 1e-12)
      case .standardized:
        let scale = (0..<6).map { 1 / (before[$0 * 7] + epsilon).squareRoot() }
        expectAgreement(after, (0..<36).map { before[$0] * scale[$0 / 6] * scale[$0 % 6] }, relative: 1e-10, absolute: 1e-12)
      default:
        // L⁻¹ C L⁻ᵀ = I − ε L⁻¹ L⁻ᵀ: what ε adds is missing, so that no variance is above 1 and large ones are near it.
        let factor = Cholesky.inverseFactor((0..<36).map { before[$0] + ($0 % 7 == 0 ? epsilon : 0) }, order: 6)!
        var expected = [Double]()
        for i in 0..<6 {
          for j in 0..<6 {
            var product = 0.0
            for k in 0..<6 { product += factor[i * 6 + k] * factor[j * 6 + k] }
            expected.append((i == j ? 1 : 0) - epsilon * product)
          }
        }
        expectAgreement(after, expected, relative: 1e-9, absolute: 1e-10)
      }
    }
  }

  @Test("test examples go through the training examples' transform, and float32 through float64's")
  func splits() throws {
    for transform in InputTransform.allCases {
      let double = try rows(transform, .test, as: Double.self)
      let single = try rows(transform, .test, as: Float.self)
      expectAgreement(single.flatMap(\.self), double.flatMap(\.self), relative: 1e-4, absolute: 1e-4)
    }
    let mean = means(Array(Images().pixels.prefix(300)))
    let expected = Images().pixels[300...].map { row in (0..<6).map { row[$0] - mean[$0] } }
    expectAgreement(try rows(.centered, .test, as: Double.self).flatMap(\.self), expected.flatMap(\.self), relative: 1e-12, absolute: 1e-12)
  }

  @Test("limits that leave nothing and inputs that are no images, or not finite, are refused")
  func refused() throws {
    for limit in [0, -5] {
      #expect(throws: DataError(file: "examples to keep", found: "\(limit)", expected: "a positive number")) {
        try TransformedDataset(Images(), transform: .raw, limit: limit)
      }
    }
    let vectors = try GaussianRegression(examples: 4, features: 3, seed: 0)
    #expect(throws: DataError(file: "inputs to transform", found: "3", expected: "images of one channel")) {
      try TransformedDataset(vectors, transform: .raw)
    }
    #expect(throws: DataError(file: "inputs to transform", found: "some that are not finite", expected: "finite ones")) {
      try TransformedDataset(Images(pixels: [[Double]](repeating: [0, 1, .nan, 3, 4, 5], count: 400)), transform: .whitened)
    }
  }

  @Test("a limit leaves the first training examples, whose moments count, and all test examples")
  func limit() throws {
    let dataset = try TransformedDataset(Images(), transform: .centered, limit: 50)
    #expect(dataset.count(.training) == 50 && dataset.count(.test) == 100)
    let sum = try rows(.centered, .training, limit: 50, as: Double.self).reduce(0) { $0 + $1[1] }
    #expect(abs(sum) < 1e-10)
  }
}
