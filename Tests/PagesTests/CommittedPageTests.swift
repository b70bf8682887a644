import Foundation
import Pages
import Reports
import TestSupport
import Testing

/// The pages of the repository's own results.
@Suite("pages of the committed results")
struct CommittedPageTests {
  /// What must hold of any page.
  private func check(_ html: String, _ name: String) {
    #expect(html.utf8.count < 1_000_000, "\(name): \(html.utf8.count) bytes")
    // Nothing is loaded: no address but of links, and none of another site.
    #expect(html.firstMatch(of: /(?:src|href|action|poster|srcset)\s*=\s*["']?\s*(?:https?:)?\/\//) == nil, "\(name)")
    #expect(html.firstMatch(of: /url\(\s*["']?(?:https?:)?\/\//) == nil && !html.contains("@import"), "\(name)")
    #expect(html.firstMatch(of: /<(?:iframe|object|embed|link rel="stylesheet")/) == nil, "\(name)")
    #expect(html.contains("default-src 'none'"), "\(name)")
    // Nothing stands twice: style and scripts once, no picture or plane again.
    #expect(html.matches(of: /<style>/).count == 1, "\(name)")
    let scripts = html.matches(of: /<script>/).count
    #expect(scripts == 1, "\(name)")
    for once in ["// What is switched by a box", "// The points of a path as the page's program", "const stops = ["] {
      #expect(html.components(separatedBy: once).count <= 2, "\(name): \(once)")
    }
    let long = html.matches(of: /(?:data-values|src)="([^"]{200,})"/).map { $0.1 }
    #expect(Set(long).count == long.count, "\(name)")
    let identifiers = html.matches(of: /\sid="([^"]*)"/).map { $0.1 }
    #expect(Set(identifiers).count == identifiers.count, "\(name)")
    #expect(html.contains("<html lang=\"en\">") && html.matches(of: /<h1>/).count == 1, "\(name)")
  }

  @Test("a study's page is small, asks for nothing and holds nothing twice", arguments: Committed.studies)
  func study(name: String) throws {
    let folder = "\(Committed.results)/\(name)"
    let page = try StudyPage(folder: folder, vocabulary: .catalogues)
    check(page.html, name)
    let committed = try String(contentsOfFile: "\(folder)/index.html", encoding: .utf8)
    #expect(
      committed == page.html, "results/\(name)/index.html is not what its files and the studies' page give: studies/run report makes it")
    // Links to files beside it lead somewhere.
    for link in page.html.matches(of: /href="([^"#:]+?)(?:#[^"]*)?"/).map({ String($0.1) }) where !link.hasSuffix("index.html") {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/\(link)"), "\(name): \(link)")
    }
    for effect in page.html.matches(of: /<th scope="row"><code>([^<]*)</) { #expect(!effect.1.isEmpty) }
    // Every axis has two numbers or words at least, whatever form its script gives them.
    let charts = page.html.matches(of: /<g class="labels">(.*?)<\/g><g class="labels left">(.*?)<\/g>/)
    #expect(charts.isEmpty == !page.html.contains("class=\"labels"), "\(name)")
    for chart in charts {
      for labels in [chart.1, chart.2] { #expect(labels.matches(of: /<text x="[^"]*" y="[^"]*">[^<]/).count >= 2, "\(name): \(labels)") }
    }
  }

  @Test("the ledger's page says of every claim what the ledger says")
  func ledger() throws {
    let html = try LedgerPage(results: Committed.results).html
    check(html, "ledger")
    let committed = try String(contentsOfFile: "\(Committed.results)/report/index.html", encoding: .utf8)
    #expect(committed == html, "results/report/index.html is not what the ledger gives: studies/run report makes it")
    let ledger = try JSON.object(Data(contentsOf: URL(fileURLWithPath: "\(Committed.results)/ledger.json")))
    let claims = try #require(ledger["claims"] as? [[String: Any]])
    let rows = html.components(separatedBy: "<tr id=\"").dropFirst()
    #expect(rows.count == claims.count)
    for (row, claim) in zip(rows, claims) {
      let verdict = try #require(claim["verdict"] as? String)
      let identifier = try #require(claim["identifier"] as? String)
      let lock = try #require(claim["lock"] as? String)
      #expect(row.hasPrefix("\(identifier)\" data-verdict=\"\(verdict)\""))
      #expect(row.contains(">\(verdict)</span>") && row.contains(">\(lock)</td>"))
      let seeds = (claim["values"] as? [Any])?.count ?? 0
      #expect(row.components(separatedBy: "class=\"seed\"").count == seeds + 1)
    }
  }

  @Test("without a ledger there is one line that says how to make it")
  func missing() throws {
    let folder = try TemporaryFolder.make()
    let result = try Command.run("report", "--results none", in: folder)
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errors == "Error: none/ledger.json: found no ledger, expected one; studies/run ledger makes it\n", "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }
}
