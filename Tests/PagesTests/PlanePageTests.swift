import Foundation
import Pages
import Testing

/// Planes on a page, read back from its text without the code that wrote them.
@Suite("planes on pages")
struct PlanePageTests {
  /// The panels of a table beside a figure: a row a β, and panel by panel the values over α.
  private func panels(_ file: String) throws -> [(values: [Double], alphas: Int)] {
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    // Columns are named by their panel and α.
    let names = lines[0].dropFirst().map { $0.split(separator: " ")[0] }
    return Set(names.compactMap { Int($0) }).sorted().map { panel in
      let columns = names.indices.filter { names[$0] == "\(panel)" }
      return (lines.dropFirst().flatMap { line in columns.map { Double(line[$0 + 1]) ?? .nan } }, columns.count)
    }
  }

  @Test(
    "a committed study's planes hold the values of the table beside the figure", arguments: ["figure-normalization", "figure-shortcuts"])
  func committed(figure: String) throws {
    let folder = "\(Committed.results)/surfaces"
    let html = try StudyPage(folder: folder, vocabulary: Vocabulary()).html
    let start = try #require(html.range(of: "<figure id=\"\(figure)\">"))
    let end = try #require(html.range(of: "</figure>", range: start.upperBound..<html.endIndex))
    let planes = html[start.upperBound..<end.lowerBound].matches(of: /data-alphas="([^"]*)"[^>]*data-values="([^"]*)"/)
    let expected = try panels("\(folder)/\(figure).csv")
    #expect(planes.count == expected.count && planes.count > 7)
    for (plane, panel) in zip(planes, expected) {
      let values = plane.2.split(separator: " ").map { Double($0) ?? .nan }
      #expect(plane.1.split(separator: " ").last.flatMap { Int($0) } == panel.alphas && values.count == panel.values.count)
      // Four digits are written.
      for (found, value) in zip(values, panel.values) { #expect(abs(found - value) <= 5.1e-4 * abs(value)) }
    }
  }
}
