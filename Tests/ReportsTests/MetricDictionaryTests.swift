import Foundation
import Instruments
import Reports
import Testing

@Suite("the dictionary of columns and metrics")
struct MetricDictionaryTests {
  @Test("names every instrument, column and metric with its unit")
  func whole() {
    let text = MetricDictionary.markdown
    func check<I: Instrument>(_ instrument: I.Type) {
      #expect(text.contains("### \(I.name) (version \(I.version))"))
      for metric in I.metrics { #expect(text.contains("| `\(metric.name)` | \(metric.unit.rawValue) | ")) }
      for column in I.Row.columns { #expect(text.contains("| `\(column.name)` | \(column.unit.rawValue) | ")) }
      for column in I.Detail.columns { #expect(text.contains("| `\(column.name)` | \(column.unit.rawValue) | ")) }
    }
    for instrument in Instruments.all { check(instrument) }
    #expect(
      text.contains("| `loss_band_width` | loss | largest less smallest loss over the step sizes, the mean over all probes (Figure 4a) |"))
  }

  @Test("the studies' page has it as it is now")
  func page() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("studies/README.md"), encoding: .utf8)
    #expect(page.hasSuffix("\(MetricDictionary.mark)\n\n\(MetricDictionary.markdown)"), "studies/run runs metrics --page studies/README.md")
  }
}
