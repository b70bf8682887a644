internal import Records

/// The figures of a page.
struct PageFigures {
  let list: [PageFigure]

  /// The most bytes of figures on a page: the next ones are links alone, so that a page stays below a megabyte.
  static let mostBytes = 700_000

  /// Reads figures of a folder by their names.
  ///
  /// - Throws: `RecordError` where a file of a figure is missing.
  init(_ names: [String], in folder: String) throws(RecordError) {
    var numbers = [String: Int]()
    var list = [PageFigure]()
    var bytes = 0
    // Surfaces in three dimensions show what the plane beside them shows, which the page turns itself.
    let all = Set(names)
    for name in names where !(name.contains("-surface") && all.contains(name.replacing("-surface", with: "-contours"))) {
      let figure = try PageFigure(name, in: folder, numbers: &numbers)
      let fits = bytes + figure.bytes <= Self.mostBytes
      if fits { bytes += figure.bytes }
      list.append(fits ? figure : figure.omitted)
    }
    self.list = list
  }

  /// Those that are shown as gnuplot drew them.
  var pictures: [String] { list.filter { if case .picture = $0.content { true } else { false } }.map(\.name) }

  /// The scripts that a page of them needs.
  var scripts: [Templates.Script] {
    let hasCharts = list.contains { if case .charts = $0.content { true } else { false } }
    let hasPlanes = list.contains { if case .planes = $0.content { true } else { false } }
    return (hasCharts ? [.charts] : []) + (hasPlanes ? [.surfaces] : [])
  }
}
