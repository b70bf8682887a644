import Foundation
import Records
import Testing

@Suite("threads")
struct ThreadsTests {
  @Test("every index is done once, by no more threads than asked for", arguments: [(0, 4), (1, 4), (5, 2), (40, 8), (3, 1)])
  func all(iterations: Int, count: Int) {
    let seen = Guarded([Int]())
    let (working, most) = (Guarded(0), Guarded(0))
    Threads.perform(iterations: iterations, count: count) { index in
      let now = working.withLock { working in
        working += 1
        return working
      }
      most.withLock { $0 = max($0, now) }
      Thread.sleep(forTimeInterval: 0.005)
      working.withLock { $0 -= 1 }
      seen.withLock { $0.append(index) }
    }
    #expect(seen.withLock { $0.sorted() } == Array(0..<iterations))
    #expect(most.withLock { $0 } <= count && (iterations < 40 || most.withLock { $0 } > 1))
  }
}
