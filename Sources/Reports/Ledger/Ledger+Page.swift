internal import Runs
internal import Statistics

extension Ledger {
  /// `ledger.md`: the page that a person reads.
  public var markdown: String {
    var text = head + headlines
    var number = 0
    for study in studies { text += section(study, &number) }
    text += void(&number)
    text +=
      "## Identities, checked\n\nThese are true by mathematics: no data could speak against them. What is left of an equality is rounding; a bound's ratio is at most 1.\n\n"
    text += "| identity | source | error | largest over seeds | bound | met |\n| --- | --- | --- | --- | --- | --- |\n"
    for check in checks {
      let own = check.identity
      let cells = [
        own.sentence, own.source, own.measure, check.largest.isFinite ? Summary.short(check.largest) : "not measured",
        Summary.short(own.bound), check.isMet ? "yes" : "no",
      ]
      text += Self.line(cells)
    }
    text += "\n## Not tested\n\n| claim | source | reason |\n| --- | --- | --- |\n"
    for claim in untested { text += Self.line([claim.sentence, claim.source, claim.reason]) }
    return text
  }

  private var head: String {
    let families = simulation.families.filter { $0.key != Self.headlineName }
    let isHigher = families.count { $0.value > Judgement.level }
    let largest = families.max { ($0.value, $1.key) < ($1.value, $0.key) }
    func percent(_ share: Double) -> String { Summary.short(100 * share) + " %" }
    return """
      # Ledger of claims

      What the literature says of batch normalization, and what was measured here. Of \(rows.count) claims \(measured) are measured: \(count(.holds)) hold, \
      \(count(.doesNotHold)) do not, \(count(.undecided) - waiting) are undecided.\(count(.void) == 0 ? "" : " \(count(.void)) are void and say nothing: they stand apart, [at the end](#void).") \(waiting == 0 ? "" : "Not measured: \(waiting). ")Every effect is the mean over seeds with its 95 % interval (BCa \
      bootstrap, expanded for few values); ratios are geometric means. Over the grid of `sharpness` the units are configurations in place of seeds. All networks here are small and their data are Fashion-MNIST or Gaussian: a verdict is one on \
      these, not on ImageNet.

      **The rule** (`Sources/Reports/Ledger/Judgement.swift`):

      1. A claim names a *region* for its effect. Where it says “less” or “more”, the region begins at the smallest effect of interest, and not at none.
      2. The values by seed are tested against the region's bounds: most contrasts by sign flips; levels, shares, and contrasts too skewed for flips by the exact sign test. `ledger.csv` has each claim's test.
      3. p values are corrected by Holm's method over the claims of a heading below, at most \(Self.largestFamily); those of the headline claims, at most \(Self.largestHeadline), over these alone.
      4. A claim *holds* if the corrected p is at most 0.05 and the 95 % interval lies in the region; of a claim that two things are the same, the 90 % interval. It *does not hold* \
      if the corrected p is at most 0.05 and the 95 % interval lies outside. Else it is *undecided*.
      5. A verdict that one seed decides is undecided: it must stand without any one of them.
      6. A claim that two things are the same names a *control*; one that something has a certain value may. Unless the control's 90 % interval lies outside of the region, the claim is *void*. \
      So is a claim whose premise, where it names one, is not seen.

      **How often it errs**, by \(simulation.rounds) simulated ledgers of this one's sizes and spreads in which every effect lies on a bound of its region: \
      \(percent(simulation.claims)) of the claims get a verdict, which is then wrong. Points 1 to 5 are meant to keep families with any wrong verdict to \(Int(100 * Judgement.level)) %. So it is for \(families.count - isHigher) of \(families.count), give or take \
      \(percent((Judgement.level * (1 - Judgement.level) / Double(simulation.rounds)).squareRoot())), the standard error of so many ledgers; the highest share is \(largest.map { "\(percent($0.value)) (`\($0.key)`)" } ?? "none"), that of the headline claims \(percent(simulation.families[Self.headlineName] ?? 0)). Of all these ledgers \(percent(simulation.ledgers)) have a wrong verdict somewhere. \
      Why some families err more was not taken apart: a bootstrap interval of twelve skewed values is narrow, and sign flips ask for symmetry about the bound. Point 6 is left out: it only takes verdicts away.

      In the tables, *in region* is the share of seeds whose own value lies there, with its exact 95 % interval, and behind it, for contrasts whose region does not hold a ratio of 1 or a difference of 0, how many lie on the claimed side of that, whatever the margin; *could show* is how far from a bound the mean would have to be \
      (a factor, for ratios) for so many seeds to show it in four cases of five by a t test, before any correction. A claim is *locked* if it stood with its region and its runs before any results of its study; *renewed* if so, but results of an earlier design had been seen; *seen* if it is older than the lock; \
      *changed* or *added* if that was done after results of these runs had been seen. Of results that lay elsewhere than in `results/` the lock knows nothing. Other measures stand beside a claim with intervals of their own, uncorrected, and decide nothing. The lock holds sentences, effects' names, regions, tests and runs; the program that computes an effect is under version control only.

      \(preamble)


      """
  }

