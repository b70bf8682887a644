import Foundation
import Records
import Reports
import TestSupport
import Testing

@Suite("figures of surfaces")
struct SurfaceFigureTests {
  private func figure(_ values: [Double], columns: Int) -> SurfaceFigure {
    let rows = values.count / columns
    return SurfaceFigure(
      quantity: "loss", alphas: (0..<columns).map { Double($0) - 1 }, betas: (0..<rows).map { 0.5 * Double($0) }, values: values,
      alphaLabel: "gradient", betaLabel: "random_direction", notes: ["a_network", "batch statistics"])
  }

  @Test("are drawn by gnuplot, from a matrix with its places")
  func drawn() throws {
    let folder = try TemporaryFolder.make()
    let plane = figure([3, 1, 2, 2, 0.5, 1, 4, 2, 3], columns: 3)
    try Figure.write([plane.contours(name: "contours"), plane.surface(name: "surface")], to: folder)
    for name in ["contours.png", "contours.svg", "surface.png", "surface.svg"] {
      #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")).count > 4000)
    }
    let table = try CSVTable(contentsOf: "\(folder)/contours.csv")
    #expect(table.columns == ["beta", "-1.0", "0.0", "1.0"] && table.rows[1] == ["0.5", "2.0", "0.5", "1.0"])
    let script = plane.contours(name: "contours").script
    #expect(script.contains("a_network\\nbatch statistics") && script.contains("β: random_direction") && !script.contains("logscale"))
  }

  @Test("a loss that explodes at the edge leaves colours for the rest, and the figure says so")
  func clipped() {
    var values = (0..<100).map { 1 + 0.01 * Double($0) }
    values[99] = 1e9
    values[98] = .nan
    let script = figure(values, columns: 10).contours(name: "contours").script
    #expect(script.contains("set logscale zcb") && script.contains("set cbrange [1.0:10000.0]"), "\(script)")
    #expect(script.contains("colours end at 1e+04, values at 1e+09; white: not finite (1 of 100 points)"))
    // Negative values have no logarithm: eigenvalues that explode at both ends.
    values[0] = -1e9
    let linear = figure(values, columns: 10).contours(name: "contours").script
    #expect(!linear.contains("logscale") && linear.contains("colours begin at") && linear.contains("colours end at"), "\(linear)")
  }

  @Test("a plane of one value is drawn, and one without any is not", arguments: [0.0, 2.5, -1e-3, 1e30])
  func flat(value: Double) throws {
    let plane = figure([Double](repeating: value, count: 9), columns: 3)
    #expect(plane.isDrawable)
    let folder = try TemporaryFolder.make()
    try Figure.write([plane.contours(name: "contours"), plane.surface(name: "surface")], to: folder)
    #expect(!figure([.nan, .nan, .nan, .infinity], columns: 2).isDrawable && !figure([1, 2], columns: 2).isDrawable)
  }

  @Test("lines have a band over directions, a trajectory its two panels")
  func lines() throws {
    let folder = try TemporaryFolder.make()
    let line = SurfaceLineFigure.make(
      name: "line", alphas: [-1, 0, 1],
      quantities: [
        .init(name: "loss", title: "loss", values: [[3, 1, 2], [5, 1, .nan], [4, 1, 9]]),
        .init(name: "accuracy", title: "accuracy", values: [[.nan, .nan, .nan], [.nan, .nan, .nan], [.nan, .nan, .nan]]),
      ], alphaLabel: "random", notes: ["three lines"])
    let columns = ["loss_minimum", "loss_median", "loss_maximum", "accuracy_minimum", "accuracy_median", "accuracy_maximum"]
    #expect(line.data.columns == ["alpha"] + columns)
    let losses = line.data.rows.map { $0[1...3].joined(separator: " ") }
    #expect(losses == ["3.0 4.0 5.0", "1.0 1.0 1.0", "2.0 5.5 9.0"])
    #expect(line.script.contains("range of 3 directions") && !line.script.contains("set title \"accuracy\""))
    var table = CSVTable(columns: ["step", "alpha", "beta", "plane_distance", "end_distance", "loss", "plane_loss"])
    table.append(0, 1.0, 0.0, 0.5, 1.1, 90.0, 2.0)
    table.append(5, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0)
    try Figure.write([line, TrajectoryFigure.make(name: "trajectory", table, notes: ["two points"])], to: folder)
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/trajectory.png")).count > 4000)
  }
}
