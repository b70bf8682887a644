internal import Foundation
public import Records

/// The page of the ledger: all claims, each effect drawn against its region.
public struct LedgerPage {
  /// The page.
  public let html: String

  /// The page of the ledger below `results`, with links to the studies whose page is there.
  ///
  /// - Throws: `RecordError` where there is no ledger, or a file that is none.
  public init(results: String) throws(RecordError) {
    guard let ledger = try LedgerResults.read("\(results)/ledger.json") else {
      throw RecordError(file: "\(results)/ledger.json", problem: "found no ledger, expected one; studies/run ledger makes it")
    }
    let pages = Set(Report.studies(below: results))
    let claims = ledger.claims.map { claim in
      let hasPage = pages.contains(claim.study)
      return ClaimContext.make(
        claim, figureLink: hasPage ? "../\(claim.study)/index.html#\(claim.figureName)" : nil,
        studyLink: hasPage ? "../\(claim.study)/index.html" : nil)
    }
    func distinct(_ values: [String]) -> [[String: Any]] {
      Set(values).filter { !$0.isEmpty }.sorted { $0.lowercased() < $1.lowercased() }.map { ["value": $0] }
    }
    func share(_ value: Double?) -> String { value.map { ShortNumber.text(100 * $0) + " %" } ?? "–" }
    var context: [String: Any] = [
      "claims": ["list": claims, "isLedger": true] as [String: Any], "total": ledger.claims.count,
      "counts": ClaimContext.counts(ledger.claims),
      "sources": distinct(ledger.claims.flatMap { LedgerResults.papers($0.source) }),
      "networks": distinct(ledger.claims.flatMap { $0.networks ?? [] }), "studies": distinct(ledger.claims.map(\.study)),
      "pages": pages.sorted().map { ["study": $0] },
      "identities": ledger.identities.map {
        [
          "identity": $0.identity, "source": $0.source, "measure": $0.measure, "largest": ShortNumber.text($0.largest ?? .nan),
          "bound": ShortNumber.text($0.bound), "met": $0.isMet ? "yes" : "no",
        ]
      },
      "untested": ledger.untested.map { ["claim": $0.claim, "source": $0.source, "reason": Markdown.inline($0.reason)] },
    ]
    if let (text, up) = Prose.page("studies/verdicts.md", above: results + "/report") {
      // Its title is the section's.
      let blocks = Markdown.blocks(text).dropFirst()
      context["guide"] = ["html": Markdown.html(Array(blocks)) { Prose.link($0, up: up) }]
    }
    if let simulation = ledger.simulation {
      context["simulation"] = [
        "rounds": "\(simulation.rounds)", "claims": share(simulation.shareOfClaims), "ledgers": share(simulation.shareOfLedgers),
      ]
    }
    html = try Templates().page("ledger", context, title: "Ledger of claims – Theodolite", scripts: [.tables])
  }
}
