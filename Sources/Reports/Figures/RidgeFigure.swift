internal import Foundation
internal import Instruments
internal import Networks
public import Records
public import Runs

/// Ridge histograms over training (Santurkar et al. 2018, Figures 1c, 2 and 6): the distribution of the inputs of nonlinearities over units, examples and all seeds, one
/// ridge a time, the start at the back. A column of panels a variant, a row a nonlinearity; thin lines are normal densities of the same mean and deviation.
public struct RidgeFigure {
  /// The figure of the first, the middle and the last nonlinearity's inputs: the outputs of their normalizations, or of the layers with weights where there are
  /// none. In a linear network it is what linear layers see.
  ///
  /// - Throws: `RecordError` where a run's files cannot be read.
  public static func make(name: String, _ runs: [StoredRun], ridges: Int = 8) throws -> Figure {
    let groups = RunGroups(runs)
    var data = CSVTable(columns: ["panel", "ridge", "step", "value", "base", "height", "normal"])
    var panels = [Panel]()
    let layers = try groups.variants.map { variant in
      try groups[variant].first.map { Self.inputs(try $0.record(of: ActivationInstrument.self).entries.map(\.row)) } ?? []
    }
    let rows = layers.map(\.count).max() ?? 0
    for row in 0..<rows {
      for (variant, own) in zip(groups.variants, layers) where row < own.count {
        let layer = own[row]
        let all = try groups[variant].map { try Counts($0, layer: layer.index) }
        let steps = evenly(Set(all.flatMap(\.bins.keys)).sorted(), ridges)
        // Bins are a tenth wide: fewer than ten would show no shape.
        var width = 0.5
        for (ridge, step) in steps.enumerated() {
          let pooled = Counts.pooled(all, at: step)
          width = max(width, min(5, abs(pooled.mean) + 4 * pooled.deviation))
          // Every ridge fills its place: shapes are compared, not heights.
          let largest = Double(max(pooled.bins.map(\.count).max() ?? 1, 1))
          let base = Double(steps.count - 1 - ridge)
          for bin in pooled.bins {
            let middle = (bin.lower + bin.upper) / 2
            let expected = pooled.total * (pooled.normalShare(below: bin.upper) - pooled.normalShare(below: bin.lower))
            data.append(
              panels.count, ridge, step, middle, base, base + 1.6 * Double(bin.count) / largest, base + 1.6 * expected / largest)
          }
        }
        panels.append(Panel(variant: variant, layer: layer, steps: steps, width: width))
      }
    }
    let columns = max(groups.variants.count, 1)
    let isNonlinear = layers.joined().first?.isNonlinear ?? true
    // Two columns are not wide enough for the title in one line.
    let separator = columns < 3 ? "\\n" : "; "
    let title =
      "inputs of \(isNonlinear ? "nonlinearities" : "layers"), over all units, examples and seeds\(separator)thin lines: normal, with the same mean and deviation"
    var script = "set multiplot layout \(max(rows, 1)),\(columns) title \"\(title)\"\nset border 1\nunset key\nset xtics nomirror\n"
    for (index, panel) in panels.enumerated() { script += panel.script(index) }
    return Figure(name: name, size: (width: 300 * columns, height: 330 * max(rows, 1) + 30), data: data, script: script)
  }

  /// Where a nonlinearity's input comes from.
  private struct Layer {
    /// The place in the network.
    let index: Int
    /// Which nonlinearity it feeds, from 1, of how many.
    let number: Int
    let count: Int
    let isNonlinear: Bool
  }

  private struct Panel {
    let variant: Variant
    let layer: Layer
    let steps: [Int]
    let width: Double

