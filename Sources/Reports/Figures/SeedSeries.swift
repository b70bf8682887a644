internal import Foundation
internal import Instruments
internal import Networks
internal import Records
internal import Runs
internal import Statistics

/// A quantity over training, summed up over the seeds of one variant.
struct SeedSeries {
  /// Steps at which any run has a value.
  let steps: [Int]
  /// The median over seeds at each step.
  let median: [Double]
  /// The lower and upper quartile over seeds at each step.
  let quartiles: [(lower: Double, upper: Double)]

  /// A column of what an instrument recorded in `runs`, as it is or times its steps' factors on the learning rate, at the rows that `selects` accepts, of which a run has its mean where a step has several; values that are
  /// not finite are left out, so that a run that diverged ends where it did.
  init<I: Instrument>(
    _ runs: [StoredRun], _ instrument: I.Type, _ column: KeyPath<I.Row, Double>, timesRateFactor: Bool = false,
    where selects: (I.Row) -> Bool = { _ in true }
  ) throws {
    var values = [Int: [Double]]()
    for run in runs {
      var own = [Int: [Double]]()
      for entry in try run.record(of: instrument).entries where entry.row[keyPath: column].isFinite && selects(entry.row) {
        own[entry.step, default: []].append(entry.row[keyPath: column] * (timesRateFactor ? entry.rateFactor : 1))
      }
      for (step, numbers) in own { values[step, default: []].append(numbers.finiteMean) }
    }
    steps = values.keys.sorted()
    let quantiles = try steps.map { try Quantiles.of(values[$0]!, at: [0.25, 0.5, 0.75]) }
    median = quantiles.map { $0[1] }
    quartiles = quantiles.map { ($0[0], $0[2]) }
  }
}

/// The runs of a study by variant, in the catalogue's order.
struct RunGroups {
  let variants: [Variant]
  private let groups: [Variant: [StoredRun]]

  init(_ runs: [StoredRun]) {
    groups = Dictionary(grouping: runs, by: \.configuration.variant)
    variants = groups.keys.sorted()
  }

  subscript(_ variant: Variant) -> [StoredRun] { groups[variant] ?? [] }
}

/// Columns of different lengths over one shared first column; missing cells are not numbers, which gnuplot passes over.
struct ColumnTable {
  private var steps = Set<Int>()
  private var columns: [(name: String, values: [Int: Double])] = []

  /// Adds a column and returns its number, as gnuplot counts.
  mutating func add(_ name: String, steps: [Int], _ values: [Double]) -> Int {
    precondition(!columns.contains { $0.name == name }, "a column named once")
    self.steps.formUnion(steps)
    columns.append((name, Dictionary(zip(steps, values)) { first, _ in first }))
    return columns.count + 1
  }

  /// The table, sorted by the first column.
  func table(first: String) -> CSVTable {
    var table = CSVTable(columns: [first] + columns.map(\.name))
    for step in steps.sorted() { table.append([step] + columns.map { $0.values[step] ?? .nan }) }
    return table
  }
}

/// The distance of an axis's labels, 1, 2, 2.5 or 5 times a power of ten, at which no more than `count` and one stand on `span`.
func labelInterval(_ span: Double, count: Int) -> Double {
  guard span > 0 else { return 1 }
  let rough = span / Double(count)
  let power = pow(10, floor(log10(rough)))
  return [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
}
