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

  /// Gives every buffer its place: the large before the small, each into the smallest gap that holds it between those that have a place and are in use at
  /// some time when it is ("greedy by size", Pisarchyk & Lee, "Efficient memory management for deep neural net inference", 2020).
  mutating func layOut() {
    offsets = [Int](repeating: 0, count: lifetimes.count)
    count = 0
    /// Those that have a place, by offset.
    var placed = [Buffer]()
    for buffer in lifetimes.indices.sorted(by: { (-lifetimes[$0].count, $0) < (-lifetimes[$1].count, $1) }) {
      let (size, first, last) = lifetimes[buffer]
      var (end, best, least) = (0, Int?.none, Int.max)
      for other in placed where lifetimes[other].first <= last && lifetimes[other].last >= first {
        let gap = offsets[other] - end
        if gap >= size, gap < least { (best, least) = (end, gap) }
        end = max(end, offsets[other] + lifetimes[other].count)
      }
      offsets[buffer] = best ?? end
      count = max(count, offsets[buffer] + size)
      placed.insert(buffer, at: placed.firstIndex { offsets[$0] > offsets[buffer] } ?? placed.count)
    }
  }
}
