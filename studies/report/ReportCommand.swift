import ArgumentParser
import Foundation
import Pages
import Records
import Reports
import Runs

/// The pages of all results, for a browser.
@main
struct ReportCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes results/report/index.html, the ledger's page, and index.html in every study's folder.",
    discussion: """
      A page is one file that asks for no other: it opens without a network and without a server, and without JavaScript its figures and tables are there. It is made from \
      the files of results alone: summaries, figures' data and scripts, the ledger, and the studies' page, studies/README.md, if that stands in a folder above.
      """, version: Toolkit.version)

  @Option(help: "Folder with the studies' results and the ledger. (default: \(Toolkit.results))", transform: PathOption.path)
  var results = Toolkit.results

  @Flag(help: "Say nothing where all goes well.")
  var quiet = false

  func run() throws {
    let written = try Report.write(results: results, vocabulary: .catalogues)
    guard !quiet else { return }
    let largest = Double(written.largest) / 1000
    try StandardStreams.print(
      """
      \(written.pages.count) pages of \(written.bytes / 1000) KB together, the largest of \(Int(largest)) KB.
      Report: \(results)/report/index.html
      """)
  }
}
