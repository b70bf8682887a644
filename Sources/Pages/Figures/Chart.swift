internal import Foundation
internal import Records

/// A panel with its numbers: what a figure's script draws of its table.
struct Chart {
  /// A point; `lower` and `upper` are its band's ends, where there is one.
  struct Point: Equatable {
    var x: Double
    var y: Double
    var lower = Double.nan
    var upper = Double.nan
  }

  /// A curve, a band or both.
  struct Series {
    var title: String?
    var colour: String
    var isDashed = false
    /// Whether its points stand out, and whether a line joins them.
    var hasPoints = false
    var hasLine = true
    /// How much a band covers of what is behind it.
    var opacity = 0.15
    /// Points in order; a gap begins a new list.
    var pieces: [[Point]] = []
  }

  /// A straight line across at a height.
  struct Reference: Equatable {
    var y: Double
    var title: String?
  }

  let title: String
  let x: ChartAxis
  let y: ChartAxis
  let series: [Series]
  let references: [Reference]
  /// Whether it is a pile of shapes, of which heights say nothing.
  let isRidge: Bool

  /// The panel of a script, with the numbers of its table.
  ///
  /// - Throws: `FigureScript.Unknown` where it asks for a column that the table has not.
  init(_ panel: FigureScript.Panel, _ table: ColumnNumbers) throws(FigureScript.Unknown) {
    title = panel.title
    var series = [Series]()
    var references = [Reference]()
    var bands = [(columns: [FigureScript.Column], element: FigureScript.Element)]()
    // A line without a name that follows a band without one lies over it.
    var outlines = [Int: [FigureScript.Column]]()
    for element in panel.elements {
      switch element.source {
      case .constant(let value): references.append(Reference(y: value, title: element.title))
      case .columns(let columns):
        guard columns.allSatisfy({ table.has($0) }) else { throw FigureScript.Unknown(form: "column of \(element.title ?? "no title")") }
        if element.style == "filledcurves" {
          bands.append((columns, element))
        } else if Self.isEdge(columns, of: bands) {
          continue
        } else if element.title == nil, let band = bands.last, band.element.title == nil, band.columns[0] == columns[0] {
          outlines[bands.count - 1] = columns
        } else {
          series.append(Self.curve(columns, element, table))
        }
      }
    }
    // A band without a name belongs to the first curve of its colour that has none; where there are no curves it stands for itself.
    var isTaken = [Bool](repeating: false, count: series.count)
    var own = [Series]()
    for (place, band) in bands.enumerated() {
      if band.element.title == nil,
        let index = series.indices.first(where: { !isTaken[$0] && series[$0].colour == band.element.colour })
      {
        isTaken[index] = true
        series[index].opacity = band.element.opacity
        Self.add(band.columns, to: &series[index], table)
      } else {
        var piece = Series(title: band.element.title, colour: band.element.colour, opacity: band.element.opacity)
        piece.hasLine = false
        piece.pieces = Self.pieces(band.columns, table) { Point(x: $0[0], y: .nan, lower: min($0[1], $0[2]), upper: max($0[1], $0[2])) }
        if let outline = outlines[place] {
          piece.hasLine = true
          let line = Self.pieces(outline, table) { Point(x: $0[0], y: $0[1]) }.flatMap(\.self)
          let heights = Dictionary(line.map { ($0.x, $0.y) }) { first, _ in first }
          for part in piece.pieces.indices {
            for point in piece.pieces[part].indices { piece.pieces[part][point].y = heights[piece.pieces[part][point].x] ?? .nan }
          }
        }
        own.append(piece)
      }
    }
    self.series = own + series
    self.references = references
    isRidge = !own.isEmpty && own.allSatisfy { $0.title == nil }
    let points = self.series.flatMap { $0.pieces.flatMap(\.self) }
    x = ChartAxis(panel.x, values: points.map(\.x), isTight: true)
    y = ChartAxis(panel.y, values: points.flatMap { [$0.y, $0.lower, $0.upper] } + references.map(\.y), isTight: false)
  }

  /// Whether a curve only draws the edge of a band.
  private static func isEdge(
    _ columns: [FigureScript.Column], of bands: [(columns: [FigureScript.Column], element: FigureScript.Element)]
  ) -> Bool {
    bands.contains { $0.columns.dropFirst().contains(columns[1]) }
  }

  private static func curve(_ columns: [FigureScript.Column], _ element: FigureScript.Element, _ table: ColumnNumbers) -> Series {
    var series = Series(title: element.title, colour: element.colour, isDashed: element.isDashed)
    series.hasPoints = element.style != "lines"
    series.hasLine = element.style != "points"
    series.pieces = pieces(columns, table) { Point(x: $0[0], y: $0[1]) }
    return series
  }

  private static func add(_ columns: [FigureScript.Column], to series: inout Series, _ table: ColumnNumbers) {
    var ends = [Double: (lower: Double, upper: Double)]()
    for point in pieces(columns, table, make: { Point(x: $0[0], y: .nan, lower: $0[1], upper: $0[2]) }).flatMap(\.self) {
      ends[point.x] = (point.lower, point.upper)
    }
    for piece in series.pieces.indices {
      for index in series.pieces[piece].indices {
        guard let end = ends[series.pieces[piece][index].x] else { continue }
        (series.pieces[piece][index].lower, series.pieces[piece][index].upper) = end
      }
    }
  }

  /// The rows that are drawn as lists of points; what is not finite begins a new one.
  private static func pieces(_ columns: [FigureScript.Column], _ table: ColumnNumbers, make: ([Double]) -> Point) -> [[Point]] {
    var pieces = [[Point]()]
    for row in table.rows(columns[0].conditions) {
      let values = columns.map { table[$0.index, row] }
      if values.allSatisfy(\.isFinite) {
        pieces[pieces.count - 1].append(make(values))
      } else if !pieces[pieces.count - 1].isEmpty {
        pieces.append([])
      }
    }
    return pieces.filter { !$0.isEmpty }
  }
}

/// A table's columns as numbers.
struct ColumnNumbers {
  private let columns: [[Double]]
  let rowCount: Int

  /// The numbers of a table; a cell that is none is not a number.
  init(_ table: CSVTable) {
    columns = table.columns.indices.map { index in table.rows.map { Double($0[index]) ?? .nan } }
    rowCount = table.rows.count
  }

  subscript(column: Int, row: Int) -> Double { columns[column][row] }

  func has(_ column: FigureScript.Column) -> Bool {
    ([column.index] + column.conditions.keys).allSatisfy { columns.indices.contains($0) }
  }

  /// The rows in which columns have given values.
  func rows(_ conditions: [Int: Double]) -> [Int] {
    conditions.isEmpty ? Array(0..<rowCount) : (0..<rowCount).filter { row in conditions.allSatisfy { columns[$0.key][row] == $0.value } }
  }
}
