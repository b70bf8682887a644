/// A block of memory of fixed size, aligned for vector loads, zeroed, freed with its owner.
///
/// The one owner of raw memory in the engine: workspaces and batches carve their pointers from it once and keep them.
public final class Storage<R: Real> {
  /// The first element.
  public let pointer: UnsafeMutablePointer<R>
  /// The number of elements.
  public let count: Int

  /// `count` zeros.
  public init(count: Int) {
    self.count = count
    let raw = UnsafeMutableRawPointer.allocate(byteCount: Swift.max(count, 1) * MemoryLayout<R>.stride, alignment: 64)
    pointer = raw.bindMemory(to: R.self, capacity: Swift.max(count, 1))
    pointer.initialize(repeating: 0, count: Swift.max(count, 1))
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}
