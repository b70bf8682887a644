internal import Foundation

/// Work side by side. Dispatch would do, but its first thread needs descriptors of its own, and traps where none are left.
public enum Threads {
  /// Does `body` for every index below `iterations`, on at most `count` threads of which this is one, and returns when all are done.
  public static func perform(iterations: Int, count: Int, _ body: @escaping @Sendable (_ index: Int) -> Void) {
    let next = Guarded(0)
    let done = Guarded(0)
    let condition = NSCondition()
    // A thread that comes late, or never, finds nothing left to do.
    @Sendable func work() {
      while true {
        let index = next.withLock { next in
          next += 1
          return next - 1
        }
        guard index < iterations else { return }
        body(index)
        condition.withLock {
          done.withLock { $0 += 1 }
          condition.signal()
        }
      }
    }
    for _ in 0..<max(0, min(count, iterations) - 1) { Thread.detachNewThread(work) }
    work()
    condition.withLock {
      while done.withLock({ $0 }) < iterations { condition.wait() }
    }
  }
}
