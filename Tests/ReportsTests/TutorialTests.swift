import Foundation
import Records
import TestSupport
import Testing

@Suite("the tutorial's study")
struct TutorialTests {
  @Test("runs, and leaves its summary, its effects and its figure")
  func run() throws {
    let folder = try TemporaryFolder.make()
    try BatchSizes.run(in: folder, seeds: 2, steps: 20)
    let summary = try JSON.object(try AtomicFiles.read("\(folder)/summary.json"))
    let effects = try #require(summary["effects"] as? [String: Any])
    #expect(Set(effects.keys) == ["loss_band_16", "loss_band_128"])
    for name in ["figure-band.png", "figure-band.csv", "index.html", "summary.csv"] {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name)"), "\(name)")
    }
  }

  @Test("stands in the tutorial as it is run here")
  func page() throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
    let code = try String(contentsOf: here.appendingPathComponent("BatchSizes.swift"), encoding: .utf8)
    let page = try String(contentsOf: root.appendingPathComponent("studies/tutorial.md"), encoding: .utf8)
    #expect(page.contains("```swift\n\(code)```"), "studies/tutorial.md shows Tests/ReportsTests/BatchSizes.swift")
  }
}
