import Instruments
import Networks
import Records
import Reports
import Runs

/// The figures of the study.
enum SurfacesFigures {
  static func make(_ runs: [StoredRun]) throws -> [Figure] {
    let vgg = runs.having { $0.residual == nil }
    let residual = runs.having { $0.residual != nil }
    let columns = max(1, 2 * Surfaces.depths(runs).count)
    return [
      try figure("figure-normalization", vgg, columns: Surfaces.variants.count) { $0.configuration.variant.title },
      try figure("figure-shortcuts", residual, columns: columns) { $0.configuration.surfaceSetting },
    ].compactMap(\.self)
  }

  /// The planes of the first seed that has them all: a row before training, and one after.
  private static func figure(
    _ name: String, _ runs: [StoredRun], columns: Int, title: (StoredRun) -> String
  ) throws -> Figure? {
    let seeds = Set(runs.map(\.configuration.seed)).sorted()
    let whole = seeds.first { seed in !runs.having { $0.seed == seed }.contains(where: \.hasDiverged) }
    guard let seed = whole ?? seeds.first else { return nil }
    let own = runs.having { $0.seed == seed }
    var panels = [SurfacePanelsFigure.Panel]()
    var grid: (alphas: [Double], betas: [Double])?
    for isEnd in [false, true] {
      for run in own {
        let entries = try run.record(of: PlaneInstrument.self).entries
        let step = isEnd ? run.configuration.steps : 0
        let rows = entries.filter { $0.step == step }.map(\.row)
        let plane = run.configuration.measurements.lazy.compactMap { $0.instrument.base as? PlaneInstrument }.first
        guard let plane else { continue }
        grid = (plane.alphas, plane.betas)
        // A run that diverged has no plane at its end.
        let values = rows.isEmpty ? [Double](repeating: .nan, count: plane.alphas.count * plane.betas.count) : rows.map(\.loss)
        panels.append(SurfacePanelsFigure.Panel(title: "\(title(run)), \(isEnd ? "trained" : "untrained")", values: values))
      }
    }
    guard let grid else { return nil }
    let figure = SurfacePanelsFigure(quantity: "loss", alphas: grid.alphas, betas: grid.betas, panels: panels, columns: columns)
    return figure.make(name: name)
  }
}
