import Foundation
import Tensors
import Testing

@Suite("teams of threads")
struct TeamTests {
  /// A value behind a lock of Foundation's, which ThreadSanitizer knows.
  private final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value
    init(_ value: Value) { self.value = value }
    func withLock<Result>(_ body: (inout Value) -> Result) -> Result { lock.withLock { body(&value) } }
  }

  /// Counts of how often each part was done.
  private final class Tally: Sendable {
    private let counts: Locked<[Int]>
    init(_ parts: Int) { counts = Locked([Int](repeating: 0, count: parts)) }
    func add(_ part: Int) { counts.withLock { $0[part] += 1 } }
    var all: [Int] { counts.withLock { $0 } }
  }

  @Test("every part is done once before `run` returns, job after job", arguments: [1, 2, 3, 8])
  func parts(threads: Int) {
    let team = Team(threads: threads)
    for parts in [0, 1, 2, 3, 17] {
      for _ in 0..<200 {
        let tally = Tally(parts)
        team.run(parts, tally.add)
        #expect(tally.all == [Int](repeating: 1, count: parts))
      }
    }
  }

  @Test("parts of very different length, longer than anybody watches: threads sleep and wake")
  func sleeping() {
    let team = Team(threads: 3)
    for round in 0..<5 {
      let tally = Tally(4)
      team.run(4) { part in
        usleep(part == round % 4 ? 20_000 : 100)
        tally.add(part)
      }
      #expect(tally.all == [1, 1, 1, 1])
      usleep(5000)
    }
  }

  @Test("parts are done by several threads")
  func threads() {
    let threads = Locked<Set<pthread_t>>([])
    let team = Team(threads: 3)
    for _ in 0..<20 {
      team.run(3) { _ in
        _ = threads.withLock { $0.insert(pthread_self()) }
        usleep(2000)
      }
    }
    #expect(threads.withLock { $0.count } > 1)
  }

  @Test("within a part, the part's own thread does a job of the same team alone, in order")
  func nesting() {
    let team = Team(threads: 3)
    let wrong = Locked(0)
    let tally = Tally(6)
    team.run(6) { part in
      let own = pthread_self()
      var order = [Int]()
      withoutActuallyEscaping({ (inner: Int) in
        order.append(inner)
        if pthread_self() != own { wrong.withLock { $0 += 1 } }
      }) { team.run(5, $0) }
      if order != [0, 1, 2, 3, 4] { wrong.withLock { $0 += 1 } }
      tally.add(part)
    }
    #expect(wrong.withLock { $0 } == 0 && tally.all == [1, 1, 1, 1, 1, 1])
  }

  @Test("several callers at once: each job is done, once")
  func callers() {
    let team = Team(threads: 3)
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<200 {
        let tally = Tally(5)
        team.run(5, tally.add)
        #expect(tally.all == [1, 1, 1, 1, 1])
      }
    }
  }

  @Test(
    "ranges cover everything once, are cut at multiples, and are no more than threads and than are worth it",
    arguments: [(0, 1, 1), (1, 1, 1), (5, 1, 10), (64, 64, 2), (65, 64, 2), (1000, 64, 2), (999, 6, 3), (7, 2, 100)])
  func ranges(count: Int, multiple: Int, work: Int) {
    for threads in [1, 2, 3, 5] {
      for least in [1, 64, 1 << 20] {
        let team = Team(threads: threads, leastWork: least)
        let found = Locked([(Range<Int>, Int)]())
        team.split(count, multiple: multiple, work: work) { range, part in found.withLock { $0.append((range, part)) } }
        let ranges = found.withLock { $0 }.sorted { $0.1 < $1.1 }
        #expect(ranges.map(\.1) == Array(ranges.indices))
        #expect(ranges.count <= threads && (ranges.count == 1 || count * work >= ranges.count * least))
        #expect(ranges.first?.0.lowerBound == 0 && ranges.last?.0.upperBound == count)
        for (left, right) in zip(ranges, ranges.dropFirst()) {
          #expect(left.0.upperBound == right.0.lowerBound && left.0.upperBound % multiple == 0 && !left.0.isEmpty && !right.0.isEmpty)
        }
        if least == 1, count >= threads * multiple { #expect(ranges.count == threads) }
      }
    }
  }

  @Test("a team's threads end with it")
  func end() async {
    await #expect(processExitsWith: .success) {
      func threads() -> Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task"))?.count ?? 0 }
      let before = threads()
      for _ in 0..<10 {
        let team = Team(threads: 5)
        team.run(5) { _ in }
        precondition(threads() >= before + 4)
      }
      precondition(threads() < before + 4)
    }
  }
}
