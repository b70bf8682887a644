internal import CKernels
public import Tensors

/// Another dataset's examples behind an `InputTransform`, and only the first of its training examples if so many are asked for.
public struct TransformedDataset: Dataset {
  private let base: any Dataset
  private let limit: Int?
  private let single: Map<Float>
  private let double: Map<Double>

  /// The examples of `base`, whose inputs are images of one channel; at most `limit` for training.
  ///
  /// - Throws: `DataError` for inputs that are no such images or are not finite, and for a limit that leaves no example.
  public init(_ base: any Dataset, transform: InputTransform, limit: Int? = nil) throws(DataError) {
    guard base.inputShape.channels == 1, !base.inputShape.isVector else {
      throw DataError(file: "inputs to transform", found: "\(base.inputShape)", expected: "images of one channel")
    }
    guard limit ?? 1 > 0, base.count(.training) > 0 else {
      throw DataError(file: "examples to keep", found: "\(limit ?? 0)", expected: "a positive number")
    }
    self.base = base
    self.limit = limit
    double = try Self.map(base, transform, count: min(base.count(.training), limit ?? .max))
    single = Map(mean: double.mean.map(Float.init), scale: double.scale.map(Float.init), matrix: double.matrix.map(Float.init))
  }

  public var inputShape: Shape { base.inputShape }
  public var outputs: Int { base.outputs }
  public func count(_ split: Split) -> Int { split == .training ? min(base.count(split), limit ?? .max) : base.count(split) }

  public func fill<R: Real>(_ batch: Batch<R>, from split: Split, at indices: UnsafeBufferPointer<Int32>) {
    base.fill(batch, from: split, at: indices)
    switch R.precision {
    case .float32: single.apply(to: batch)
    case .float64: double.apply(to: batch)
    }
  }

  /// x ↦ matrix · scale · (x − mean); what is empty is left out.
  private struct Map<S: Real>: Sendable {
    let mean: [S]
    let scale: [S]
    let matrix: [S]

    func apply<R: Real>(to batch: Batch<R>) {
      let features = batch.inputShape.count
      for row in stride(from: batch.inputs, to: batch.inputs + batch.samples * features, by: features) {
        if !mean.isEmpty { kernel_add_scaled(R.kernel, features, row, -1, mean, row) }
        if !scale.isEmpty { kernel_multiply(R.kernel, features, row, scale, row) }
      }
      guard !matrix.isEmpty else { return }
      let centered = Array(UnsafeBufferPointer(start: batch.inputs, count: batch.samples * features))
      kernel_matrix_multiply(R.kernel, 0, 1, batch.samples, features, features, centered, matrix, 0, batch.inputs)
    }
  }

  private static func map(_ base: any Dataset, _ transform: InputTransform, count: Int) throws(DataError) -> Map<Double> {
    guard transform != .raw else { return Map(mean: [], scale: [], matrix: []) }
    let features = base.inputShape.count
    let batch = Batch<Double>(capacity: min(1000, count), inputShape: base.inputShape, outputs: base.outputs)
    func forEachBatch(_ body: () -> Void) {
      for start in stride(from: 0, to: count, by: batch.capacity) {
        let indices = (Int32(start)..<Int32(min(start + batch.capacity, count))).map(\.self)
        indices.withUnsafeBufferPointer { base.fill(batch, from: .training, at: $0) }
        body()
      }
    }
    var mean = [Double](repeating: 0, count: features)
    forEachBatch {
      for row in 0..<batch.samples { kernel_add_scaled(KERNEL_FLOAT64, features, mean, 1, batch.inputs + row * features, &mean) }
    }
    mean.scale(by: 1 / Double(count))
    guard transform != .centered else { return Map(mean: mean, scale: [], matrix: []) }

    var covariance = [Double](repeating: 0, count: features * features)
    let centering = Map(mean: mean, scale: [], matrix: [])
    forEachBatch {
      centering.apply(to: batch)
      kernel_matrix_multiply(KERNEL_FLOAT64, 1, 0, features, features, batch.samples, batch.inputs, batch.inputs, 1, &covariance)
    }
    covariance.scale(by: 1 / Double(count))
    let variances = (0..<features).map { covariance[$0 * features + $0] }
    let epsilon = max(InputTransform.regularization * variances.reduce(0, +) / Double(features), .leastNormalMagnitude)
    guard transform == .whitened else {
      return Map(mean: mean, scale: variances.map { 1 / ($0 + epsilon).squareRoot() }, matrix: [])
    }
    for feature in 0..<features { covariance[feature * features + feature] += epsilon }
    // With something added to its diagonal it is positive definite, as long as it is of numbers.
    guard let factor = Cholesky.inverseFactor(covariance, order: features) else {
      throw DataError(file: "inputs to transform", found: "some that are not finite", expected: "finite ones")
    }
    return Map(mean: mean, scale: [], matrix: factor)
  }
}
