import Foundation
import TestSupport
import Testing

/// Machines that lack something.
extension FaultTests {
  @Test("without gnuplot a study says that all but its figures is there, and draws them once it can")
  func noGnuplot() throws {
    let folder = try TemporaryFolder.make()
    let result = try Command.shell(
      "program=$(command -v landscape); PATH=/nowhere; exec \"$program\" \(Self.options) --output study", in: folder)
    #expect(result.status == 1 && result.errors.split(separator: "\n").count == 1, "\(result)")
    #expect(result.errors.hasPrefix("Error: figure-training, figure-loss-band, "), "\(result)")
    #expect(result.errors.contains("study/figure-training.gnuplot: gnuplot cannot be started: "), "\(result)")
    #expect(
      result.errors.hasSuffix("; the runs and the summary in study are complete, and the same command draws what is missing\n"), "\(result)"
    )
    let (found, whole) = (try ResultFiles.read("\(folder)/study"), try ResultFiles.read(Self.whole))
    #expect(found == whole.filter { !$0.key.hasSuffix(".png") && !$0.key.hasSuffix(".svg") })
    #expect(try Command.shell("landscape \(Self.options) --output study", in: folder).status == 0)
    try ResultFiles.expectEqual("\(folder)/study", Self.whole, "figures drawn later")
  }

  @Test("with few descriptors a study ends well or with one line", arguments: [5, 12, 20])
  func descriptors(limit: Int) throws {
    for workers in [2, 8] {
      let folder = try TemporaryFolder.make()
      let result = try Command.shell("ulimit -n \(limit); landscape \(Self.options) --workers \(workers) --output study", in: folder)
      if result.status == 0 {
        try ResultFiles.expectEqual("\(folder)/study", Self.whole, "\(limit) descriptors")
      } else {
        #expect(result.status == 1 && result.errors.hasPrefix("Error: "), "\(result)")
        #expect(result.errors.split(separator: "\n").count == 1 && result.errors.contains("Too many open files"), "\(result)")
      }
    }
  }
}
