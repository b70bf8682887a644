internal import Statistics
public import Tensors

/// Another dataset's examples of its first classes, as many of them as are asked for, with their own labels or with labels that were shuffled among the
/// training examples: the control of what is said to follow from classes (Zhang et al. 2017, "Understanding deep learning requires rethinking
/// generalization").
public struct ClassSubset: Dataset {
  private let base: any Dataset
  /// By split, which of the base's examples there are.
  private let indices: [Split: [Int32]]
  /// The labels of training examples, where they are not their own.
  private let shuffled: [Int32]?

  public let outputs: Int
  public var inputShape: Shape { base.inputShape }

  /// The examples of classes 0 to `classes` − 1 of `base`, whose targets are classes.
  ///
  /// - Parameters:
  ///   - base: where the examples come from.
  ///   - classes: how many; all unless given.
  ///   - examples: at most so many training examples, the first ones; all unless given.
  ///   - shuffleSeed: what the permutation of training labels is drawn from; nil for labels as they are.
  /// - Throws: `DataError` for numbers of classes other than 2 to all, or where no example is left.
  public init(_ base: any Dataset, classes: Int? = nil, examples: Int? = nil, shuffleSeed: UInt64? = nil) throws(DataError) {
    let classes = classes ?? base.outputs
    guard (2...max(2, base.outputs)).contains(classes) else {
      throw DataError(file: "classes", found: "\(classes)", expected: "2 to the data's \(base.outputs)")
    }
    if let examples, examples < 1 { throw DataError(file: "examples", found: "\(examples)", expected: "1 or more") }
    var indices = [Split: [Int32]]()
    var labels = [Int32]()
    for split in Split.allCases {
      let all = Self.labels(of: base, split)
      let kept = all.indices.filter { all[$0] < Int32(classes) }.prefix(split == .training ? examples ?? .max : .max)
      guard !kept.isEmpty else {
        throw DataError(file: "classes", found: "no \(split.rawValue) example of the first \(classes)", expected: "one or more")
      }
      indices[split] = kept.map { Int32($0) }
      if split == .training { labels = kept.map { all[$0] } }
    }
    (self.base, self.indices, outputs) = (base, indices, classes)
    if let shuffleSeed {
      RandomStream(seed: shuffleSeed, purpose: .dataset, index: 3).shuffle(&labels)
      shuffled = labels
    } else {
      shuffled = nil
    }
  }

  public func count(_ split: Split) -> Int { indices[split]!.count }

  public func fill<R: Real>(_ batch: Batch<R>, from split: Split, at indices: UnsafeBufferPointer<Int32>) {
    let own = self.indices[split]!
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: indices.count) { places in
      for (place, index) in indices.enumerated() { places[place] = own[Int(index)] }
      base.fill(batch, from: split, at: UnsafeBufferPointer(places))
    }
    guard let shuffled, split == .training else { return }
    for (place, index) in indices.enumerated() { batch.labels[place] = shuffled[Int(index)] }
    batch.fillOneHotTargets()
  }

  /// The classes of all examples, read as a batch would hold them.
  private static func labels(of base: any Dataset, _ split: Split) -> [Int32] {
    let count = base.count(split)
    guard count > 0 else { return [] }
    let batch = Batch<Float>(capacity: min(1000, count), inputShape: base.inputShape, outputs: base.outputs)
    return stride(from: 0, to: count, by: batch.capacity).flatMap { start in
      let places = (Int32(start)..<Int32(min(start + batch.capacity, count))).map(\.self)
      places.withUnsafeBufferPointer { base.fill(batch, from: split, at: $0) }
      return (0..<batch.samples).map { batch.labels[$0] }
    }
  }
}
