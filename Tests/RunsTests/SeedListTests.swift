import Runs
import Testing

@Suite("seed lists")
struct SeedListTests {
  @Test(
    "counts, ranges and lists",
    arguments: [
      ("5", [0, 1, 2, 3, 4] as [UInt64]), ("100-102", [100, 101, 102]), ("3,7", [3, 7]), ("1,5-7", [1, 5, 6, 7]), ("4-4", [4]),
    ])
  func accepted(text: String, seeds: [UInt64]) throws {
    #expect(try SeedList(text).seeds == seeds)
  }

  @Test(
    "what is no list is refused",
    arguments: [
      "", "0", "-1", "5-3", "a", "1,", ",1", "1--2", "1-2-3", "1.5", "+3", "1e3", "3,3", "1-3,2", "99999999999999999999", "0-99999",
    ])
  func refused(text: String) {
    let error = #expect(throws: OptionError.self) { try SeedList(text) }
    #expect(error?.description.hasPrefix("--seeds: found \(text)") == true)
  }
}