    func script(_ index: Int) -> String {
      let tics = steps.enumerated().map { "\"\($1)\" \(steps.count - 1 - $0)" }.joined(separator: ", ")
      let place = "\(layer.isNonlinear ? "nonlinearity" : "layer") \(layer.number) of \(layer.count)"
      var script = "set title \"\(variant.title): \(place)\"\nset ytics scale 0 (\(tics))\n"
      script += "set xrange [\(-width):\(width)]\nset xtics \(labelInterval(2 * width, count: 4))\n"
      script += "set yrange [0:\(Double(steps.count) + 0.8)]\nset ylabel \"step\"\nset xlabel \"activation\"\n"
      let plots = steps.indices.map { ridge in
        let filter = "($1 == \(index) && $2 == \(ridge)"
        return "data using 4:\(filter) ? $5 : NaN):\(filter) ? $6 : NaN) with filledcurves fillcolor \"\(variant.color)\" "
          + "fillstyle solid 0.75 noborder, data using 4:\(filter) ? $6 : NaN) with lines linecolor \"white\" linewidth 1.2, "
          + "data using 4:\(filter) ? $7 : NaN) with lines linecolor \"black\" linewidth 0.6"
      }
      return script + "plot " + plots.joined(separator: ", \\\n  ") + "\n"
    }
  }

  /// A layer's histograms and moments over one run, or over several.
  private struct Counts {
    struct Pooled {
      var bins = [(lower: Double, upper: Double, count: UInt64)]()
      /// All values, those beyond the bins among them.
      var total = 0.0
      var mean = 0.0
      var deviation = 0.0

      func normalShare(below value: Double) -> Double {
        deviation > 0 ? erfc((mean - value) / (deviation * 2.0.squareRoot())) / 2 : .nan
      }
    }

    /// By step.
    var bins = [Int: [ActivationInstrument.Detail]]()
    var moments = [Int: ActivationInstrument.Row]()

    init(_ run: StoredRun, layer: Int) throws {
      for entry in try run.details(of: ActivationInstrument.self) where entry.row.layer == layer {
        bins[entry.step, default: []].append(entry.row)
      }
      for entry in try run.record(of: ActivationInstrument.self).entries where entry.row.layer == layer { moments[entry.step] = entry.row }
    }

    /// All runs that reached the step, as one sample; their bins have the same edges.
    static func pooled(_ runs: [Counts], at step: Int) -> Pooled {
      var pooled = Pooled()
      var counts = [Double: (upper: Double, count: UInt64)]()
      for bin in runs.flatMap({ $0.bins[step] ?? [] }) {
        pooled.total += Double(bin.count)
        if bin.lower.isFinite, bin.upper.isFinite { counts[bin.lower, default: (bin.upper, 0)].count += bin.count }
      }
      pooled.bins = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.upper, $0.value.count) }
      let moments = runs.compactMap { $0.moments[step] }.filter { $0.mean.isFinite && $0.standardDeviation.isFinite }
      guard !moments.isEmpty else { return pooled }
      let count = Double(moments.count)
      pooled.mean = moments.map(\.mean).reduce(0, +) / count
      let squares = moments.map { $0.standardDeviation * $0.standardDeviation + $0.mean * $0.mean }.reduce(0, +) / count
      pooled.deviation = max(0, squares - pooled.mean * pooled.mean).squareRoot()
      return pooled
    }
  }

  /// At most `limit` of `times` at equal distances, the ends among them; where no distance fits, as nearly so as they come.
  private static func evenly(_ times: [Int], _ limit: Int) -> [Int] {
    let intervals = times.count - 1
    guard intervals >= limit, let stride = (2...intervals).first(where: { intervals % $0 == 0 && intervals / $0 < limit }),
      intervals / stride > 2
    else { return spread(times, limit) }
    return Swift.stride(from: 0, through: intervals, by: stride).map { times[$0] }
  }

  /// The layers whose outputs the first, the middle and the last nonlinearity see; in a linear network, linear layers.
  private static func inputs(_ rows: [ActivationInstrument.Row]) -> [Layer] {
    guard let last = rows.map(\.layer).max() else { return [] }
    let names = rows.prefix(last + 1).map(\.type)
    let nonlinearities = Set(Activation.allCases.map(\.name))
    var places = names.indices.filter { nonlinearities.contains(names[$0]) }
    let isNonlinear = !places.isEmpty
    if places.isEmpty { places = names.indices.filter { names[$0] == "Linear" } }
    return spread(Array(places.enumerated()).filter { $0.element > 0 }, 3).map {
      Layer(index: $0.element - 1, number: $0.offset + 1, count: places.count, isNonlinear: isNonlinear)
    }
  }
}
