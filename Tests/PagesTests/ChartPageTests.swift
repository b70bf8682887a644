import Foundation
import Pages
import TestSupport
import Testing

/// The numbers that a page's drawings carry, held to those that gnuplot draws by the same scripts.
@Suite("charts on pages")
struct ChartPageTests {
  /// What gnuplot draws of a script: for every element the points inside of the axes, by its own account.
  private func drawn(_ figure: String, in folder: String) throws -> [[(x: Double, y: Double)]] {
    let script = try String(contentsOfFile: "\(folder)/\(figure).gnuplot", encoding: .utf8)
    let lines = script.split(separator: "\n", omittingEmptySubsequences: false).filter {
      !$0.hasPrefix("set multiplot") && !$0.hasPrefix("set output") && !$0.hasPrefix("unset multiplot")
        // What labels look like, its tables would too.
        && !$0.hasPrefix("set format")
    }
    let table = (["set terminal dumb", "ending=\"none\"", "output=\"/dev/null\""] + lines).joined(separator: "\n").replacing(
      "set terminal pngcairo", with: "set table \"/dev/stdout\" #")
    let temporary = try TemporaryFolder.make()
    try table.write(toFile: "\(temporary)/script", atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/gnuplot")
    process.arguments = ["\(temporary)/script"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(figure)")
    var elements = [[(x: Double, y: Double)]]()
    var isBand = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("# Curve") {
        elements.append([])
        isBand = false
      } else if line.hasPrefix("# x y") || line.hasPrefix("#") {
        isBand = line.contains("y1") || line.contains("ylow")
      } else if !elements.isEmpty, !isBand {
        let words = line.split(separator: " ")
        if words.count == 3, words[2] == "i", let x = Double(words[0]), let y = Double(words[1]) {
          elements[elements.count - 1].append((x, y))
        }
      }
    }
    return elements
  }

  @Test("a name in a committed figure's legend has the look of its curves", arguments: Committed.studies)
  func legends(study: String) throws {
    let page = try StudyPage(folder: "\(Committed.results)/\(study)", vocabulary: Vocabulary())
    for figure in page.html.components(separatedBy: "<figure id=\"").dropFirst() {
      let looks = figure.matches(
        of: /<label class="name shape\d( dashed)?" style="--light:([^;]*);[^>]*><input type="checkbox" checked value="(\d+)"/)
      let named = Dictionary(uniqueKeysWithValues: looks.map { ($0.3, "\($0.1 ?? "")\($0.2)") })
      for curve in figure.matches(of: /<g class="series( dashed)? shape\d" data-series="(\d+)" style="--light:([^;]*);/) {
        guard let name = named[curve.2] else { continue }
        #expect(name == "\(curve.1 ?? "")\(curve.3)", "\(figure.prefix { $0 != "\"" }), curve \(curve.2)")
      }
    }
  }

  @Test("every committed figure's curves are those that gnuplot draws", arguments: Committed.studies)
  func curves(study: String) throws {
    let folder = "\(Committed.results)/\(study)"
    let page = try StudyPage(folder: folder, vocabulary: Vocabulary())
    #expect(page.pictures.isEmpty)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".gnuplot") }.map {
      String($0.dropLast(8))
    }
    for name in names.sorted() where !name.hasPrefix("figure-activations") {
      // Planes have no curves.
      guard try !String(contentsOfFile: "\(folder)/\(name).gnuplot", encoding: .utf8).contains("pm3d") else { continue }
      let own = try DrawnChart.all(name, in: page.html)
      // A curve of the page, or one end of its band where gnuplot draws that as a line.
      let others = try drawn(name, in: folder).filter { $0.count > 1 }
      #expect(!own.isEmpty && !others.isEmpty, "\(name)")
      var found = 0
      for curve in others {
        // A straight line across is no curve.
        if Set(curve.map(\.y)).count == 1 { found += 1; continue }
        let isThere = own.contains { chart in
          chart.curves.contains { drawn in
            [drawn.points, drawn.band].contains { candidates in
              candidates.count >= curve.count
                && curve.allSatisfy { point in
                  candidates.contains {
                    chart.isNear($0.x, point.x, chart.x, units: 4000) && chart.isNear($0.y, point.y, chart.y, units: 2600)
                  }
                }
            }
          }
        }
        if isThere { found += 1 }
      }
      #expect(found == others.count, "\(study)/\(name): \(found) of \(others.count) curves")
    }
  }
}
