internal import Foundation
public import Records

/// A quantity over a plane through a point of parameter space: filled contours with contour lines, or a surface in three dimensions.
public struct SurfaceFigure: Sendable {
  /// A training trajectory on the plane.
  public struct Path: Sendable {
    /// The table beside the figure with columns step, alpha and beta first.
    public var file: String
    /// A path.
    public init(file: String) { self.file = file }
  }

  /// What is drawn, in words: `loss`.
  public var quantity: String
  /// Steps along the first direction, at equal distances.
  public var alphas: [Double]
  /// Steps along the second.
  public var betas: [Double]
  /// `[beta][alpha]`.
  public var values: [Double]
  /// What α goes along.
  public var alphaLabel: String
  /// What β goes along.
  public var betaLabel: String
  /// Lines above the figure: whose surface it is, over what, with what statistics.
  public var notes: [String]
  /// The trajectory on the contours.
  public var path: Path?

  /// A figure's content.
  public init(
    quantity: String, alphas: [Double], betas: [Double], values: [Double], alphaLabel: String, betaLabel: String, notes: [String],
    path: Path? = nil
  ) {
    precondition(values.count == alphas.count * betas.count, "a value at every point")
    (self.quantity, self.alphas, self.betas, self.values) = (quantity, alphas, betas, values)
    (self.alphaLabel, self.betaLabel, self.notes, self.path) = (alphaLabel, betaLabel, notes, path)
  }

  /// Whether there is anything to draw: two places along either axis, and a finite value.
  public var isDrawable: Bool { alphas.count > 1 && betas.count > 1 && values.contains(where: \.isFinite) }

  /// Filled contours.
  public func contours(name: String) -> Figure {
    let scale = ColourScale(values)
    var script = head(scale)
    script += "set view map\nset tics front\nset xtics out nomirror\nset ytics out nomirror\n"
    script += Self.cells(refinement) + "set contour base\nset cntrparam linear\n"
    script += "set cntrparam levels discrete \(scale.levels.map { "\($0)" }.joined(separator: ","))\nset cntrlabel onecolor\n"
    script += "set lmargin at screen 0.12\nset rmargin at screen 0.83\nset bmargin at screen 0.13\n"
    script += roomForTitle(of: lines(scale).count)
    var plots = [
      "\(matrix):3 with pm3d nocontour notitle", "\(matrix):3 with lines nosurface linecolor \"white\" linewidth 0.6 notitle",
      "\"+\" using (0):(0):(\(scale.lowest)) every ::0::0 with points nocontour pointtype 2 pointsize 1.2 linecolor \"black\" notitle",
    ]
    if let path {
      let data = "\"\(path.file)\" skip 1 using 2:3:(\(scale.lowest))"
      plots += [
        "\(data) with lines nocontour linecolor \"white\" linewidth 3.2 notitle",
        "\(data) with linespoints nocontour linecolor \"#d62728\" linewidth 1.4 pointtype 7 pointsize 0.45 notitle",
      ]
    }
    script += "splot " + plots.joined(separator: ", \\\n  ") + "\n"
    return Figure(name: name, size: (width: 760, height: 640), data: table, script: script)
  }

  /// A surface in three dimensions.
  public func surface(name: String) -> Figure {
    let scale = ColourScale(values)
    // Axes of three dimensions have no room for words.
    let more = ["α: \(alphaLabel)", "β: \(betaLabel)"]
    var script = head(scale, more: more)
    script += roomForTitle(of: lines(scale).count + more.count)
    script +=
      "set view 55,35,1,1.15\nset xyplane 0\nset border 31\nset xlabel \"α\"\nset ylabel \"β\"\nset zrange [\(scale.lowest):\(scale.highest)]\n"
    script += "set pm3d depthorder border linecolor \"#40000000\" linewidth 0.3\nset palette maxcolors 0\n"
    script += "set zlabel \"\(quantity)\" rotate by 90 offset -1,0\n"
    // What lies above the scale is cut off flat: a wall to the top would hide what is behind it.
    script += "splot \(matrix):($3 > \(scale.highest) ? \(scale.highest) : $3) with pm3d notitle\n"
    return Figure(name: name, size: (width: 820, height: 640), data: table, script: script)
  }

  /// gnuplot's command that cuts cells into so many parts along either axis; in a drawing of lines, where each part is a shape of its own, it leaves them whole.
  static func cells(_ parts: Int) -> String { "parts = ending eq \"svg\" ? 1 : \(parts)\nset pm3d interpolate parts,parts\n" }

  /// Cells are cut so fine that colours meet on smooth lines, and no finer than a file bears.
  private var refinement: Int { max(1, min(6, 110 / max(alphas.count, betas.count))) }

  /// What stands above the figure.
  private func lines(_ scale: ColourScale) -> [String] { notes + (scale.note.map { [$0] } ?? []) }

  /// gnuplot's commands for a margin above that holds the title: it sets one of several lines about the place of one.
  private func roomForTitle(of lines: Int) -> String {
    "set tmargin at screen \(0.965 - 0.03 * Double(lines))\nset title offset 0,\(0.5 * Double(lines - 2) + 0.2)\n"
  }

  private func head(_ scale: ColourScale, more: [String] = []) -> String {
    var script = "unset datafile columnheaders\nset datafile missing \"nan\"\nunset key\n"
    script += "set xrange [\(alphas[0]):\(alphas[alphas.count - 1])]\nset yrange [\(betas[0]):\(betas[betas.count - 1])]\n"
    script += "set xlabel \"α: \(alphaLabel)\" noenhanced font \",11\"\nset ylabel \"β: \(betaLabel)\" noenhanced font \",11\"\n"
    script += scale.script(quantity)
    script += "set title \"\((lines(scale) + more).joined(separator: "\\n"))\" noenhanced font \",9\"\n"
    return script
  }

  /// The table is a matrix: β before every row, α above every column.
  private var table: CSVTable {
    var table = CSVTable(columns: ["beta"] + alphas.map(\.csvText))
    for (row, beta) in betas.enumerated() { table.append([beta] + values[row * alphas.count..<(row + 1) * alphas.count]) }
    return table
  }

  /// The table's numbers with their places.
  private var matrix: String {
    return "data matrix skip 1 every 1:1:1:0 using \(Self.place("$1 - 1", alphas)):\(Self.place("$2", betas))"
  }

  /// The value at an index, in gnuplot's terms, of values of equal distances.
  static func place(_ index: String, _ values: [Double]) -> String {
    let last = values[values.count - 1]
    let step = (last - values[0]) / Double(values.count - 1)
    // A last place that rounding puts past the axis would not be drawn.
    return "(\(index) < \(values.count - 1) ? \(values[0]) + (\(index)) * \(step) : \(last))"
  }
}
