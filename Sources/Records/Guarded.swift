internal import Foundation

/// A value that one thread at a time may touch. (`Synchronization.Mutex` would do, but on Linux ThreadSanitizer does not see it lock, and takes every
/// use of what it guards for a race; it knows the lock of Foundation's.)
public final class Guarded<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  /// Guards `value`.
  public init(_ value: Value) { self.value = value }

  /// Hands the value to `body` while no other thread has it.
  public func withLock<Result, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result) throws(Failure) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
