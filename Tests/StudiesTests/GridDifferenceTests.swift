import Foundation
import Records
import TestSupport
import Testing

/// Where results go that are not a study's own: never over those that are.
@Suite("folders for own options")
struct GridDifferenceTests {
  private func run(_ study: String, _ options: String, in folder: String) throws -> (status: Int32, output: String, errors: String) {
    try Command.run(study, "--scale quick --steps 4 --every 4 --quiet --no-isolation \(options)", in: folder)
  }

  @Test("own options are named in the folder, the study's own settings are not")
  func names() throws {
    let folder = try TemporaryFolder.make()
    #expect(try run("landscape", "--model dln --variants none", in: folder).status == 0)
    #expect(try run("landscape", "--model dln --variants none --seeds 1 --learning-rate 1e-5", in: folder).status == 0)
    let found = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/results").sorted()
    #expect(
      found == [
        "landscape-dln-quick-learning-rate-1e-05-seed-0-steps-4-variant-none", "landscape-dln-quick-steps-4-variant-none",
      ], "\(found)")
    // Seeds that are the study's own, given by hand, and options of how runs are executed make no other study.
    let result = try Command.run("theory", "--scale quick --seeds 0-1 --workers 1 --quiet", in: folder)
    #expect(result.status == 0 && FileManager.default.fileExists(atPath: "\(folder)/results/theory-quick/summary.json"))
  }

  @Test("another study's folder is refused, and what is in it stays as it was")
  func foreign() throws {
    let folder = try TemporaryFolder.make()
    #expect(try run("landscape", "--model dln --seeds 1 --variants none --output out", in: folder).status == 0)
    let summary = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/out/summary.json"))
    let result = try run("norms", "--model dln --seeds 1 --output out", in: folder)
    #expect(
      result.status == 64 && result.errors == "Error: --output: found out with results of landscape, expected a folder of norms's own\n",
      "\(result)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/out/summary.json")) == summary)
    // The same study may go on there, with more seeds for example.
    #expect(try run("landscape", "--model dln --seeds 2 --variants none --output out", in: folder).status == 0)
  }
}