  private var headlines: String {
    let own = rows.filter(\.claim.isHeadline)
    guard !own.isEmpty else { return "" }
    var text =
      "## Headline claims\n\n| claim | study | claimed | measured | p (Holm, headline) | verdict |\n| --- | --- | --- | --- | --- | --- |\n"
    for row in own {
      text += Self.line([
        row.claim.alone, row.claim.study, row.claim.hypothesis.description, Self.measured(row),
        row.headline.map { "\(Summary.short($0.pValue)) (\(Summary.short($0.adjustedPValue)))" } ?? "–",
        row.headline.map { $0.reason.isEmpty ? "**\($0.verdict.rawValue)**" : "\($0.verdict.rawValue): \($0.reason)" }
          ?? "not measured: \(reason(row))",
      ])
    }
    return text + "\n"
  }

  private func section(_ study: String, _ number: inout Int) -> String {
    let own = rows.filter { $0.claim.study == study && $0.verdict != .void }
    var text = "## \(study)\n\nMade by `\(commands[study] ?? study)`.\n\n"
    guard !own.isEmpty else { return text + "All of its claims are void.\n\n" }
    text += table(own, &number)
    let margins = own.map { "\($0.claim.hypothesis.description): \($0.claim.margin)" }.reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    text += "\nRegions: \(margins.joined(separator: "; ")).\n"
    let figures = own.map(\.claim.figure).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    // A study that was not run has no figures yet.
    let isMeasured = own.contains { $0.judgement != nil }
    text += "\nFigures: \(figures.map { isMeasured ? "[\($0)](\(study)/\($0).png)" : $0 }.joined(separator: ", ")).\n"
    text += differences(own)
    let runs = Set(own.flatMap(\.runs)).sorted()
    if !runs.isEmpty { text += "\nRuns: \(runs.count), of the set `\(Self.digest(runs))`; each hash is in `ledger.json`.\n" }
    return text + "\n"
  }

  private func void(_ number: inout Int) -> String {
    let own = rows.filter { $0.verdict == .void }
    guard !own.isEmpty else { return "" }
    return """
      ## Void

      What these claims ask for is seen where it must not be: their control lies in the region too, or what they take for granted is not seen. They count in their study's family, and say nothing.


      """ + table(own, &number, namesStudy: true) + differences(own) + "\n"
  }

  /// What differs from the publications. Claims of a study share sentences: each is said once.
  private func differences(_ rows: [Row]) -> String {
    let differences = rows.flatMap { $0.claim.differences.split(separator: ". ") }.map { $0.hasSuffix(".") ? $0.dropLast() : $0 }
      .reduce(into: [Substring]()) { if !$0.contains($1) { $0.append($1) } }
    return differences.isEmpty ? "" : "\nDifferent from what was published: \(differences.joined(separator: ". ")).\n"
  }

