internal import Foundation
internal import Records

/// A figure of a results' folder as a page shows it: drawn anew from its table and script where these are in the known forms, else as gnuplot drew it.
struct PageFigure {
  /// A curve's name with its look.
  struct Name: Equatable {
    var number: Int
    var title: String
    var colour: String
    var isDashed: Bool
    var isBand: Bool
  }

  /// How it is shown.
  enum Content {
    case charts([(title: String, svg: String)], names: [Name])
    case planes([(title: String, svg: String)], bar: String, note: String)
    /// The picture that gnuplot drew, as a `data:` address.
    case picture(String)
    /// Not at all, but for links to its files.
    case omitted
  }

  /// Name without ending.
  let name: String
  /// The title above all panels.
  let title: String
  let content: Content

  /// The most points of a plane that is drawn anew.
  static let largestPlane = 20_000
  /// The most bytes of a picture that stands on a page as it is.
  static let largestPicture = 300_000

  /// Reads a figure of a folder; `numbers` are those of the page's curves by their names and looks, and grow.
  ///
  /// - Throws: `RecordError` where a file of the figure is missing.
  init(_ name: String, in folder: String, numbers: inout [String: Int]) throws(RecordError) {
    let path = "\(folder)/\(name)"
    self.name = name
    let text = String(decoding: try AtomicFiles.read("\(path).gnuplot"), as: UTF8.self)
    let table = try CSVTable(contentsOf: "\(path).csv")
    var drawn: (title: String, content: Content)?
    do throws(FigureScript.Unknown) {
      let script = try FigureScript(text)
      let isPlane = script.panels.contains { $0.plane != nil }
      drawn = (script.title, try isPlane ? Self.planes(script, table, folder) : Self.charts(script, table, &numbers))
    } catch {}
    title = drawn?.title ?? ""
    if let drawn { content = drawn.content } else { content = .picture(try Self.picture(path)) }
  }

  private static func charts(
    _ script: FigureScript, _ table: CSVTable, _ numbers: inout [String: Int]
  ) throws(FigureScript.Unknown) -> Content {
    let columns = ColumnNumbers(table)
    var panels = [(title: String, svg: String)]()
    var names = [Name]()
    for panel in script.panels {
      let chart = try Chart(panel, columns)
      var own = [Int]()
      for series in chart.series {
        guard let title = series.title, !title.isEmpty else {
          own.append(0)
          continue
        }
        // Where one title has two looks, each has its switch.
        let look = "\(title) \(series.colour) \(series.isDashed)"
        let number = numbers[look] ?? numbers.count
        numbers[look] = number
        own.append(number)
        if !names.contains(where: { $0.number == number }) {
          names.append(
            Name(
              number: number, title: title, colour: series.colour, isDashed: series.isDashed, isBand: !series.hasLine && !series.hasPoints))
        }
      }
      let name = [script.title, panel.title].filter { !$0.isEmpty }.joined(separator: ": ")
      // A panel without a title is named for its curves.
      let title = panel.title.isEmpty && script.panels.count > 1 ? chart.series.compactMap(\.title).joined(separator: ", ") : panel.title
      panels.append((title, ChartDrawing(chart: chart, numbers: own).svg(name: name.isEmpty ? title : name)))
    }
    return .charts(panels, names: names)
  }

