internal import Foundation
public import Records

/// Planes side by side in the same colours, as filled contours: networks that are to be compared.
public struct SurfacePanelsFigure: Sendable {
  /// A plane.
  public struct Panel: Sendable {
    /// Whose plane it is.
    public var title: String
    /// `[beta][alpha]`.
    public var values: [Double]

    /// A plane's content.
    public init(title: String, values: [Double]) { (self.title, self.values) = (title, values) }
  }

  private let quantity: String
  private let alphas: [Double]
  private let betas: [Double]
  private let panels: [Panel]
  private let columns: Int

  /// Planes of one quantity over one grid of equal distances, at most `columns` beside each other.
  public init(quantity: String, alphas: [Double], betas: [Double], panels: [Panel], columns: Int) {
    precondition(alphas.count > 1 && betas.count > 1 && columns > 0, "a grid with an area")
    precondition(panels.allSatisfy { $0.values.count == alphas.count * betas.count }, "a value at every point")
    (self.quantity, self.alphas, self.betas, self.panels, self.columns) = (quantity, alphas, betas, panels, columns)
  }

  /// The figure; nil where no panel has a finite value.
  public func make(name: String) -> Figure? {
    guard panels.contains(where: { $0.values.contains(where: \.isFinite) }) else { return nil }
    let scale = ColourScale(panels.flatMap(\.values))
    let rows = (panels.count + columns - 1) / columns
    let (width, height) = (300 * columns + 100, 300 * rows + 40)
    let bar = 100 / Double(width)
    var script = "unset datafile columnheaders\nset datafile missing \"nan\"\nunset key\n"
    script += scale.script(quantity)
    script += "set xrange [\(alphas[0]):\(alphas[alphas.count - 1])]\nset yrange [\(betas[0]):\(betas[betas.count - 1])]\n"
    let (across, down) = ((1 - bar) / Double(columns), (1 - 30.0 / Double(height)) / Double(rows))
    for (axis, values) in [("x", alphas), ("y", betas)] {
      script +=
        "set \(axis)tics out nomirror \(labelInterval(values[values.count - 1] - values[0], count: 3)) font \",10\"\(axis == "x" ? " offset 0,0.7" : "")\n"
    }
    script += "set tics front\n"
    script += "set view map\n" + SurfaceFigure.cells(3) + "set contour base\nset cntrparam linear\n"
    script += "set cntrparam levels discrete \(scale.levels.map { "\($0)" }.joined(separator: ","))\nset cntrlabel onecolor\n"
    script += "set multiplot\n"
    if let note = scale.note { script += "set label 1 \"\(note)\" at screen 0.5,0.012 center font \",9\"\n" }
    for (index, panel) in panels.enumerated() where panel.values.contains(where: \.isFinite) {
      let (row, column) = (index / columns, index % columns)
      let (left, top) = (across * Double(column), 1 - down * Double(row))
      script += "set lmargin at screen \(left + 0.19 * across)\nset rmargin at screen \(left + 0.96 * across)\n"
      script += "set tmargin at screen \(top - 0.1 * down)\nset bmargin at screen \(top - 0.84 * down)\n"
      script += "set title \"\(panel.title)\" noenhanced font \",11\" offset 0,-0.6\n"
      // Inner axes go without names: they are those at the figure's edge.
      script += "set xlabel \"\(index + columns >= panels.count ? "α" : "")\" offset 0,0.9\n"
      script += "set ylabel \"\(column == 0 ? "β" : "")\" offset 1,0\n"
      // One bar for all, beside the last column.
      script +=
        index == 0
        ? "set colorbox user origin screen \(1 - 0.85 * bar),0.12 size screen \(0.18 * bar),0.76\n" : "unset colorbox\n"
      let matrix = matrix(of: index)
      script += "splot \(matrix):3 with pm3d nocontour notitle, \\\n"
      script += "  \(matrix):3 with lines nosurface linecolor \"white\" linewidth 0.5 notitle, \\\n"
      script +=
        "  \"+\" using (0):(0):(\(scale.lowest)) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor \"black\" notitle\n"
      if index == 0 { script += "unset label 1\n" }
    }
    script += "unset multiplot\n"
    return Figure(name: name, size: (width: width, height: height), data: table, script: script)
  }

  /// The table is a matrix: β before every row, then panel by panel the values over α.
  private var table: CSVTable {
    let names = panels.indices.flatMap { panel in alphas.map { "\(panel + 1) \($0.csvText)" } }
    var table = CSVTable(columns: ["beta"] + names)
    for (row, beta) in betas.enumerated() {
      table.append([beta] + panels.flatMap { $0.values[row * alphas.count..<(row + 1) * alphas.count] })
    }
    return table
  }

  /// A panel's part of the table with the places of its numbers.
  private func matrix(of panel: Int) -> String {
    let first = 1 + panel * alphas.count
    return
      "data matrix skip 1 every 1:1:\(first):0:\(first + alphas.count - 1) using \(SurfaceFigure.place("$1 - \(first)", alphas)):\(SurfaceFigure.place("$2", betas))"
  }
}