  private func table(_ rows: [Row], _ number: inout Int, namesStudy: Bool = false) -> String {
    let study = namesStudy ? [" study |", " --- |"] : ["", ""]
    var text =
      "| |\(study[0]) claim | source | measure | claimed | published | measured | in region | could show | p (Holm) | verdict | lock |\n"
    text += "| --- |\(study[1]) --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
    for row in rows {
      number += 1
      var cells = cells(row, number)
      if namesStudy {
        cells[1] = row.claim.alone
        cells.insert(row.claim.study, at: 1)
      }
      text += Self.line(cells)
    }
    return text
  }

  private func cells(_ row: Row, _ number: Int) -> [String] {
    let (claim, judgement) = (row.claim, row.judgement)
    let control = claim.control.map { control in
      let found = judgement?.control.map { " \(Summary.short($0.estimate)) [\(Summary.short($0.lower)), \(Summary.short($0.upper))]" }
      return "; control: \(control.name)\(found ?? "")"
    }
    let share = row.byUnit.map { judgement in
      let ends = [judgement.share.lower, judgement.share.upper].map { "\(Int((100 * $0).rounded()))" }
      return
        "\(Int((judgement.share.estimate * Double(judgement.seeds)).rounded())) of \(judgement.seeds) (\(ends.joined(separator: "–")) %)"
        + (judgement.shareBeyondNone.map { ", \(Int(($0.estimate * Double(judgement.seeds)).rounded())) beyond none" } ?? "")
    }
    return [
      "\(number)", claim.sentence + (claim.isHeadline ? " (headline)" : ""), claim.source, claim.measure,
      claim.hypothesis.description + (control ?? "") + (claim.premise.map { "; premise: \($0.name)" } ?? ""), claim.published ?? "–",
      Self.measured(row) + Self.excluded(row) + Self.others(row), share ?? "–",
      judgement.map { Summary.short($0.detectable) } ?? "–",
      judgement.map { "\(Summary.short($0.pValue)) (\(Summary.short($0.adjustedPValue)))" } ?? "–",
      isWaiting(row)
        ? "not measured: \(reason(row))"
        : [.undecided, .void].contains(row.verdict) ? "\(row.verdict.rawValue): \(reason(row))" : "**\(row.verdict.rawValue)**",
      row.lock.rawValue,
    ]
  }

  private static func short(_ value: Double) -> String { Summary.short(value) }

  private static func measured(_ row: Row) -> String {
    guard let interval = row.judgement?.interval else { return "–" }
    let mean = "\(short(interval.estimate)) [\(short(interval.lower)), \(short(interval.upper))]"
    // A median outside of the mean's interval is another answer, and stands beside it.
    guard let median = row.byUnit?.median, median < interval.lower || median > interval.upper else { return mean }
    return "\(mean), median \(short(median))"
  }

  private static func excluded(_ row: Row) -> String {
    row.excluded > 0 ? "; seeds left out for want of a positive ratio: \(row.excluded)" : ""
  }

  /// What other measures say, and whether they speak against the claim's own.
  private static func others(_ row: Row) -> String {
    let own = row.judgement.map { row.claim.hypothesis.place(lower: $0.interval.lower, upper: $0.interval.upper) }
    return row.others.map { other in
      guard let interval = other.interval, let place = other.place else { return "; \(other.measure.name): no value" }
      let found = "\(short(interval.estimate)) [\(short(interval.lower)), \(short(interval.upper))]"
      let word = own == .across || place == .across ? "which leaves it open" : place == own ? "which agrees" : "**which disagrees**"
      return "; \(other.measure.name) \(found), \(word)"
    }.joined()
  }

  private static func line(_ cells: [String]) -> String { "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |\n" }

  /// The table that a terminal shows.
  public var text: String {
    TextTable.text(
      [["claim", "claimed", "measured", "verdict"]]
        + rows.map { row in
          let interval = row.judgement?.interval
          let measured = interval.map { "\(Summary.short($0.estimate)) [\(Summary.short($0.lower)), \(Summary.short($0.upper))]" }
          let sentence = row.claim.alone.count > 70 ? row.claim.alone.prefix(69) + "…" : row.claim.alone
          return [sentence, row.claim.hypothesis.description, measured ?? "–", word(row)]
        })
  }
}
