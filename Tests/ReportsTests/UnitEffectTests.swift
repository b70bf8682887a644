import Foundation
import Instruments
import Reports
import Runs
import TestSupport
import Testing

@Suite("effects over units")
struct UnitEffectTests {
  @Test("have a value a unit, numbered, and leave out those without one")
  func units() throws {
    let effect = Effect("e", .ratio, units: [(2, []), (.nan, []), (0.5, []), (-1, []), (8, []), (.infinity, [])])
    #expect(effect.seeds == [0, 2, 4] && effect.values == [2, 0.5, 8] && effect.runs.isEmpty && effect.diverged == 0)
    // What has no number is not there; what has no logarithm is counted.
    #expect(effect.excluded == 2)
    expectAgreement([try effect.interval().estimate], [2], relative: 1e-12)
    let value = Effect("e", .value, units: [(-1, []), (.infinity, []), (4, [])])
    #expect(value.seeds == [0, 2] && value.values == [-1, 4] && value.excluded == 0)
  }
}

@Suite("scatters")
struct ScatterTests {
  @Test("have points that no curve joins, and a panel of one place has an axis about it")
  func scatter() {
    func script(_ isScatter: Bool, _ x: [Double]) -> String {
      ChartFigure.make(
        name: "figure",
        panels: [
          ChartFigure.Panel(
            title: "t", isScatter: isScatter, series: [ChartSeries(title: "a", color: "black", points: x.map { .init(x: $0, y: 1) })])
        ]
      ).script
    }
    #expect(script(true, [1, 2]).contains("with points") && !script(true, [1, 2]).contains("linespoints"))
    #expect(script(false, [1, 2]).contains("with linespoints"))
    #expect(script(true, [3]).contains("set xrange [2.0:4.0]"))
  }
}
