internal import Tensors

/// One block of memory that several plans are laid out over in turn: what a pass leaves in it lasts until the next one begins.
final class Workspace<R: Real> {
  private var storage = Storage<R>(count: 0)
  /// How many passes have begun in it, and how often it grew: what a pass has left is there as long as this stands.
  private(set) var passes = 0

  /// Makes the block at least `count` scalars long. What it held is lost where it grows.
  func reserve(_ count: Int) {
    guard count > storage.count else { return }
    // The old block goes before the new one comes.
    storage = Storage(count: 0)
    storage = Storage(count: count)
    passes += 1
  }

  /// Marks that a pass begins.
  func begin() { passes += 1 }

  /// The first scalar; it moves when the block grows.
  var pointer: UnsafeMutablePointer<R> { storage.pointer }
}
