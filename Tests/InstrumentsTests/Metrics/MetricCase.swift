import Instruments
import Testing

/// A metric of some rows that were written by hand, and the number that they make by hand.
struct MetricCase: Sendable, CustomTestStringConvertible {
  /// The instrument's name.
  let instrument: String
  /// The metric's name.
  let metric: String
  /// Which rows, where a metric is held to several.
  let rows: String
  /// The number by hand.
  let expected: Double
  /// The metric's number; nil where the instrument has no such metric.
  let found: @Sendable () -> Double?

  var testDescription: String { rows.isEmpty ? "\(instrument): \(metric)" : "\(instrument): \(metric) \(rows)" }

  /// The numbers that rows of a run of 40 steps with learning rate 1/4 make, by metrics' names.
  static func of<I: Instrument>(
    _ type: I.Type, _ rows: [(step: Int, row: I.Row)], named: String = "", _ expected: KeyValuePairs<String, Double>
  ) -> [MetricCase] {
    let record = Record<I>(rows.map { Record.Entry(step: $0.step, $0.row) }, steps: 40, learningRate: 0.25)
    return expected.map { name, number in
      MetricCase(instrument: I.name, metric: name, rows: named, expected: number) { I.metrics.first { $0.name == name }?.value(record) }
    }
  }
}
