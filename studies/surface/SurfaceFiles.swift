import Foundation
import Instruments
import Landscape
import Pages
import Records
import Reports
import Runs
import Tensors

/// The files of a measured surface.
struct SurfaceFiles<R: Real> {
  /// A file and what it holds.
  typealias Entry = (name: String, holds: String)

  private let plan: SurfacePlan<R>
  private let points: SurfaceRun<R>
  private let centre: [Double]
  private let folder: String
  private let threads: Int

  init(_ plan: SurfacePlan<R>, _ points: SurfaceRun<R>, centre: [Double], folder: String, threads: Int) throws {
    (self.plan, self.points, self.centre, self.folder, self.threads) = (plan, points, centre, folder, threads)
  }

  /// Writes all of them, the settings last, and says what they hold.
  ///
  /// - Throws: `RecordError` where they cannot be written, `FiguresError` where gnuplot does not draw.
  func write() throws -> [Entry] {
    var entries = [Entry]()
    var figures = [Figure]()
    var tables = [String: JSONValue]()
    var facts: [String: JSONValue] = [
      "identity": .string(plan.identity), "settings": plan.settings, "normalization": .string(plan.subject.statisticsWords),
      "centre": .object(Dictionary(uniqueKeysWithValues: zip(plan.metrics.map(\.column), centre.map { JSONValue.number($0) }))),
      "directions": .array((0..<plan.pairs).map(directionFacts)),
    ]
    let projection = try TrajectoryProjection(plan, threads: threads)
    if let projection {
      try AtomicFiles.write(projection.table.text, to: "\(folder)/trajectory.csv")
      entries.append(("trajectory.csv", "every kept checkpoint: its place on the plane, its distance from it, its loss and the plane's"))
      figures.append(TrajectoryFigure.make(name: "figure-trajectory", projection.table, notes: notes(pair: 0) + [projection.words]))
      facts["trajectory"] = projection.facts
    }
    for part in plan.parts.indices {
      let name = plan.parts[part].name
      let table = Data(SurfaceTables.table(plan, points, part: part).text.utf8)
      try AtomicFiles.write(table, to: "\(folder)/\(name).csv")
      tables["\(name).csv"] = ["bytes": .integer(table.count), "crc32": .integer(Int(Fingerprint(table).crc32))]
      entries.append(("\(name).csv", "a row a point: \(plan.metrics.map(\.column).joined(separator: ", "))"))
      try TensorFile.write(tensors(part), to: "\(folder)/\(name).npz")
      entries.append(
        ("\(name).npz", plan.parts[part].grid.betas == nil ? "the same as arrays [pair][alpha]" : "the same as arrays [pair][beta][alpha]"))
      facts[name] = .array((0..<plan.pairs).map { summary(part, pair: $0) })
      if plan.parts[part].grid.betas == nil {
        figures.append(lineFigure(part))
      } else {
        for pair in 0..<plan.pairs {
          let file = "\(name)\(suffix(pair)).vtp"
          try AtomicFiles.write(polyData(part, pair: pair).data, to: "\(folder)/\(file)")
          entries.append((file, "the surface for ParaView, vtk or pyvista"))
          figures += planeFigures(part, pair: pair, projection)
        }
      }
    }
    try Figure.write(figures, to: folder, interruption: TerminationSignals.interruption)
    entries += figures.map { ("\($0.name).png", "drawn from \($0.name).csv by \($0.name).gnuplot; also .svg") }
    let page = try FolderPage(
      folder: folder, title: "The loss around \(plan.subject.name)",
      introduction:
        "θ are the network's parameters, α and β the steps along the directions that the axes name, both 0 at θ. Measured over \(plan.subject.words), with \(plan.subject.statisticsWords).",
      command: ResultCommand.text(CommandLine.arguments, study: "surface"), figures: figures.map(\.name), files: entries)
    try AtomicFiles.write(page.html, to: "\(folder)/index.html")
    entries.append(("index.html", "the figures for a browser: values are read off, surfaces turn"))
    facts["tables"] = .object(tables)
    try AtomicFiles.write(try JSONValue.data(JSONValue.object(facts)), to: "\(folder)/\(SurfaceTables.settingsName)")
    entries.append((SurfaceTables.settingsName, "the settings, the directions, and what was found at the centre and the lowest point"))
    return entries
  }

  private func suffix(_ pair: Int) -> String { plan.pairs == 1 ? "" : "-\(pair + 1)" }

