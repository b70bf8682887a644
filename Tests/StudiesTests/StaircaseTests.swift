import Foundation
import Testing

/// The direction of dependencies: a source file imports only the rooms that its own may know.
@Suite("staircase")
struct StaircaseTests {
  /// What each room may import of this package.
  static let rooms: [String: Set<String>] = [
    "CKernels": [], "CGSL": [], "CZlib": [], "CZip": [], "CAllocationCounter": [],
    "Tensors": ["CKernels"],
    "Statistics": ["CGSL"],
    "Objectives": ["Tensors"],
    "Records": ["CKernels", "CZlib", "CZip"],
    "Datasets": ["Tensors", "Statistics", "CKernels", "CZlib"],
    "Networks": ["Objectives", "Tensors", "Statistics", "CKernels"],
    "Landscape": ["Objectives", "Tensors", "Statistics"],
    "Instruments": ["Landscape", "Networks", "Datasets", "Records", "Objectives", "Tensors", "Statistics", "CKernels"],
    "Training": ["Networks", "Datasets", "Objectives", "Tensors", "CKernels"],
    "Interchange": ["Instruments", "Networks", "Records", "Tensors"],
    "Runs": ["Interchange", "Instruments", "Training", "Networks", "Datasets", "Records", "Statistics", "Tensors"],
    "Pages": ["Records"],
    "Serving": [],
    "Reports": ["Runs", "Pages", "Serving", "Instruments", "Networks", "Datasets", "Records", "Statistics"],
  ]

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("every import is one that the room may have")
  func imports() throws {
    let sources = Self.root.appendingPathComponent("Sources")
    var seen = [String: Set<String>]()
    for case let file as URL in try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)) {
      guard file.pathExtension == "swift" else { continue }
      let room = file.pathComponents[sources.pathComponents.count]
      guard room != "TestSupport" else { continue }
      let allowed = try #require(Self.rooms[room], "\(room) is no room of the staircase")
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index <= 1, words.count == index + 2 else { continue }
        let other = String(words[index + 1])
        guard Self.rooms[other] != nil else { continue }
        #expect(allowed.contains(other), "\(room)/\(file.lastPathComponent) imports \(other)")
        seen[room, default: []].insert(other)
      }
    }
    // What a room may import and does not is a permission too many.
    for (room, allowed) in Self.rooms where seen[room] != nil || !allowed.isEmpty {
      #expect(allowed == seen[room, default: []], "\(room)")
    }
  }

  @Test("every public type is among the topics of its room's page")
  func topics() throws {
    let sources = Self.root.appendingPathComponent("Sources")
    for room in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
      let page = sources.appendingPathComponent("\(room)/\(room).docc/\(room).md")
      guard let text = try? String(contentsOf: page, encoding: .utf8) else { continue }
      let listed = Set(text.matches(of: /``(?:\w+\/)?(\w+)``/).map { String($0.1) })
      let folder = sources.appendingPathComponent(room)
      for case let file as URL in try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
      where file.pathExtension == "swift" {
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
          guard let type = line.firstMatch(of: /^public (?:indirect |final )?(?:class|enum|protocol|struct) (\w+)/) else { continue }
          #expect(listed.contains(String(type.1)), "\(room)/\(file.lastPathComponent)")
        }
      }
    }
  }

  @Test("the rooms' permissions go one way")
  func direction() {
    var settled = Set<String>()
    while let room = Self.rooms.first(where: { !settled.contains($0.key) && $0.value.isSubset(of: settled) })?.key { settled.insert(room) }
    #expect(settled == Set(Self.rooms.keys))
  }
}
