import Foundation
import Pages
import Records
import TestSupport
import Testing

/// What the studies' page says of a study, on its page.
@Suite("prose on a study's page")
struct ProsePageTests {
  /// A repository of one study with results and, where they are to be judged, a ledger of one claim on them.
  private func study(_ name: String, isJudged: Bool) throws -> String {
    let root = try TemporaryFolder.make()
    let folder = "\(root)/results/\(name)"
    for path in ["\(root)/studies", folder] { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    try """
    # Studies

    ## one

    *A paper 2020.* Asks for a < b, *much* and **more**, with `code *as is*`,
    see [the ledger](../results/ledger.md) and [below](#two).

    | a | b |
    | --- | --- |
    | 1 \\| 2 | x |

    - `figure-shown`: what it shows, over
      two lines.
    - An item.

    What came out: nothing at all, or 0.5<!--one:e--> of it.

    What differs from the paper: everything.

    ## two

    Of another study.
    """.write(toFile: "\(root)/studies/README.md", atomically: true, encoding: .utf8)
    try "x,y\n0,1\n1,3\n".write(toFile: "\(folder)/figure-shown.csv", atomically: true, encoding: .utf8)
    try "plot data using 1:2 with points linecolor \"#0072B2\" title \"c\"".write(
      toFile: "\(folder)/figure-shown.gnuplot", atomically: true, encoding: .utf8)
    try """
    {"study": "one", "effects": {}, "conditions": [{"variant": "none", "setting": "", "metrics": {}, "runs": [{"seed": 0, "hash": "aa"}]}]}
    """.write(toFile: "\(folder)/summary.json", atomically: true, encoding: .utf8)
    guard isJudged else { return folder }
    try """
    {"identities": [], "untested": [], "claims": [{"claim": "It is so.", "identifier": "one/e", "source": "S 1", "study": "\(name)",
      "effect": "e", "measure": "m", "kind": "ratio", "hypothesis": "< 0.900", "margin": "a tenth", "test": "signs", "is_headline": false,
      "figure": "one/figure-shown.png", "differences": "Smaller.", "command": "studies/run one", "lock": "locked", "runs": ["aa"],
      "run_set": "s", "estimate": 0.5, "lower": 0.4, "upper": 0.6, "seeds": 2, "share_in_region": [1, 0.2, 1], "verdict": "holds",
      "reason": "", "values": [{"seed": 0, "value": 0.4}, {"seed": 1, "value": 0.625}]}]}
    """.write(toFile: "\(root)/results/ledger.json", atomically: true, encoding: .utf8)
    return folder
  }

  @Test("is the section's, its marks are HTML, and its links lead where they did")
  func section() throws {
    let html = try StudyPage(folder: try study("one", isJudged: true), vocabulary: Vocabulary()).html
    for part in [
      "<em>A paper 2020.</em> Asks for a &lt; b, <em>much</em> and <strong>more</strong>, with <code>code *as is*</code>,",
      "<a href=\"../../results/ledger.md\">the ledger</a>", "<a href=\"../../studies/README.md#two\">below</a>", "<td>1 | 2</td><td>x</td>",
      "<li>An item.</li>", "<figcaption>What it shows, over two lines.", "What came out: nothing at all, or 0.5 of it.",
      "What differs from the paper: everything.", "<p>Smaller.</p>", "<code>studies/run one</code>", "holds</span> 1",
    ] { #expect(html.contains(part), "\(part)") }
    #expect(!html.contains("Of another study") && html.components(separatedBy: "hat it shows").count == 2)
  }

  @Test("says what came out only where the ledger judged these very results")
  func others() throws {
    for (name, isJudged) in [("one", false), ("one-quick", false)] {
      let html = try StudyPage(folder: try study(name, isJudged: isJudged), vocabulary: Vocabulary()).html
      #expect(html.contains("Asks for a") && html.contains("those here are of other runs") && !html.contains("What came out"), "\(name)")
      #expect(html.contains("<h1>\(name)</h1>") && !html.contains("holds</span>"))
    }
    let other = try StudyPage(folder: try study("other", isJudged: true), vocabulary: Vocabulary()).html
    #expect(!other.contains("Asks for a") && other.contains("<h1>one</h1>"))
  }

  @Test("an effect is drawn at its place beside its region, by its logarithm where it is a ratio")
  func forest() throws {
    let html = try StudyPage(folder: try study("one", isJudged: true), vocabulary: Vocabulary()).html
    let start = try #require(
      html.range(of: "<svg class=\"forest\" viewBox=\"0 0 300 36\" role=\"img\" aria-label=\"0.500 [0.400, 0.600]; claimed &lt; 0.900\""))
    let row = html[start.upperBound...].prefix(1500)
    func number(_ pattern: Regex<(Substring, Substring)>) throws -> Double {
      let match = try #require(row.firstMatch(of: pattern))
      return try #require(Double(match.1))
    }
    // The farthest value from 1 is 0.4, so that the axis goes from 1/3 to 3 and 6 to 294 of the drawing's units are 2 ln 3.
    func place(_ value: Double) -> Double { 150 + 144 * log(value) / log(3) }
    #expect(abs(try number(/class="mean" cx="([0-9.]+)"/) - place(0.5)) < 0.06)
    #expect(abs(try number(/class="interval" d="M([0-9.]+)\s/) - place(0.4)) < 0.06)
    #expect(abs(try number(/class="bound" d="M([0-9.]+)\s/) - place(0.9)) < 0.06)
    #expect(abs(try number(/class="none" d="M([0-9.]+)\s/) - 150) < 0.06)
    let seeds = row.matches(of: /class="seed" cx="([0-9.]+)"/).compactMap { Double($0.1) }
    #expect(seeds.count == 2 && abs(seeds[1] - place(0.625)) < 0.06)
  }

  @Test("a page of progress loads itself anew until the study ends")
  func progress() throws {
    let state = ProgressPage.State(runsDone: 3, runs: 8, share: 0.25, seconds: 60)
    let running = try ProgressPage(study: "<one>", state).html
    #expect(running.contains("http-equiv=\"refresh\" content=\"2\"") && running.contains("&lt;one&gt;") && !running.contains("<one>"))
    #expect(running.contains("value=\"0.25\"") && running.contains("25 %") && running.contains("3 of 8") && running.contains("3 min 0 s"))
    let ended = try ProgressPage(study: "one", state, end: "interrupted").html
    #expect(!ended.contains("http-equiv=\"refresh\"") && ended.contains("interrupted") && ended.contains("goes on where"))
  }
}
