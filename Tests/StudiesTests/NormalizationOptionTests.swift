import TestSupport
import Testing

@Suite("options of normalization")
struct NormalizationOptionTests {
  /// The runs of a plan by their variant.
  private func plan(_ options: String, in folder: String) throws -> [String: String] {
    let study = "--model dln --scale quick --variants batch,ghost --seeds 1 --plan"
    let result = try Command.run("norms", "\(study) \(options)", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let rows = result.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    return Dictionary(uniqueKeysWithValues: rows.map { (String($0[3]), String($0[1])) })
  }

  @Test("a ghost batch is part of the runs that have one, and of no others; the usual one is as good as none given")
  func ghostBatch() throws {
    let folder = try TemporaryFolder.make()
    let usual = try plan("", in: folder)
    #expect(usual.count == 2)
    #expect(try plan("--ghost-batch 32", in: folder) == usual)
    let smaller = try plan("--ghost-batch 16", in: folder)
    #expect(smaller["batch"] == usual["batch"] && smaller["ghost"] != usual["ghost"])
  }
}
