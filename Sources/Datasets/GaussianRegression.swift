internal import CKernels
internal import Statistics
public import Tensors

/// The deep linear network's data (Santurkar et al. 2018, A.1): x ~ N(0, σ²I) and y = A x with A of independent N(0, 1) entries, drawn from the seed; σ is 1 unless given.
/// Test examples share A.
public struct GaussianRegression: Dataset {
  private struct Part: Sendable {
    let inputs: [Double]
    let targets: [Double]
  }
  private let parts: [Split: Part]
  public let inputShape: Shape
  private let examples: Int

  /// The most examples or features: products of the two must not overflow.
  static let largestCount = 1 << 24

  /// `examples` examples of `features` inputs and outputs (the paper's are 1000 and 10), and as many test examples.
  ///
  /// - Throws: `DataError` for no examples, no features, or more of either than 2²⁴, or a deviation that is not positive and finite.
  public init(examples: Int = 1000, features: Int = 10, inputDeviation: Double = 1, seed: UInt64) throws(DataError) {
    for (name, count) in [("examples", examples), ("features", features)] where !(1...Self.largestCount).contains(count) {
      throw DataError(file: name, found: "\(count)", expected: "a number from 1 to \(Self.largestCount)")
    }
    guard inputDeviation > 0, inputDeviation.isFinite else {
      throw DataError(file: "input deviation", found: "\(inputDeviation)", expected: "a positive number")
    }
    inputShape = Shape(channels: features)
    self.examples = examples
    let matrix = RandomStream(seed: seed, purpose: .dataset, index: 0).normals(features * features)
    func part(_ index: Int) -> Part {
      let inputs = RandomStream(seed: seed, purpose: .dataset, index: index).normals(examples * features, standardDeviation: inputDeviation)
      var targets = [Double](repeating: 0, count: examples * features)
      kernel_matrix_multiply(KERNEL_FLOAT64, 0, 1, examples, features, features, inputs, matrix, 0, &targets)
      return Part(inputs: inputs, targets: targets)
    }
    parts = [.training: part(1), .test: part(2)]
  }

  private var features: Int { inputShape.channels }
  public var outputs: Int { features }
  public func count(_ split: Split) -> Int { examples }

  public func fill<R: Real>(_ batch: Batch<R>, from split: Split, at indices: UnsafeBufferPointer<Int32>) {
    let part = parts[split]!
    precondition(batch.inputShape == inputShape && batch.outputs == features, "a batch of the data's shapes")
    precondition(indices.allSatisfy { (0..<examples).contains(Int($0)) }, "examples of the split")
    batch.samples = indices.count
    kernel_gather_rows(R.kernel, features, indices.count, part.inputs, indices.baseAddress, batch.inputs)
    kernel_gather_rows(R.kernel, features, indices.count, part.targets, indices.baseAddress, batch.targets)
  }
}
