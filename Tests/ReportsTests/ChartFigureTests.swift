import Foundation
import Records
import Reports
import Runs
import TestSupport
import Testing

/// What a reader sees of a chart: the labels that gnuplot writes into its SVG.
@Suite("chart figures")
struct ChartFigureTests {
  /// The texts of the drawing, in its order.
  private func texts(_ panels: [ChartFigure.Panel], sharesScale: Bool = false) throws -> [String] {
    let folder = try TemporaryFolder.make()
    try ChartFigure.make(name: "figure", panels: panels, sharesScale: sharesScale).write(to: folder)
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/figure.png")).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let drawing = try String(contentsOfFile: "\(folder)/figure.svg", encoding: .utf8)
    return drawing.matches(of: /<text>(.*?)<\/text>/).map {
      String($0.1.replacing(/<[^>]*>/, with: "")).trimmingCharacters(in: .whitespaces)
    }
  }

  private func series(_ points: [(Double, Double)], title: String = "curve") -> ChartSeries {
    ChartSeries(title: title, color: "#0072B2", points: points.map { ChartSeries.Point(x: $0, y: $1) })
  }

  @Test("a grid on a logarithmic axis is labelled with its own values, a long one with powers of ten")
  func grid() throws {
    let short = try texts([
      ChartFigure.Panel(title: "scales", isLogarithmicX: true, series: [series([0x1p-80, 0.0625, 0.5, 0.3, 4].map { ($0, 1 + $0) })])
    ])
    #expect(["8.27181e-25", "1/16", "1/2", "0.3", "4", "scales", "curve"].allSatisfy(short.contains), "\(short)")
    let long = try texts([
      ChartFigure.Panel(
        title: "rates", isLogarithmicX: true, series: [series((0..<12).map { (0.001 * pow(3, Double($0)), 1.0 + Double($0)) })])
    ])
    #expect(["10-3", "10-1", "101"].allSatisfy(long.contains) && !long.contains("0.003"), "\(long)")
    let middle = try texts([
      ChartFigure.Panel(
        title: "rates", isLogarithmicX: true, series: [series((0..<12).map { (0.01 * pow(1.3, Double($0)), 1.0 + Double($0)) })])
    ])
    #expect(["0.01", "0.02", "0.05", "0.1"].allSatisfy(middle.contains) && !middle.contains("0.03"), "\(middle)")
  }

  @Test("panels that share a scale have the same labels on their y axes, others their own")
  func sharedScale() throws {
    func labels(shares: Bool) throws -> [String] {
      try texts([1.0, 10].map { top in ChartFigure.Panel(title: "to \(top)", series: [series([(0, 0), (1, top)])]) }, sharesScale: shares)
    }
    #expect(try labels(shares: true).filter { $0 == "10" }.count == 2)
    #expect(try labels(shares: false).filter { $0 == "10" }.count == 1)
  }

  @Test(
    "a long curve is thinned evenly from its first point on, a short one not at all",
    arguments: [(4, 4), (5, 5), (6, 5), (10, 10), (99, 10)])
  func thinned(most: Int, kept: Int) throws {
    let folder = try TemporaryFolder.make()
    let curve = series((0..<10).map { (Double($0), 100 + Double($0 * $0)) }).thinned(to: most)
    try ChartFigure.make(name: "figure", panels: [ChartFigure.Panel(title: "t", series: [curve])]).write(to: folder)
    let lines = try String(contentsOfFile: "\(folder)/figure.csv", encoding: .utf8).split(separator: "\n")
    let interval = (10 + most - 1) / most
    #expect(lines.count == kept + 1)
    for (place, line) in lines.dropFirst().enumerated() {
      let x = place * interval
      #expect(line.contains(",\(x),\(100 + x * x),") || line.contains(",\(x).0,\(100 + x * x).0,"), "\(line)")
    }
  }

  @Test("an axis is logarithmic where values span a factor of 40, unless a range is given or they are not all positive")
  func verticalAxis() throws {
    func powers(_ values: [Double], _ range: ClosedRange<Double>? = nil) throws -> Bool {
      let points = values.enumerated().map { (Double($0), $1) }
      return try texts([ChartFigure.Panel(title: "", yRange: range, series: [series(points)])]).contains {
        $0.hasPrefix("10") && $0 != "10"
      }
    }
    #expect(try powers([1e-3, 1, 30]))
    #expect(try !powers([1, 2, 30]))
    #expect(try !powers([-1e-3, 1, 30]))
    #expect(try !powers([1e-3, 0.1, 1], 0...1))
  }

  @Test("names of many curves stand beside their panel, which is as high as with few")
  func namesBeside() throws {
    /// How high a panel's plot is: the distance of the outermost marks on its vertical axis in the drawing.
    func height(_ count: Int, beside: Bool) throws -> Double {
      let folder = try TemporaryFolder.make()
      let panel = ChartFigure.Panel(title: "t", series: (0..<count).map { series([(0, 0), (1, 1)], title: "a long name, \($0)") })
      let figure = ChartFigure.make(name: "figure", panels: [panel], namesBeside: beside)
      try figure.write(to: folder)
      let drawing = try String(contentsOfFile: "\(folder)/figure.svg", encoding: .utf8)
      for number in 0..<count { #expect(drawing.contains("a long name, \(number)")) }
      // Marks on the vertical axis go sideways: both ends are as high.
      let marks = drawing.matches(of: /d='M[0-9.]+,([0-9.]+) L[0-9.]+,([0-9.]+) {2}'\/>\t<g/).filter { $0.1 == $0.2 }
      let heights = marks.compactMap { Double($0.1) }
      return try #require(heights.max()) - (try #require(heights.min()))
    }
    #expect(try height(9, beside: true) == height(2, beside: true))
    #expect(try height(9, beside: false) < 0.8 * height(9, beside: true))
  }

  @Test("curves without points, with one, and with gaps are drawn as far as they go")
  func gaps() throws {
    let drawn = try texts([
      ChartFigure.Panel(
        title: "gaps", reference: ReferenceLine(2, "a level"),
        series: [series([], title: "empty"), series([(1, 1)], title: "single"), series([(0, 1), (1, .nan), (2, 3)], title: "broken")]),
      ChartFigure.Panel(title: "nothing", series: [series([])]),
    ])
    #expect(["gaps", "single", "broken", "a level"].allSatisfy(drawn.contains), "\(drawn)")
    #expect(!drawn.contains("empty") && !drawn.contains("nothing"), "\(drawn)")
  }
}
