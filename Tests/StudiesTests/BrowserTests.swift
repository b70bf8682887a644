import Foundation
import Records
import Reports
import TestSupport
import Testing

/// The report in a browser: `report_browser.py` beside this file drives Chromium over the pages of the committed results and of two planes.
@Suite("the report in a browser", .enabled(if: Python.hasBrowser, "no Chromium with its driver and Python's selenium"))
struct BrowserTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The committed results without pictures, and a study of two planes, z = x² + y² and z = x y, in a folder of their own.
  private func results() throws -> String {
    let folder = try TemporaryFolder.make()
    let files = FileManager.default
    for name in try #require(files.subpaths(atPath: Self.root.appendingPathComponent("results").path)) {
      let source = Self.root.appendingPathComponent("results/\(name)").path
      guard ["csv", "json", "gnuplot", "md"].contains(URL(fileURLWithPath: name).pathExtension), !name.contains("/runs/") else { continue }
      let target = "\(folder)/results/\(name)"
      try files.createDirectory(atPath: URL(fileURLWithPath: target).deletingLastPathComponent().path, withIntermediateDirectories: true)
      try files.copyItem(atPath: source, toPath: target)
    }
    try files.createDirectory(atPath: "\(folder)/studies", withIntermediateDirectories: true)
    try files.copyItem(atPath: Self.root.appendingPathComponent("studies/README.md").path, toPath: "\(folder)/studies/README.md")
    let planes = "\(folder)/results/planes"
    try files.createDirectory(atPath: planes, withIntermediateDirectories: true)
    let places = (-10...10).map { Double($0) / 10 }
    let panels = [
      SurfacePanelsFigure.Panel(title: "bowl", values: places.flatMap { y in places.map { x in x * x + y * y } }),
      SurfacePanelsFigure.Panel(title: "saddle", values: places.flatMap { y in places.map { x in x * y } }),
    ]
    let figure = SurfacePanelsFigure(quantity: "loss", alphas: places, betas: places, panels: panels, columns: 2).make(
      name: "figure-planes")
    try #require(figure).write(to: planes)
    try #"{"study": "planes", "conditions": [], "effects": {}}"#.write(toFile: "\(planes)/summary.json", atomically: true, encoding: .utf8)
    return folder
  }

  @Test("loads, sorts, filters, reads values, turns, prints and reloads, and asks for nothing")
  func browser() throws {
    let result = try Python.runBrowserTests("Tests/StudiesTests/report_browser.py", folder: try results())
    #expect(result.status == 0 && result.output.contains("\nOK"), "\(result.output)")
  }
}
