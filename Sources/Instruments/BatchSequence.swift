public import Datasets
public import Tensors

/// Batches that a loss is averaged over, which any number of threads may fill their own memory with: one batch, several of a training run, or a whole split.
public struct BatchSequence<R: Real>: Sendable {
  /// How many.
  public let count: Int
  /// Examples of the largest.
  public let capacity: Int
  /// Examples of all.
  public let examples: Int
  /// Shape of an example.
  public let inputShape: Shape
  /// Values of a target, or classes.
  public let outputs: Int
  private let fillBatch: @Sendable (_ batch: Batch<R>, _ index: Int) -> Void

  /// One batch, copied.
  public init(_ batch: Batch<R>) {
    (count, capacity, examples, inputShape, outputs) = (1, batch.samples, batch.samples, batch.inputShape, batch.outputs)
    // Rows are as long as there are samples, whatever the capacity.
    let inputs = Array(UnsafeBufferPointer(start: batch.inputs, count: batch.samples * batch.inputShape.count))
    let targets = Array(UnsafeBufferPointer(start: batch.targets, count: batch.samples * batch.outputs))
    let labels = Array(UnsafeBufferPointer(start: batch.labels, count: batch.samples))
    fillBatch = { batch, _ in
      batch.samples = labels.count
      batch.inputs.update(from: inputs, count: inputs.count)
      batch.targets.update(from: targets, count: targets.count)
      batch.labels.update(from: labels, count: labels.count)
    }
  }

  /// Examples of a batch, copied, in batches of at most `batchSize`; at least one example.
  init(_ batch: Batch<R>, _ range: Range<Int>, batchSize: Int) {
    precondition(!range.isEmpty && batchSize > 0, "examples")
    let pieces = stride(from: range.lowerBound, to: range.upperBound, by: batchSize).map { start in
      let piece = Batch<R>(capacity: min(batchSize, range.upperBound - start), inputShape: batch.inputShape, outputs: batch.outputs)
      piece.fill(from: batch, start..<start + piece.capacity)
      return BatchSequence(piece)
    }
    (count, capacity, examples, inputShape, outputs) = (
      pieces.count, pieces[0].capacity, range.count, batch.inputShape, batch.outputs
    )
    fillBatch = { batch, index in pieces[index].fill(batch, 0) }
  }

  /// Examples of a split, `indices`, in batches of at most `batchSize`; at least one example.
  public init(_ dataset: any Dataset, _ split: Split, at indices: [Int32], batchSize: Int) {
    precondition(!indices.isEmpty && batchSize > 0, "examples")
    count = (indices.count + batchSize - 1) / batchSize
    capacity = min(batchSize, indices.count)
    examples = indices.count
    (inputShape, outputs) = (dataset.inputShape, dataset.outputs)
    fillBatch = { batch, index in
      indices.withUnsafeBufferPointer { indices in
        let range = index * batchSize..<min((index + 1) * batchSize, indices.count)
        dataset.fill(batch, from: split, at: UnsafeBufferPointer(rebasing: indices[range]))
      }
    }
  }

  /// Memory for its batches.
  func makeBatch() -> Batch<R> { Batch(capacity: capacity, inputShape: inputShape, outputs: outputs) }

  /// Fills `batch` with batch `index`.
  func fill(_ batch: Batch<R>, _ index: Int) { fillBatch(batch, index) }
}
