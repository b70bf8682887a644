import Foundation
import Testing

/// The direction of dependencies: a source file imports only rooms below its own.
@Suite("staircase")
struct StaircaseTests {
  /// From the bottom to the top; rooms of one step do not know each other.
  static let staircase: [Set<String>] = [
    ["CKernels", "CGSL", "CZlib"], ["Tensors", "Statistics"], ["Networks"], ["Datasets", "Landscape", "Records"],
    ["Training", "Interchange"], ["Studies"],
  ]

  @Test("every import goes down")
  func imports() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let sources = root.appendingPathComponent("Sources")
    let steps = Dictionary(uniqueKeysWithValues: Self.staircase.enumerated().flatMap { step, rooms in rooms.map { ($0, step) } })
    var seen = 0
    for case let file as URL in try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)) {
      guard file.pathExtension == "swift" else { continue }
      let room = file.pathComponents[sources.pathComponents.count]
      guard room != "TestSupport" else { continue }
      let own = try #require(steps[room], "\(room) has no step on the staircase")
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index <= 1, words.count == index + 2 else { continue }
        seen += 1
        guard let other = steps[String(words[index + 1])] else { continue }
        #expect(other < own, "\(room)/\(file.lastPathComponent) imports \(words[index + 1])")
      }
    }
    #expect(seen > 100)
  }
}
