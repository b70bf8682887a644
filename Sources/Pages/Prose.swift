internal import Foundation
internal import Records

/// What the studies' page says of one study, cut into what is asked and what came out.
struct Prose {
  /// What is asked, and how it is measured.
  let method: [Markdown.Block]
  /// What came out of the committed results.
  let outcome: [Markdown.Block]
  /// Where this differs from what was published.
  let differences: [Markdown.Block]
  /// What is said of single figures, in Markdown.
  let captions: [(figure: String, text: String)]
  /// Where links of the text lead from a study's folder: the text stands one folder beside them.
  let link: @Sendable (String) -> String

  /// The section of a study in the page that stands in a folder above its results, `studies/README.md`; nil where there is none. `name` is the folder's, which begins
  /// with the section's heading.
  init?(for name: String, above folder: String) {
    guard let (text, up) = Self.page("studies/README.md", above: folder), let section = Self.section(name, of: text) else { return nil }
    self.init(section, up: up)
  }

  /// A page that stands in a folder above another, and how that leads to it; nil where there is none.
  static func page(_ name: String, above folder: String) -> (text: String, up: String)? {
    var url = URL(fileURLWithPath: folder).standardizedFileURL
    var up = ""
    while url.path != "/", url.pathComponents.count > 1 {
      url.deleteLastPathComponent()
      up += "../"
      let path = url.appendingPathComponent(name).path
      guard FileManager.default.fileExists(atPath: path), let data = try? AtomicFiles.read(path) else { continue }
      return (String(decoding: data, as: UTF8.self), up)
    }
    return nil
  }

  /// Where links of `studies/` lead from a folder from which `up` leads to the repository's.
  static func link(_ target: String, up: String) -> String {
    if target.contains(":") { return target }
    if target.hasPrefix("#") { return "\(up)studies/README.md\(target)" }
    return target.hasPrefix("../") ? up + target.dropFirst(3) : "\(up)studies/\(target)"
  }

  /// A section's text; `up` leads from the study's folder to the repository's.
  init(_ section: String, up: String) {
    var (method, outcome, differences, captions) = (
      [Markdown.Block](), [Markdown.Block](), [Markdown.Block](), [(figure: String, text: String)]()
    )
    var isOutcome = false
    for block in Markdown.blocks(section) {
      if block[0].hasPrefix("What came out") { isOutcome = true }
      if block[0].hasPrefix("What differs") {
        differences.append(block)
      } else if block[0].hasPrefix("- ") {
        let items = Markdown.items(block)
        captions += items.filter { $0.hasPrefix("`figure-") }.flatMap(Self.captions)
        let rest = items.filter { !$0.hasPrefix("`figure-") }.map { "- \($0)" }
        if !rest.isEmpty { isOutcome ? outcome.append(rest) : method.append(rest) }
      } else {
        isOutcome ? outcome.append(block) : method.append(block)
      }
    }
    (self.method, self.outcome, self.differences, self.captions) = (method, outcome, differences, captions)
    link = { Self.link($0, up: up) }
  }

  /// The section under the longest heading that a study's name is or begins with.
  static func section(_ name: String, of text: String) -> String? {
    let sections = ("\n" + text).split(separator: "\n## ", omittingEmptySubsequences: false).dropFirst()
    let found = sections.filter { section in
      let heading = section.prefix { $0 != "\n" }.trimmingCharacters(in: .whitespaces)
      return name == heading || name.hasPrefix(heading + "-")
    }.max { $0.prefix { $0 != "\n" }.count < $1.prefix { $0 != "\n" }.count }
    return found.map { String($0.drop { $0 != "\n" }) }
  }

  /// Figures in the order in which they are spoken of: first training, if nothing is said of it, then the others; last those that nothing is said of.
  func ordered(_ figures: [String]) -> [String] {
    func place(_ figure: String) -> Int {
      captions.firstIndex { $0.figure == figure } ?? (figure.hasPrefix("figure-training") ? -1 : Int.max)
    }
    return figures.sorted { (place($0), $0) < (place($1), $1) }
  }

  /// What is said of a figure, as HTML; empty where nothing is.
  func caption(_ figure: String) -> String {
    guard let text = captions.first(where: { $0.figure == figure })?.text, let first = text.first else { return "" }
    // A Greek letter is a symbol: λ is not Λ.
    return Markdown.inline((first.isASCII ? first.uppercased() : String(first)) + text.dropFirst(), link)
  }

  /// What a line says of figures: the words behind each name; names that a comma joins share theirs.
  static func captions(_ line: String) -> [(figure: String, text: String)] {
    var captions = [(figure: String, text: String)]()
    var names = [String]()
    for part in line.components(separatedBy: "`figure-").dropFirst() {
      let name = part.prefix { $0 != "`" }
      names.append("figure-\(name)")
      let rest = part.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
      guard rest != "," else { continue }
      let text = rest.trimmingCharacters(in: CharacterSet(charactersIn: " ,:;"))
      captions += names.map { (figure: $0, text: text == "." ? "" : text) }
      names = []
    }
    return captions + names.map { (figure: $0, text: "") }
  }
}
