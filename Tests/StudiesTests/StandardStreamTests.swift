import Foundation
import Records
import TestSupport
import Testing

/// Commands whose standard streams take nothing, or are not there.
@Suite("standard streams", .serialized)
struct StandardStreamTests {
  private static let study = "landscape --model dln --scale quick --variants none,batch --seeds 2 --steps 4"

  /// A folder with a study's results below `results`.
  private static let results: String = {
    guard let folder = try? TemporaryFolder.make(),
      (try? Command.shell("\(study) --quiet --output results/a && ledger --lock --quiet", in: folder))?.status == 0
    else { preconditionFailure("a quick study can be done") }
    return folder
  }()

  @Test(
    "an answer that cannot be written is an error of one line",
    arguments: [
      "landscape --help", "runs --help", "runs help export", "landscape --generate-completion-script bash", "\(study) --plan",
      "\(study) --output results/a", "\(study) --output results/a --shard 0/2", "runs list", "runs export", "runs prune",
      "runs compare none-lr1e-06-seed0 batch-lr1e-06-seed1", "runs metrics", "ledger",
    ], [">/dev/full", ">&-"])
  func lost(command: String, redirection: String) throws {
    let whole = try Command.shell(command, in: Self.results)
    #expect(whole.status == 0 && !whole.output.isEmpty && whole.errors.isEmpty, "\(whole)")
    let lost = try Command.shell("\(command) \(redirection)", in: Self.results)
    let reason = redirection == ">&-" ? "Bad file descriptor" : "No space left on device"
    #expect(lost.status == 1 && lost.errors == "Error: standard output: cannot be written: \(reason)\n", "\(lost)")
  }

  @Test(
    "a study without the streams, or whose notices are lost, leaves the same files",
    arguments: ["--json-progress 2>/dev/full", "--json-progress 2>&-", "<&-", "--quiet >&- 2>&- <&-"])
  func missing(more: String) throws {
    let folder = try TemporaryFolder.make()
    let result = try Command.shell("\(Self.study) --output out \(more)", in: folder)
    #expect(result.status == 0, "\(result)")
    try ResultFiles.expectEqual("\(folder)/out", "\(Self.results)/results/a", more)
  }
}
