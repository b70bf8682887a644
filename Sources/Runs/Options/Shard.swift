/// A share of a study's runs: number `index`, from 0, of `count`.
struct Shard: Hashable, Sendable {
  let index: Int
  let count: Int

  /// Reads `2/8`; nil for anything that is no share.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count > 0, (0..<count).contains(index) else { return nil }
    (self.index, self.count) = (index, count)
  }
}
