internal import Tensors

/// One block of memory that several plans are laid out over in turn: nothing in it outlives the pass of one of them.
final class Workspace<R: Real> {
  private var storage = Storage<R>(count: 0)

  /// Makes the block at least `count` scalars long. What it held is lost where it grows.
  func reserve(_ count: Int) {
    guard count > storage.count else { return }
    // The old block goes before the new one comes.
    storage = Storage(count: 0)
    storage = Storage(count: count)
  }

  /// The first scalar; it moves when the block grows.
  var pointer: UnsafeMutablePointer<R> { storage.pointer }
}
