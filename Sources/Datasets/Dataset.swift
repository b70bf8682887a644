public import Tensors

/// The two parts of a data set.
public enum Split: String, Sendable, CaseIterable {
  /// What networks are trained on.
  case training
  /// What they are judged on.
  case test
}

/// Examples that networks are trained on.
public protocol Dataset: Sendable {
  /// Shape of an input example.
  var inputShape: Shape { get }
  /// Classes, or outputs of a regression.
  var outputs: Int { get }
  /// Number of examples.
  func count(_ split: Split) -> Int
  /// Fills a batch with the examples at `indices`, as many as the buffer holds: at least one and at most the batch's capacity, each below the split's
  /// `count`. The batch is of the data's input shape and outputs.
  func fill<R: Real>(_ batch: Batch<R>, from split: Split, at indices: UnsafeBufferPointer<Int32>)
}
