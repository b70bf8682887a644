import Foundation
import Pages
import Records
import TestSupport
import Testing

/// Pages of small folders written by hand.
@Suite("a study's page")
struct StudyPageTests {
  private static let nasty = "<script>alert(1)</script>\"'&"

  /// A folder with a summary of one condition, one effect and, unless told otherwise, one figure; every word of it is markup.
  private func folder(figure: Bool = true) throws -> String {
    let folder = try TemporaryFolder.make()
    let summary: JSONValue = [
      "study": .string(Self.nasty),
      "conditions": [
        [
          "variant": .string(Self.nasty), "setting": .string(Self.nasty),
          "metrics": ["loss": ["runs": 2, "mean": ["estimate": 0.5, "lower": 0.25, "upper": .null]]],
          "runs": [["seed": 0, "hash": "aaaa"], ["seed": 1, "hash": "bbbb"]],
        ]
      ],
      "effects": [
        Self.nasty: [
          "kind": "ratio", "seeds": [0, 1], "values": [0.5, 2], "interval": ["estimate": 1, "lower": 0.5, "upper": 2],
          "runs": ["aaaa", "bbbb"],
          "diverged": 0,
        ]
      ],
    ]
    try JSONEncoder().encode(summary).write(to: URL(fileURLWithPath: "\(folder)/summary.json"))
    guard figure else { return folder }
    try "x,y\n0,1\n1,3\n2,2\n".write(toFile: "\(folder)/figure-one.csv", atomically: true, encoding: .utf8)
    try """
    set title "<b>title</b>"
    plot data using 1:2 with lines linecolor "#0072B2" title "<i>curve</i>"
    """.write(toFile: "\(folder)/figure-one.gnuplot", atomically: true, encoding: .utf8)
    return folder
  }

  private func message(_ folder: String) -> String {
    do throws(RecordError) {
      _ = try StudyPage(folder: folder, vocabulary: Vocabulary())
      return ""
    } catch { return error.description }
  }

  @Test("no word of a file is taken for markup")
  func escaping() throws {
    let html = try StudyPage(folder: try folder(), vocabulary: Vocabulary()).html
    for raw in [Self.nasty, "<b>title", "<i>curve", "<script>alert"] { #expect(!html.contains(raw), "\(raw)") }
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
    #expect(html.contains("&lt;i&gt;curve&lt;/i&gt;"))
  }

  @Test("a figure's points are where its table has them")
  func points() throws {
    let charts = try DrawnChart.all("figure-one", in: try StudyPage(folder: try folder(), vocabulary: Vocabulary()).html)
    let chart = try #require(charts.first)
    #expect(charts.count == 1 && chart.curves.count == 1 && chart.x.lower == 0 && chart.x.upper == 2)
    for (found, expected) in zip(chart.curves[0].points, [(0.0, 1.0), (1, 3), (2, 2)]) {
      #expect(abs(found.x - expected.0) <= 2.0 / 4000 && abs(found.y - expected.1) <= (chart.y.upper - chart.y.lower) / 2600)
    }
  }

  @Test("what is missing or damaged is one line that names the file")
  func missing() throws {
    let empty = try TemporaryFolder.make()
    #expect(message(empty).hasPrefix("\(empty)/summary.json") && !message(empty).contains("\n"))
    let bare = try folder()
    try FileManager.default.removeItem(atPath: "\(bare)/figure-one.csv")
    #expect(message(bare).hasPrefix("\(bare)/figure-one.csv") && !message(bare).contains("\n"))
    let damaged = try folder(figure: false)
    try "{".write(toFile: "\(damaged)/summary.json", atomically: true, encoding: .utf8)
    #expect(message(damaged).hasPrefix("\(damaged)/summary.json") && !message(damaged).contains("\n"))
  }

  @Test(
    "a script in a form that is not known is shown as gnuplot drew it",
    arguments: [
      "plot sin(x) with lines", "plot data using 1:(log($2)) with lines", "plot data using 1:9 with lines",
      "splot data using 1:2:3 with lines", "",
    ])
  func unknown(form: String) throws {
    let folder = try folder()
    try form.write(toFile: "\(folder)/figure-one.gnuplot", atomically: true, encoding: .utf8)
    try "<svg/>".write(toFile: "\(folder)/figure-one.svg", atomically: true, encoding: .utf8)
    let page = try StudyPage(folder: folder, vocabulary: Vocabulary())
    #expect(page.pictures == ["figure-one"])
    #expect(
      page.html.contains("<img src=\"data:image/svg&#43;xml;base64,PHN2Zy8+")
        || page.html.contains("<img src=\"data:image/svg+xml;base64,PHN2Zy8+"))
  }

  @Test("results that the ledger is not about have no verdict, though they have its study's name")
  func others() throws {
    let results = try TemporaryFolder.make()
    let study = Committed.studies.first { $0 == "theory" } ?? Committed.studies[0]
    for name in ["ledger.json", study] {
      try FileManager.default.copyItem(atPath: "\(Committed.results)/\(name)", toPath: "\(results)/\(name)")
    }
    let judged = try StudyPage(folder: "\(results)/\(study)", vocabulary: Vocabulary()).html
    #expect(judged.contains("What the ledger says"))
    let path = "\(results)/\(study)/summary.json"
    var summary = try String(contentsOfFile: path, encoding: .utf8)
    summary.replace(/"hash" : "[0-9a-f]{4}/, with: "\"hash\" : \"ffff")
    try summary.write(toFile: path, atomically: true, encoding: .utf8)
    let other = try StudyPage(folder: "\(results)/\(study)", vocabulary: Vocabulary()).html
    #expect(!other.contains("What the ledger says") && !other.contains("class=\"verdict"))
  }

  @Test("words come from the vocabulary, for what the summary has alone")
  func vocabulary() throws {
    let vocabulary = Vocabulary(instruments: [
      .init(
        name: "one", meaning: "Measures a_b", formulas: ["x_{a_{12}}^2 < 1"],
        metrics: [.init(name: "loss", unit: "nat", meaning: "the loss")]),
      .init(name: "two", meaning: "Other", formulas: [], metrics: [.init(name: "other", unit: "1", meaning: "not there")]),
    ])
    let html = try StudyPage(folder: try folder(), vocabulary: vocabulary).html
    #expect(html.contains("x<sub>a<sub>12</sub></sub><sup>2</sup> &lt; 1") && html.contains("the loss") && !html.contains("not there"))
  }
}
