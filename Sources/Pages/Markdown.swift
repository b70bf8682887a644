internal import Foundation

/// The part of Markdown that the repository's pages are written in, as HTML: headings, paragraphs, lists, quotations, tables, code, emphasis and links.
enum Markdown {
  /// A piece of a text: lines with no empty one between them.
  typealias Block = [String]

  /// The pieces of a text, without its comments, which are for programs.
  static func blocks(_ text: some StringProtocol) -> [Block] {
    var blocks = [Block()]
    for line in String(text).replacing(/<!--[^>]*-->/, with: "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.trimmingCharacters(in: .whitespaces).isEmpty {
        blocks.append([])
      } else {
        blocks[blocks.count - 1].append(line)
      }
    }
    return blocks.filter { !$0.isEmpty }
  }

  /// Pieces as HTML; `link` says where a link of the text leads from the page.
  static func html(_ blocks: [Block], link: (String) -> String = { $0 }) -> String {
    blocks.map { block in
      if block[0].hasPrefix("- ") {
        return "<ul>" + items(block).map { "<li>\(inline($0, link))</li>" }.joined() + "</ul>"
      }
      if let first = block[0].prefixMatch(of: #/(\d+)\. /#) {
        return "<ol start=\"\(first.1)\">" + items(block).map { "<li>\(inline($0, link))</li>" }.joined() + "</ol>"
      }
      if block[0].hasPrefix("> ") {
        return
          "<blockquote><p>\(inline(block.map { $0.hasPrefix("> ") ? String($0.dropFirst(2)) : $0 }.joined(separator: " "), link))</p></blockquote>"
      }
      if block[0].hasPrefix("|"), block.count > 1 { return table(block, link) }
      if let mark = block[0].prefixMatch(of: #/#+ /#) { return "<h3>\(inline(String(block[0][mark.range.upperBound...]), link))</h3>" }
      return "<p>\(inline(block.joined(separator: " "), link))</p>"
    }.joined(separator: "\n")
  }

  /// The items of a list, each on one line.
  static func items(_ block: Block) -> [String] {
    block.reduce(into: []) { items, line in
      if let mark = line.prefixMatch(of: #/- |\d+\. /#) {
        items.append(String(line[mark.range.upperBound...]))
      } else if !items.isEmpty {
        items[items.count - 1] += " " + line.trimmingCharacters(in: .whitespaces)
      }
    }
  }

  private static func table(_ block: Block, _ link: (String) -> String) -> String {
    func cells(_ line: String) -> [String] {
      let marked = line.replacing("\\|", with: "\u{1}").trimmingCharacters(in: .whitespaces)
      return marked.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces).replacing("\u{1}", with: "|")
      }
    }
    let heads = cells(block[0]).map { "<th scope=\"col\">\(inline($0, link))</th>" }.joined()
    let rows = block.dropFirst(2).map { line in "<tr>\(cells(line).map { "<td>\(inline($0, link))</td>" }.joined())</tr>" }.joined()
    return
      "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>"
  }

  /// A line as HTML.
  static func inline(_ text: String, _ link: (String) -> String = { $0 }) -> String {
    // Code first: nothing in it is a mark.
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return emphasis(HTML.escaped(text), link) }
    return parts.enumerated().map { index, part in
      index % 2 == 1 ? "<code>\(HTML.escaped(part))</code>" : emphasis(HTML.escaped(part), link)
    }.joined()
  }

  private static func emphasis(_ text: String, _ link: (String) -> String) -> String {
    text.replacing(/\[([^\]]+)\]\(([^)\s]+)\)/) { "<a href=\"\(link(String($0.2)))\">\($0.1)</a>" }
      .replacing(/\*\*([^*]+)\*\*/) { "<strong>\($0.1)</strong>" }
      .replacing(/\*([^*\s][^*]*)\*/) { "<em>\($0.1)</em>" }
  }
}
