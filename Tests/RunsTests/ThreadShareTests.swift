import Runs
import Testing

@Suite("threads of a run")
struct ThreadShareTests {
  @Test(
    "runs share the workers where there are fewer runs than workers",
    arguments: [(1, 1, 1), (2, 1, 2), (2, 2, 1), (2, 3, 1), (8, 3, 2), (8, 1, 8), (8, 9, 1), (1, 5, 1), (1000, 1, 256)])
  func share(workers: Int, left: Int, threads: Int) {
    var execution = Execution()
    execution.workers = workers
    #expect(execution.threads(left: left) == threads)
  }

  @Test("a number that was asked for is what every run gets")
  func asked() {
    var execution = Execution()
    (execution.workers, execution.threads) = (8, 3)
    #expect([1, 2, 100].map(execution.threads) == [3, 3, 3])
  }
}
