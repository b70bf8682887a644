internal import CKernels

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
    let bytes = Swift.max(count, 1) * MemoryLayout<R>.stride
    let large = Int(KERNEL_LARGE_PAGE)
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: bytes >= large ? large : 64)
    // Kernels go through planes and matrices whose rows are pages apart: small pages cost them a walk through the page table a row.
    kernel_ask_large_pages(raw, bytes)
    // Bytes, which are set at once: a generic scalar would be stored one by one.
    raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    pointer = raw.bindMemory(to: R.self, capacity: Swift.max(count, 1))
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}
