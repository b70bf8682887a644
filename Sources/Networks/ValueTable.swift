internal import Tensors

/// Where a plan's values lie, or their tangents, and what every stage reads of them.
final class ValueTable<R: Real> {
  private let plan: ExecutionPlan
  private let buffers: [MemoryPlan.Buffer?]
  /// By value: its first scalar.
  private(set) var values: [UnsafeMutablePointer<R>]
  /// The inputs of all stages, one after the other.
  private let inputs: UnsafeMutableBufferPointer<UnsafePointer<R>>
  private let starts: [Int]
  private var base: UnsafeMutablePointer<R>?

  /// A table of values in `buffers`; those without one lie at `outside`.
  init(_ plan: ExecutionPlan, _ buffers: [MemoryPlan.Buffer?], outside: UnsafeMutablePointer<R>) {
    (self.plan, self.buffers) = (plan, buffers)
    values = buffers.map { _ in outside }
    starts = plan.stages.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.inputs.count) }
    inputs = .allocate(capacity: starts[plan.stages.count])
    inputs.initialize(repeating: UnsafePointer(outside))
  }

  deinit { inputs.deallocate() }

  /// Points everything into the memory at `base`.
  func bind(_ base: UnsafeMutablePointer<R>) {
    guard self.base != base else { return }
    self.base = base
    for (value, buffer) in buffers.enumerated() { if let buffer { values[value] = base + plan.memory.offsets[buffer] } }
    for (index, stage) in plan.stages.enumerated() {
      for (slot, value) in stage.inputs.enumerated() { inputs[starts[index] + slot] = UnsafePointer(values[value]) }
    }
  }

  /// The inputs of a stage, in order.
  func inputs(of stage: Int) -> UnsafePointer<UnsafePointer<R>> { UnsafePointer(inputs.baseAddress!) + starts[stage] }
}
