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
                      {"runs": [], "variant": "batch", "setting": "rate 0.2", "metrics": {"m": {"mean": {"estimate": 0.75, "lower": 0.5, "upper": 1}}}},
                      {"runs": [], "variant": "l1", "setting": "rate 0.1", "metrics": {"m": {"mean": {"estimate": 0.25, "lower": 0, "upper": 1}}}},
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
      ("1.00 [2.0, 3]<!--s:l1:m-->", "0.25 [0.0, 1]<!--s:l1:m-->"),
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

  @Test(
    "a mark that names nothing is refused by its name",
    arguments: ["s:f", "t:e", "s:batch:m", "s:batch@rate 0.3:m", "s:none:n", "s", "s:e ×x"])
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

  @Test(
    "a mark behind something else than a number or a verdict is refused",
    arguments: ["1.5 nats [1, 2]<!--s:e-->", "held<!--verdict:s/e-->"])
  func elsewhere(text: String) throws {
    var numbers = QuotedNumbers(results: try folder())
    let error = #expect(throws: RecordError.self) { try numbers.refreshed(text, page: "p") }
    #expect(error?.problem.hasSuffix("behind neither a number nor a verdict, expected one of them") == true)
  }

  @Test("intervals without a mark are found")
  func unmarked() {
    #expect(
      QuotedNumbers.unmarked(in: "1.5 [1, 2]<!--s:e--> and 3 % [−1, 4] and 45 % of units [44, 46] and 3 4, [5, 6], x = [7, 8]")
        == ["% [−1, 4]", "s [44, 46]"])
  }

  @Test("the table of VGG-11's first probe is what the figures' data give")
  func firstProbe() throws {
    let folder = "\(Self.root)/results/landscape-vgg11"
    let page = try String(contentsOfFile: "\(Self.root)/studies/README.md", encoding: .utf8)
    let variants = ["none", "batch", "l1", "l2", "linf"]
    /// Sums over probes by variant, from `first` on, of every `stride`-th.
    func bands(from first: Int, by stride: Int = 1) throws -> [Double] {
      let table = try CSVTable(contentsOf: "\(folder)/figure-loss-band.csv")
      return try variants.map { variant in
        let (low, high) = (try #require(table.numbers("\(variant)_minimum")), try #require(table.numbers("\(variant)_maximum")))
        return Swift.stride(from: first, to: low.count, by: stride).reduce(0) { $0 + high[$1] - low[$1] }
      }
    }
    func curves(_ figure: String, panel: Double, from first: Double, every spacing: Double = 100) throws -> [Double] {
      let table = try CSVTable(contentsOf: "\(folder)/\(figure).csv")
      let columns = try ["panel", "series", "x", "y"].map { try #require(table.numbers($0)) }
      return variants.indices.map { series in
        columns[0].indices.filter { columns[0][$0] == panel && columns[1][$0] == Double(series) && columns[2][$0] >= first }
          .filter { columns[2][$0].truncatingRemainder(dividingBy: spacing) == 0 }.reduce(0) { $0 + columns[3][$1] }
      }
    }
    func cells(_ sums: [Double], _ digits: Int) -> String {
      sums.dropFirst().map { String(format: " %.\(digits)f |", $0 / sums[0]) }.joined()
    }
    for (title, digits, sums) in [
      ("| loss band (`figure-loss-band`)", 2, { try bands(from: $0 == 0 ? 0 : 1) }),
      ("| gradient band (`figure-variants`)", 2, { try curves("figure-variants", panel: 2, from: $0) }),
      ("| ‖G − G′‖", 1, { try curves("figure-variants", panel: 4, from: $0) }),
      ("| loss band in random directions (`figure-distance`)", 1, { try curves("figure-distance", panel: 3, from: $0) }),
      ("| gradient band in random directions", 1, { try curves("figure-distance", panel: 4, from: $0) }),
      ("| loss band at equal distance (`figure-distance`)", 2, { try curves("figure-distance", panel: 0, from: $0) }),
      ("| gradient band at equal distance", 2, { try curves("figure-distance", panel: 1, from: $0) }),
    ] as [(String, Int, (Double) throws -> [Double])] {
      let lines = "\(title), with step 0 |\(cells(try sums(0), digits))\n| without |\(cells(try sums(1), digits))\n"
      #expect(page.contains(lines), "\(lines)")
    }
    let (one, two, three) = (try bands(from: 0), try bands(from: 0, by: 2), try bands(from: 0, by: 3))
    func text(_ variant: Int) -> [String] { [one, two, three].map { String(format: "%.2f", $0[variant] / $0[0]) } }
    for (variant, name) in [(2, "L1's"), (3, "L2's"), (4, "L∞'s")] {
      let numbers = text(variant)
      #expect(page.contains("\(name) \(numbers[0]), \(numbers[1]) and \(numbers[2])"), "\(name): \(numbers)")
    }
    let distances = try [100, 200, 300].map { spacing in
      let sums = try curves("figure-distance", panel: 0, from: 0, every: spacing)
      return String(format: "%.2f", sums[1] / sums[0])
    }
    #expect(page.contains("At equal distance BatchNorm's is \(distances[0]), \(distances[1]) and \(distances[2])."), "\(distances)")
    let differences = try CSVTable(contentsOf: "\(folder)/figure-gradient-band.csv")
    func ends(_ variant: String, at step: Double) throws -> String {
      let steps = try #require(differences.numbers("step"))
      let row = try #require(steps.firstIndex(of: step))
      let ends = try ["minimum", "maximum"].map { try #require(differences.numbers("\(variant)_\($0)"))[row] }
      return String(format: "from %.1f to %.1f", ends[0], ends[1])
    }
    let sentence = """
      at step 100 \(try ends("none", at: 100)) (plain) and \(try ends("batch", at: 100)) (BatchNorm), at step 3000 \(try ends("none", at: 3000)) and \(try ends("batch", at: 3000)).
      """
    #expect(page.contains(sentence), "\(sentence)")
    let batch = text(1)
    #expect(page.contains("BatchNorm's loss band is \(batch[0]), \(batch[1]) and \(batch[2]) of the plain one"), "\(batch)")
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
