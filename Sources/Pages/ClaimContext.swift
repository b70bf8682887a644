internal import Foundation
internal import Records

/// What templates show of a claim: the ledger's own words and numbers.
enum ClaimContext {
  /// The context of a claim, with where its figure and its study are seen.
  static func make(_ claim: LedgerResults.Claim, figureLink: String?, studyLink: String?) -> [String: Any] {
    let isRatio = claim.kind == "ratio"
    let interval = claim.estimate.map { (estimate: $0, lower: claim.lower ?? .nan, upper: claim.upper ?? .nan) }
    let measured = StudyResults.Range(estimate: claim.estimate, lower: claim.lower, upper: claim.upper).text
    var row = ForestRow()
    (row.interval, row.values, row.isRatio) = (interval, claim.values.map(\.value), isRatio)
    row.region = ForestRow.Region(claim.hypothesis)
    if let control = claim.control, let estimate = control.estimate, let lower = control.lower, let upper = control.upper {
      row.control = (estimate, lower, upper)
    }
    let name = claim.estimate == nil ? "not measured; claimed \(claim.hypothesis)" : "\(measured); claimed \(claim.hypothesis)"
    var details = [[String: Any]]()
    func detail(_ term: String, _ text: String?) {
      if let text, !text.isEmpty { details.append(["term": term, "text": Markdown.inline(text)]) }
    }
    detail("in the lock", (claim.alone ?? claim.claim) == claim.claim ? nil : claim.claim)
    detail("measure", claim.measure + (isRatio ? " (ratio)" : ""))
    detail("why the region ends there", claim.margin)
    detail("published", claim.published)
    // A median outside of the mean's interval is another answer; inside it is none.
    detail("median over seeds", claim.median.map(ShortNumber.text))
    detail(
      "test",
      claim.pValue.map {
        "\(claim.test), p \(ShortNumber.text($0)); over the study's claims (Holm) \(ShortNumber.text(claim.adjustedPValue ?? .nan))"
      })
    if claim.isHeadline {
      detail("as a headline claim", "\(claim.headlineVerdict ?? "undecided"), p (Holm) \(ShortNumber.text(claim.headlinePValue ?? .nan))")
    }
    if let control = claim.control {
      let range = StudyResults.Range(estimate: control.estimate, lower: control.lower, upper: control.upper)
      detail("control", "\(control.name): \(range.text), 90 % interval")
    }
    detail("takes for granted", claim.premise.map { "\($0.name) (\($0.hypothesis))" })
    if claim.shareInRegion.count == 3, let share = claim.shareInRegion[0] {
      let ends = claim.shareInRegion.dropFirst().map { $0.map { "\(Int((100 * $0).rounded()))" } ?? "–" }
      detail("seeds in the region", "\(Int((share * Double(claim.seeds)).rounded())) of \(claim.seeds) (\(ends.joined(separator: "–")) %)")
    }
    if let beyond = claim.shareBeyondNone?.first ?? nil {
      detail("seeds beyond no effect", "\(Int((beyond * Double(claim.seeds)).rounded())) of \(claim.seeds)")
    }
    detail(
      "could show",
      claim.detectable.map { "\(isRatio ? "a factor of " : "")\(ShortNumber.text($0)) from a bound, by a t test without correction" })
    detail("different from what was published", claim.differences)
    detail("made by", claim.command)
    detail("runs", claim.runs.isEmpty ? nil : "\(claim.runs.count), set \(claim.runSet)")
    var context: [String: Any] = [
      "claim": claim.alone ?? claim.claim, "identifier": claim.identifier, "source": claim.source,
      "papers": LedgerResults.papers(claim.source).joined(separator: "|"),
      "study": claim.study, "networks": (claim.networks ?? []).joined(separator: ", "),
      "network_list": (claim.networks ?? []).joined(separator: "|"), "forest": row.svg(name: name), "measure": claim.measure,
      "measured": claim.estimate == nil ? "–" : measured, "hypothesis": claim.hypothesis, "verdict": claim.verdict,
      "verdict_class": claim.verdict.replacing(" ", with: "-"), "reason": claim.reason, "lock": claim.lock, "details": details,
      "estimate": claim.estimate.map { "\(isRatio ? log($0) : $0)" } ?? "", "published": claim.published ?? "–",
      "order": verdicts.firstIndex(of: claim.verdict) ?? verdicts.count,
    ]
    if claim.isHeadline { context["headline"] = true }
    if !claim.reason.isEmpty { context["why"] = true }
    if let figureLink { context["figure"] = ["link": figureLink, "name": claim.figureName] }
    if let studyLink { context["page"] = ["link": studyLink] }
    if !claim.values.isEmpty {
      context["seeds"] = ["list": claim.values.map { ["seed": $0.seed, "value": ShortNumber.text($0.value)] as [String: Any] }]
    }
    return context
  }

  /// The verdicts in the ledger's order, and what stands where nothing was measured.
  private static let verdicts = ["holds", "does not hold", "undecided", "void", "not measured"]

  /// How many claims have each verdict, in the ledger's order.
  static func counts(_ claims: [LedgerResults.Claim]) -> [[String: Any]] {
    verdicts.map { name in
      ["verdict": name, "verdict_class": name.replacing(" ", with: "-"), "count": claims.count { $0.verdict == name }]
    }
  }
}
