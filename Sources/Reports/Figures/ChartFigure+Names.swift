extension ChartFigure {
  /// Where the names of curves stand.
  enum Names {
    /// Below each panel.
    case below
    /// On the right of each.
    case beside
    /// Below all of them, once; every panel's title has so many pixels above the panel.
    case once(titleRoom: Int)

    /// Beside where that was asked for; once where several panels have the same curves, so that none loses its room to their names.
    init(_ panels: [Panel], beside: Bool) {
      func curves(_ panel: Panel) -> [String] {
        panel.series.map { "\($0.points.isEmpty) \($0.title) \($0.color) \($0.isDashed)" } + [panel.reference?.title ?? ""]
      }
      let isOne = panels.count > 1 && panels.dropFirst().allSatisfy { curves($0) == curves(panels[0]) }
      let titleRoom = panels.allSatisfy(\.diverged.isEmpty) ? 45 : 68
      self = beside ? .beside : isOne && panels[0].series.contains { !$0.points.isEmpty } ? .once(titleRoom: titleRoom) : .below
    }

    /// The size of a figure of so many panels, in pixels.
    func size(rows: Int, columns: Int) -> (width: Int, height: Int) {
      switch self {
      case .below: (480 * columns, 380 * rows)
      case .beside: (660 * columns, 380 * rows)
      case .once(let titleRoom): (475 * columns, (285 + titleRoom) * rows + 45)
      }
    }

    /// What follows `set multiplot layout rows,columns`: with names below all panels their places are given, in shares of the figure.
    func margins(rows: Int, columns: Int) -> String {
      guard case .once(let titleRoom) = self else { return "" }
      let (width, height) = size(rows: rows, columns: columns)
      let places = [
        Self.share(95, of: width), Self.share(width - 32, of: width), Self.share(100, of: height),
        Self.share(height - titleRoom, of: height),
      ]
      let spacing = [Self.share(110, of: width), Self.share(60 + titleRoom, of: height)]
      func list(_ shares: [Double]) -> String { shares.map { "\($0)" }.joined(separator: ",") }
      return " margins screen \(list(places)) spacing screen \(list(spacing))"
    }

    private static func share(_ pixels: Int, of all: Int) -> Double { (1e4 * Double(pixels) / Double(all)).rounded() / 1e4 }

    /// The key of a panel.
    var key: String {
      switch self {
      case .below: "set key outside bottom center horizontal samplen 2 height 1"
      case .beside: "set key outside right center vertical Left reverse samplen 2"
      case .once: "unset key"
      }
    }

    /// What draws the names below all panels: a plot of nothing, as wide as the figure, since a key has no more columns than fit into its plot. `curves` are plots' styles
    /// with titles.
    func footer(_ curves: [String], rows: Int, columns: Int) -> String {
      guard case .once = self else { return "" }
      let height = size(rows: rows, columns: columns).height
      return """
        unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
        set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen \(Self.share(45, of: height))
        set xrange [0:1]; set yrange [0:1]
        set key inside center center horizontal maxrows 1 samplen 2
        plot \(curves.map { "NaN \($0)" }.joined(separator: ", \\\n  "))

        """
    }
  }
}
