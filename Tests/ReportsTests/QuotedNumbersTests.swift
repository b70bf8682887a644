import Foundation
import Records
import Reports
import TestSupport
import Testing

@Suite("quoted numbers")
struct QuotedNumbersTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test(
    "pages quote what the summaries have, and every interval says where it is from",
    arguments: ["README.md", "studies/README.md", "studies/verdicts.md", "studies/questions.md"])
  func pages(page: String) throws {
    let text = try String(contentsOfFile: "\(Self.root)/\(page)", encoding: .utf8)
    var numbers = QuotedNumbers(results: "\(Self.root)/results")
    let fresh = try numbers.refreshed(text, page: page)
    for (line, (old, new)) in zip(text.split(separator: "\n"), fresh.split(separator: "\n")).enumerated() where old != new {
      #expect(old == new, "\(page), line \(line + 1): studies/run ledger --page \(page)")
    }
    #expect(fresh.count == text.count && QuotedNumbers.unmarked(in: text).isEmpty, "\(QuotedNumbers.unmarked(in: text))")
  }

  private func folder() throws -> String {
    let folder = try TemporaryFolder.make()
    try AtomicFiles.makeFolder("\(folder)/s")
    try AtomicFiles.write(
      """
      {"effects": {"e": {"kind": "value", "seeds": [0], "values": [1.2345], "runs": [],
          "interval": {"estimate": 1.2345, "lower": -0.004, "upper": 2.5}}},
       "conditions": [{"runs": [], "variant": "batch", "setting": "rate 0.1", "metrics": {"m": {"mean": {"estimate": 0.5, "lower": 0.25, "upper": 1}}}},
                      {"runs": [], "variant": "none", "setting": "default", "metrics": {"m": {"mean": {"estimate": -3, "lower": null, "upper": null}}}}]}
      """, to: "\(folder)/s/summary.json")
    try AtomicFiles.write(
      #"{"claims": [{"identifier": "s/e", "verdict": "does not hold"}, {"identifier": "s/f", "verdict": "holds"}]}"#,
      to: "\(folder)/ledger.json")
    return folder
  }

  @Test(
    "are brought up to date with as many digits, sign and unit, and nothing else is touched",
    arguments: [
      ("a 9.99 [8.8, 7.777]<!--s:e--> b", "a 1.23 [0.0, 2.500]<!--s:e--> b"), ("7 %<!--s:e ×100-->", "123 %<!--s:e ×100-->"),
      ("+1.0<!--s:none:m--> 2 [1, 3]", "−3.0<!--s:none:m--> 2 [1, 3]"), ("+1.0<!--s:e-->", "+1.2<!--s:e-->"),
      ("−1.5 points [0.5, 2]<!--s:batch@rate 0.1:m ×−100-->", "−50.0 points [−100.0, −25]<!--s:batch@rate 0.1:m ×−100-->"),
      ("1 [2, 3] and 4", "1 [2, 3] and 4"),
      ("| holds<!--verdict:s/e--> |", "| does not hold<!--verdict:s/e--> |"),
      ("does not hold<!--verdict:s/f-->", "holds<!--verdict:s/f-->"),
    ])
  func refreshed(old: String, new: String) throws {
    var numbers = QuotedNumbers(results: try folder())
    #expect(try numbers.refreshed(old, page: "p") == new)
    #expect(try numbers.refreshed(new, page: "p") == new)
  }

  @Test("a mark that names nothing is refused by its name", arguments: ["s:f", "t:e", "s:batch:m", "s:none:n", "s", "s:e ×x"])
  func refused(mark: String) throws {
    var numbers = QuotedNumbers(results: try folder())
    #expect(
      throws: RecordError(file: "p", problem: "found the mark \(mark), expected study:effect or study:variant:metric of a summary")
    ) { try numbers.refreshed("1<!--\(mark)-->", page: "p") }
  }

  @Test("a verdict on a claim that there is not is refused")
  func claims() throws {
    var numbers = QuotedNumbers(results: try folder())
    #expect(throws: RecordError(file: "p", problem: "found the mark verdict:s/x, expected study/name of a claim")) {
      try numbers.refreshed("void<!--verdict:s/x-->", page: "p")
    }
  }

  @Test("intervals without a mark are found")
  func unmarked() {
    #expect(
      QuotedNumbers.unmarked(in: "1.5 [1, 2]<!--s:e--> and 3 % [−1, 4] and 45 % of units [44, 46] and 3 4, [5, 6], x = [7, 8]")
        == ["% [−1, 4]", "s [44, 46]"])
  }

  @Test("the table beside PyTorch is what the file of both programs gives")
  func besidePyTorch() throws {
    let table = try CSVTable(contentsOf: "\(Self.root)/results/landscape/pytorch.csv")
    let page = try String(contentsOfFile: "\(Self.root)/studies/README.md", encoding: .utf8)
    let programs = try #require(table.texts("program"))
    for (title, column, digits) in [
      ("loss band", "loss_band_width", 3), ("gradient band", "gradient_band_width", 3), ("β", "effective_smoothness", 2),
    ] {
      let values = try #require(table.numbers(column))
      let groups = [true, false].map { isOurs in zip(programs, values).filter { ($0.0 == "studies/run landscape") == isOurs }.map(\.1) }
      let means = groups.map { $0.reduce(0, +) / Double($0.count) }
      let errors = zip(groups, means).map { group, mean in
        group.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(group.count * (group.count - 1))
      }
      func text(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value).replacing("-", with: "−") }
      // Welch's interval, of more than a hundred degrees of freedom.
      let (difference, half) = (means[0] - means[1], 1.98 * (errors[0] + errors[1]).squareRoot())
      let line =
        "| \(title) | \(text(means[0], digits)) | \(text(means[1], digits)) | \(text(difference, digits)), "
        + "\(text(difference - half, digits)) to \(text(difference + half, digits)) |"
      #expect(groups.map(\.count) == [60, 60] && page.contains(line), "\(line)")
    }
  }
}