  private static func planes(_ script: FigureScript, _ table: CSVTable, _ folder: String) throws(FigureScript.Unknown) -> Content {
    let columns = ColumnNumbers(table)
    var panels = [(title: String, svg: String)]()
    for panel in script.panels {
      guard let plane = panel.plane else { throw FigureScript.Unknown(form: "a chart beside planes") }
      let last = plane.last ?? table.columns.count - 1
      let places = Array(plane.first...max(plane.first, last))
      // Headers are α, or the panel's number and α.
      let alphas = places.filter(table.columns.indices.contains).compactMap {
        table.columns[$0].split(separator: " ").last.flatMap { Double($0) }
      }
      let betas = (0..<columns.rowCount).map { columns[0, $0] }
      guard alphas.count == places.count, alphas.count > 1, betas.count > 1, betas.allSatisfy(\.isFinite),
        alphas.count * betas.count <= largestPlane
      else {
        throw FigureScript.Unknown(form: "a plane of \(alphas.count) × \(betas.count)")
      }
      let values = betas.indices.flatMap { row in places.map { columns[$0, row] } }
      let path = plane.path.flatMap { try? CSVTable(contentsOf: "\(folder)/\($0)") }
      let way = path.map { zip($0.numbers("alpha") ?? [], $0.numbers("beta") ?? []).map { (alpha: $0, beta: $1) } } ?? []
      let drawing = PlaneDrawing(
        grid: PlaneDrawing.Grid(alphas: alphas, betas: betas, values: values), scale: script.colourScale,
        x: panel.x.label.isEmpty ? "α" : panel.x.label, y: panel.y.label.isEmpty ? "β" : panel.y.label,
        path: way.filter { $0.alpha.isFinite && $0.beta.isFinite })
      panels.append(
        (panel.title, drawing.svg(name: [script.colourScale.label, panel.title].filter { !$0.isEmpty }.joined(separator: ": "))))
    }
    return .planes(panels, bar: ColourRamp.bar(script.colourScale), note: script.colourScale.note)
  }

  private static func picture(_ path: String) throws(RecordError) -> String {
    let drawing = try AtomicFiles.read("\(path).svg")
    if drawing.count <= largestPicture { return "data:image/svg+xml;base64,\(drawing.base64EncodedString())" }
    return "data:image/png;base64,\(try AtomicFiles.read("\(path).png").base64EncodedString())"
  }

  private init(_ name: String, _ title: String, _ content: Content) { (self.name, self.title, self.content) = (name, title, content) }

  /// The same figure, as links to its files.
  var omitted: PageFigure { PageFigure(name, title, .omitted) }

  /// About how large it is on a page.
  var bytes: Int {
    switch content {
    case .charts(let panels, _), .planes(let panels, _, _): panels.reduce(0) { $0 + $1.svg.utf8.count }
    case .picture(let address): address.utf8.count
    case .omitted: 0
    }
  }

  /// The figure's name in words: `loss band` for `figure-loss-band`.
  var words: String { name.replacing("figure-", with: "").replacing("-", with: " ") }

  /// What a template shows of it. `caption` is HTML.
  func context(caption: String) -> [String: Any] {
    var context: [String: Any] = [
      "name": name, "words": words.prefix(1).uppercased() + words.dropFirst(), "caption": caption,
      "files": ["csv", "svg", "png", "gnuplot"].map { ["file": "\(name).\($0)", "ending": $0] as [String: Any] },
    ]
    if !title.isEmpty { context["title"] = HTML.titled(title) }
    func list(_ panels: [(title: String, svg: String)]) -> [[String: Any]] {
      panels.map { ["title": HTML.titled($0.title), "svg": $0.svg] }
    }
    switch content {
    case .charts(let panels, let names):
      context["charts"] = ["panels": list(panels), "isAlone": panels.count == 1] as [String: Any]
      if !names.isEmpty {
        context["names"] = [
          "list": names.map { name in
            [
              "number": name.number, "shape": name.number % 8, "title": HTML.titled(name.title), "light": name.colour,
              "dark": Contrast.onDark(name.colour), "dash": name.isDashed ? " dashed" : "", "band": name.isBand,
            ] as [String: Any]
          }
        ]
      }
    case .planes(let panels, let bar, let note):
      context["planes"] = ["panels": list(panels), "bar": bar, "note": note, "isAlone": panels.count == 1] as [String: Any]
    case .picture(let address): context["picture"] = address
    case .omitted: context["omitted"] = true
    }
    return context
  }
}