  private func tensors(_ part: Int) -> [(name: String, tensor: StoredTensor)] {
    let grid = plan.parts[part].grid
    var tensors = [("alphas", StoredTensor(grid.alphas.values, shape: [grid.alphas.count]))]
    if let betas = grid.betas { tensors.append(("betas", StoredTensor(betas.values, shape: [betas.count]))) }
    let shape = [plan.pairs] + (grid.betas.map { [$0.count] } ?? []) + [grid.alphas.count]
    for (metric, column) in plan.metrics.map(\.column).enumerated() {
      let values = (0..<plan.pairs).flatMap { points.values(metric, part: part, pair: $0) }
      tensors.append((column, StoredTensor(values, shape: shape)))
    }
    return tensors.map { (name: $0.0, tensor: $0.1) }
  }

  private func polyData(_ part: Int, pair: Int) -> PolyData {
    let grid = plan.parts[part].grid
    let fields = plan.metrics.enumerated().map { (name: $1.column, values: points.values($0, part: part, pair: pair)) }
    return PolyData(x: grid.alphas.values, y: grid.betas?.values ?? [], height: fields[0].values, fields: fields)
  }

  private func summary(_ part: Int, pair: Int) -> JSONValue {
    let grid = plan.parts[part].grid
    return .object(
      Dictionary(
        uniqueKeysWithValues: plan.metrics.enumerated().map { metric, kind in
          let values = points.values(metric, part: part, pair: pair)
          var facts: [String: JSONValue] = ["not_finite": .integer(values.count { !$0.isFinite })]
          for (name, place) in [
            ("minimum", values.indices.filter { values[$0].isFinite }.min { values[$0] < values[$1] }),
            ("maximum", values.indices.filter { values[$0].isFinite }.max { values[$0] < values[$1] }),
          ] {
            guard let place else { continue }
            facts[name] = ["value": .number(values[place]), "alpha": .number(grid[place].alpha), "beta": .number(grid[place].beta)]
          }
          return (kind.column, .object(facts))
        }))
  }

  private func directionFacts(_ pair: Int) -> JSONValue {
    let (x, y) = plan.directions(pair)
    func facts(_ direction: SurfaceDirection<R>) -> JSONValue {
      .object(direction.facts.merging(["label": .string(direction.label), "norm": .number(direction.vector.norm)]) { first, _ in first })
    }
    guard let y else { return ["x": facts(x)] }
    let cosine = x.vector.dot(y.vector) / (x.vector.norm * y.vector.norm)
    return ["x": facts(x), "y": facts(y), "cosine": .number(cosine)]
  }

  private func notes(pair: Int, metric: Int = 0) -> [String] {
    [
      "\(plan.subject.name): \(plan.metrics[metric].rawValue) \(Short.number(centre[metric])) at θ; \(plan.subject.words)",
      statistics + (plan.pairs > 1 ? "; pair \(pair + 1) of \(plan.pairs)" : ""),
    ]
  }

  /// What normalizes at every point, and what of the network no direction moves.
  private var statistics: String {
    let directions = plan.directions(0)
    return plan.subject.statisticsWords + ((directions.x.remark ?? directions.y?.remark).map { "; \($0)" } ?? "")
  }

  private func lineFigure(_ part: Int) -> Figure {
    SurfaceLineFigure.make(
      name: "figure-line", alphas: plan.parts[part].grid.alphas.values,
      quantities: plan.metrics.enumerated().map { metric, kind in
        SurfaceLineFigure.Quantity(
          name: kind.column, title: kind.words, values: (0..<plan.pairs).map { points.values(metric, part: part, pair: $0) })
      }, alphaLabel: plan.directions(0).x.label,
      notes: [notes(pair: 0)[0], statistics])
  }

  private func planeFigures(_ part: Int, pair: Int, _ projection: TrajectoryProjection<R>?) -> [Figure] {
    let grid = plan.parts[part].grid
    let (x, y) = plan.directions(pair)
    return plan.metrics.enumerated().flatMap { metric, kind -> [Figure] in
      let figure = SurfaceFigure(
        quantity: kind.words, alphas: grid.alphas.values, betas: grid.betas?.values ?? [],
        values: points.values(metric, part: part, pair: pair), alphaLabel: x.label, betaLabel: y?.label ?? "",
        notes: notes(pair: pair, metric: metric) + (projection.map { [$0.words] } ?? []),
        path: projection.map { _ in SurfaceFigure.Path(file: "trajectory.csv") })
      guard figure.isDrawable else { return [] }
      let ending = (metric == 0 ? "" : "-\(kind.rawValue)") + suffix(pair)
      return [figure.contours(name: "figure-contours\(ending)"), figure.surface(name: "figure-surface\(ending)")]
    }
  }
}

extension SurfaceMetric {
  /// As an axis says it.
  fileprivate var words: String { rawValue.replacing("-", with: " ") }
}
