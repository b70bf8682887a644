internal import CKernels

/// Threads that share the work of one pass. A value that is handed to whoever computes, one owner at a time; what is computed is the same to the last bit
/// whatever their number, since work is cut only where no sum runs across.
public struct Team: Sendable {
  /// How many threads, the caller's among them.
  public let threads: Int
  /// The work that a part must be worth, in scalars that a loop reads or writes: less costs more to hand over than to do. With a quarter of the default two threads take
  /// 1.5 times as long as one for a step of the deep linear network (EPYC 9004); for larger ones no difference was told from scatter.
  public let leastWork: Int
  private let pool: Pool?

  /// The most threads of a team: layers have scratch memory for each.
  public static let mostThreads = 256

  /// A team of `threads` threads, 1 to `mostThreads`, which start now and end with its last copy. One is the caller's alone.
  public init(threads: Int = 1, leastWork: Int = 1 << 16) {
    precondition((1...Self.mostThreads).contains(threads) && leastWork > 0, "1 to \(Self.mostThreads) threads")
    self.threads = threads
    self.leastWork = leastWork
    pool = threads > 1 ? Pool(threads: threads - 1) : nil
  }

  /// Does `body` for every part from 0 to `parts` − 1, each once, and returns when all are done. Within a part, or while another thread's job is at hand, the
  /// caller does all parts itself.
  public func run(_ parts: Int, _ body: (_ part: Int) -> Void) {
    guard let pool, parts > 1 else {
      for part in 0..<parts { body(part) }
      return
    }
    runTeam(pool.team, parts, body)
  }

  /// Cuts 0..<`count` into ranges, as many as threads where each is worth it, and does `body` for all of them.
  ///
  /// - Parameters:
  ///   - count: how many things there are to do.
  ///   - multiple: where it may be cut: at multiples of this.
  ///   - work: the work of one of them (see `leastWork`).
  ///   - body: does a range; parts are counted from 0 to below `threads`.
  public func split(_ count: Int, multiple: Int = 1, work: Int, _ body: (_ range: Range<Int>, _ part: Int) -> Void) {
    let blocks = (count + multiple - 1) / multiple
    let parts = pool == nil ? 1 : min(threads, blocks, count * work / leastWork)
    guard parts > 1 else { return body(0..<count, 0) }
    run(parts) { part in
      body(part * blocks / parts * multiple..<min(count, (part + 1) * blocks / parts * multiple), part)
    }
  }

  /// Where vectors are cut: their loops take this many elements at a time or a part of it, and no line of the cache is written by two threads.
  public static let vectorMultiple = 64

  /// `split` for a loop over vectors of `count` elements that reads or writes `vectors` of them.
  public func splitVector(_ count: Int, vectors: Int = 2, _ body: (_ range: Range<Int>) -> Void) {
    split(count, multiple: Self.vectorMultiple, work: vectors) { range, _ in body(range) }
  }
}

/// The threads beside the caller.
private final class Pool: @unchecked Sendable {
  let team: OpaquePointer?

  init(threads: Int) { team = kernel_team_start(threads) }

  deinit { kernel_team_end(team) }
}

// A closure that does not escape is two words, its function and its context, and goes to C as they are. Every other way copies it to the heap, and a training
// step allocates nothing.
@_silgen_name("kernel_team_run")
private func runTeam(_ team: OpaquePointer?, _ parts: Int, _ body: (_ part: Int) -> Void)
