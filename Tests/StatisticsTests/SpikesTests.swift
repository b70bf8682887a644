import Statistics
import Testing

@Suite("spikes")
struct SpikesTests {
  @Test(
    "rises above twice the smallest number before are counted, each once",
    arguments: [
      ([], 0), ([5], 0), ([5, 4, 8, 8.1, 20, 8, 8.5, 1], 2), ([1, 2, 2.001, .nan, 2.001, 0.5, 1.1, 0.9], 2), ([3, 2, 1, 0.5], 0),
      ([1, 3, .infinity, 3], 1),
    ] as [([Double], Int)])
  func count(values: [Double], expected: Int) {
    #expect(values.spikes(factor: 2) == expected)
  }
}
