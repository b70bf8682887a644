import ArgumentParser
import Records
import Studies

/// The ledger of claims, from the summaries of all studies.
@main
struct LedgerCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Judges the literature's claims by the studies' summaries: results/ledger.md, .json and .csv.",
    discussion: """
      A claim names an effect of a study and the region that it should lie in. The rule of verdicts is in Sources/Studies/Ledger/Verdict.swift. Claims whose \
      study has not been run are listed as undecided, with the command that runs it.
      """)

  @Option(help: "Folder with the studies' results.", transform: PathOption.path)
  var results = "results"

  @Option(help: "Folder for the ledger. (default: the folder with the results)", transform: PathOption.path)
  var output: String?

  @Flag(help: "No table.")
  var quiet = false

  func run() throws {
    let ledger = try Ledger(
      claims: Claims.tested, untested: Claims.untested, commands: Claims.commands, preamble: Claims.preamble, results: results)
    let folder = output ?? results
    try ledger.write(to: folder)
    guard !quiet else { return }
    try StandardStreams.print(ledger.text)
    try StandardStreams.print(
      """
      \(ledger.count(.holds)) hold, \(ledger.count(.doesNotHold)) do not hold, \(ledger.count(.undecided)) are undecided.
      Ledger: \(folder)/ledger.md, ledger.json and ledger.csv
      """)
  }
}
