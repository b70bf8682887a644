internal import Statistics

/// Which examples each step sees: a new shuffle every epoch, drawn from the epoch's own stream, so that any step's batch follows from the seed and
/// the step alone. The rest of an epoch that fills no batch is left out; a batch of all examples is never shuffled.
public struct DataOrder: Sendable {
  /// Number of training examples.
  public let count: Int
  /// Examples a step.
  public let batchSize: Int
  private let seed: UInt64
  private var epoch = -1
  private var permutation: [Int32]

  /// The order of `count` examples in batches of `batchSize`, at most `count`.
  public init(count: Int, batchSize: Int, seed: UInt64) {
    precondition(batchSize > 0 && batchSize <= count, "batches of 1 to \(count) examples")
    self.count = count
    self.batchSize = batchSize
    self.seed = seed
    permutation = (0..<Int32(count)).map(\.self)
  }

  /// Whether every step sees all examples.
  public var isFullBatch: Bool { batchSize == count }

  /// Steps an epoch.
  public var stepsPerEpoch: Int { count / batchSize }

  /// Hands the examples of step `step` to `body`.
  public mutating func withBatch<Result>(at step: Int, _ body: (UnsafeBufferPointer<Int32>) -> Result) -> Result {
    let wanted = step / stepsPerEpoch
    if wanted != epoch {
      for i in permutation.indices { permutation[i] = Int32(i) }
      if !isFullBatch { RandomStream(seed: seed, purpose: .dataOrder, index: wanted).shuffle(&permutation) }
      epoch = wanted
    }
    let start = step % stepsPerEpoch * batchSize
    return permutation.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<start + batchSize])) }
  }
}
