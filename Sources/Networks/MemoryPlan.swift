/// Where buffers lie in one block of memory, given when each is in use: buffers that are never in use at the same time may share it.
struct MemoryPlan {
  /// A buffer's place in the order of `reserve`.
  typealias Buffer = Int

  private var lifetimes = [(count: Int, first: Int, last: Int)]()
  /// Where each buffer starts, once laid out.
  private(set) var offsets = [Int]()
  /// Length of the block, once laid out.
  private(set) var count = 0

  /// Every buffer starts on a vector boundary: a multiple of so many scalars.
  private static let alignment = 16

  /// A number of scalars behind which another buffer can start.
  static func aligned(_ count: Int) -> Int { (count + alignment - 1) / alignment * alignment }

  /// A buffer of `count` scalars, in use from time `first` to time `last`, both included.
  mutating func reserve(_ count: Int, from first: Int, to last: Int) -> Buffer {
    lifetimes.append((Self.aligned(count), first, max(first, last)))
    return lifetimes.count - 1
  }

  /// Prolongs a buffer's life.
  mutating func extend(_ buffer: Buffer, to last: Int) { lifetimes[buffer].last = max(lifetimes[buffer].last, last) }

  /// Gives every buffer its place: in the order of their first use, each into the smallest gap that holds it.
  mutating func layOut() {
    offsets = [Int](repeating: 0, count: lifetimes.count)
    var gaps = [Range<Int>]()
    count = 0
    var ending = lifetimes.indices.sorted { lifetimes[$0].last < lifetimes[$1].last }[...]
    for buffer in lifetimes.indices.sorted(by: { (lifetimes[$0].first, -lifetimes[$0].count) < (lifetimes[$1].first, -lifetimes[$1].count) }
    ) {
      let (size, first, _) = lifetimes[buffer]
      while let done = ending.first, lifetimes[done].last < first {
        Self.free(offsets[done]..<offsets[done] + lifetimes[done].count, &gaps)
        ending.removeFirst()
      }
      guard size > 0 else { continue }
      if let best = gaps.indices.filter({ gaps[$0].count >= size }).min(by: { gaps[$0].count < gaps[$1].count }) {
        offsets[buffer] = gaps[best].lowerBound
        gaps[best] = gaps[best].lowerBound + size..<gaps[best].upperBound
        if gaps[best].isEmpty { gaps.remove(at: best) }
      } else {
        // The last gap grows where it reaches the end.
        let start = gaps.last?.upperBound == count ? gaps.removeLast().lowerBound : count
        offsets[buffer] = start
        count = start + size
      }
    }
  }

  /// Joins a free range to the gaps beside it; gaps are kept in order.
  private static func free(_ range: Range<Int>, _ gaps: inout [Range<Int>]) {
    guard !range.isEmpty else { return }
    var range = range
    var index = gaps.firstIndex { $0.lowerBound >= range.upperBound } ?? gaps.count
    if index < gaps.count, gaps[index].lowerBound == range.upperBound { range = range.lowerBound..<gaps.remove(at: index).upperBound }
    if index > 0, gaps[index - 1].upperBound == range.lowerBound {
      range = gaps[index - 1].lowerBound..<range.upperBound
      gaps.remove(at: index - 1)
      index -= 1
    }
    gaps.insert(range, at: index)
  }
}
