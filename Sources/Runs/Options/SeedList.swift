/// Seeds as `--seeds` takes them: a count (`5` is 0 to 4), a range (`100-102`), a list (`3,7`), or lists of ranges (`1,5-7`).
public struct SeedList: Equatable, Sendable {
  /// The seeds, in the order given.
  public let seeds: [UInt64]

  /// More seeds than any study has.
  static let limit = 10_000

  /// Reads an option's text; the error says what was expected.
  public init(_ text: String) throws(OptionError) {
    let expected = "a count such as 5, a range such as 100-102 or a list such as 3,7"
    func refuse() -> OptionError { OptionError(option: "--seeds", found: text, expected: expected) }
    func number(_ text: some StringProtocol) throws(OptionError) -> UInt64 {
      // UInt64 alone would take a sign.
      guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let value = UInt64(text) else { throw refuse() }
      return value
    }
    if !text.contains(","), !text.contains("-") {
      let count = try number(text)
      guard count > 0, count <= Self.limit else { throw refuse() }
      seeds = Array(0..<count)
      return
    }
    var seeds = [UInt64]()
    for part in OptionParsing.parts(text) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count <= 2 else { throw refuse() }
      let first = try number(ends[0])
      let last = try number(ends[ends.count - 1])
      guard first <= last, last - first < Self.limit else { throw refuse() }
      seeds += first...last
    }
    guard Set(seeds).count == seeds.count else {
      throw OptionError(option: "--seeds", found: text, expected: "no seed twice")
    }
    self.seeds = seeds
  }
}
