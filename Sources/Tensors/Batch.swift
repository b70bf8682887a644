/// The examples of one pass: inputs feature-major and targets, in memory that is filled again for every step.
public final class Batch<R: Real> {
  /// The most examples it holds.
  public let capacity: Int
  /// Shape of an input example.
  public let inputShape: Shape
  /// Values of a target: outputs of a regression.
  public let outputs: Int
  /// Number of examples held now, from 1 to `capacity`.
  public var samples: Int {
    didSet { precondition(samples > 0 && samples <= capacity, "a batch holds 1 to \(capacity) examples") }
  }
  private let storage: Storage<R>
  private let labelStorage: UnsafeMutablePointer<Int32>

  /// Room for `capacity` examples, at least one, with `outputs` targets each, none or more.
  public init(capacity: Int, inputShape: Shape, outputs: Int) {
    precondition(capacity > 0, "a batch holds at least one example")
    precondition(outputs >= 0, "a number of targets")
    self.capacity = capacity
    self.inputShape = inputShape
    self.outputs = outputs
    samples = capacity
    storage = Storage(count: capacity * (inputShape.count + outputs))
    labelStorage = .allocate(capacity: capacity)
    labelStorage.initialize(repeating: 0, count: capacity)
  }

  deinit { labelStorage.deallocate() }

  /// Inputs, `[channels][samples][positions]`.
  public var inputs: UnsafeMutablePointer<R> { storage.pointer }

  /// Floating targets, `[outputs][samples]`.
  public var targets: UnsafeMutablePointer<R> { storage.pointer + capacity * inputShape.count }

  /// Class ids, one an example, from 0.
  public var labels: UnsafeMutablePointer<Int32> { labelStorage }

  /// Whether all labels are among the first `classes` classes.
  package func hasLabels(below classes: Int) -> Bool {
    UnsafeBufferPointer(start: labelStorage, count: samples).allSatisfy { $0 >= 0 && $0 < classes }
  }
}
