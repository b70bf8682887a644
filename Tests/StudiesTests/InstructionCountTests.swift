import Foundation
import Records
import TestSupport
import Testing

@Suite("instructions of small steps", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/valgrind")))
struct InstructionCountTests {
  /// Another compiler or standard library moves counts by a few per cent.
  @Test("none has more than 1.1 of the instructions that are committed, nor less than 0.8, which would be worth committing")
  func regression() throws {
    let folder = try TemporaryFolder.make()
    let result = try Command.run("benchmark", "--instructions --output out", in: folder)
    #expect(result.status == 0, "\(result)")
    let found = try CSVTable(contentsOf: "\(folder)/out/instructions.csv")
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let committed = try CSVTable(contentsOf: root.appendingPathComponent("results/benchmark/instructions.csv").path)
    let names = try #require(found.texts("workload"))
    #expect(names == committed.texts("workload") && !names.isEmpty)
    let (counts, expected) = (try #require(found.numbers("instructions")), try #require(committed.numbers("instructions")))
    try #require(counts.count == names.count && expected.count == names.count)
    for (name, pair) in zip(names, zip(counts, expected)) {
      #expect((0.8...1.1).contains(pair.0 / pair.1), "\(name): \(pair.0), committed \(pair.1)")
    }
  }
}
