import Foundation
import Testing

/// Files of the source that texts send a reader to.
@Suite("named files")
struct NamedFilesTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(
    "are there",
    arguments: [
      "README.md", "studies/README.md", "studies/measure/README.md", "studies/benchmark/README.md", "studies/verdicts.md",
      "studies/questions.md",
      "studies/tutorial.md", "Sources/README.md",
      "results/ledger.md", "studies/ledger/LedgerCommand.swift", "Sources/Reports/Ledger/Ledger.swift",
    ])
  func areThere(text: String) throws {
    let words = try String(contentsOf: Self.root.appendingPathComponent(text), encoding: .utf8)
    for match in words.matches(of: /\b(Sources|Tests|studies)\/[A-Za-z0-9_+\-\/]+\.(swift|py|md|c|h)\b/) {
      let path = String(match.output.0)
      #expect(FileManager.default.fileExists(atPath: Self.root.appendingPathComponent(path).path), "\(text) names \(path)")
    }
  }
}
