import ArgumentParser
import Foundation
import Records
import Reports
import Runs

/// The ledger of claims, from the summaries of all studies.
@main
struct LedgerCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Judges the literature's claims by the studies' summaries: results/ledger.md, .json and .csv.",
    discussion: """
      A claim names an effect of a study and the region that it should lie in. The rule of verdicts is in Sources/Reports/Ledger/Judgement.swift. Claims whose \
      study has not been run, or whose results are of other runs than the study's own, are not measured and name the command that makes them. Which runs \
      are a study's own stands in ledger-lock.json, which --lock writes from what each study's command lists with --plan.
      """, version: Toolkit.version)

  @Option(help: "Folder with the studies' results. (default: \(Toolkit.results))", transform: PathOption.path)
  var results = Toolkit.results

  @Option(help: "Folder for the ledger. (default: the folder with the results)", transform: PathOption.path)
  var output: String?

  @Flag(help: "Write the lock, and judge nothing. All studies must be built: swift build -c release.")
  var lock = false

  @Option(
    help: "A page whose marked numbers are brought up to date with the summaries; nothing is judged. (default: none)",
    transform: PathOption.path)
  var page: [String] = []

  @Flag(help: "No table.")
  var quiet = false

  func run() throws {
    let folder = output ?? results
    if lock { return try writeLock(to: "\(folder)/\(LedgerLock.fileName)") }
    guard page.isEmpty else { return try page.forEach(refresh) }
    let ledger = try Ledger(
      claims: Claims.tested, untested: Claims.untested, identities: Claims.identities, commands: Claims.commands, networks: Claims.networks,
      preamble: Claims.preamble,
      lock: try LedgerLock(contentsOf: "\(results)/\(LedgerLock.fileName)"), results: results)
    try ledger.write(to: folder)
    guard !quiet else { return }
    try StandardStreams.print(ledger.text)
    try StandardStreams.print(
      """
      \(ledger.count(.holds)) hold, \(ledger.count(.doesNotHold)) do not hold, \(ledger.count(.undecided) - ledger.waiting) are undecided, \(ledger.count(.void)) are void, \(ledger.waiting) are not measured.
      Ledger: \(folder)/ledger.md, ledger.json and ledger.csv
      """)
  }

  private func refresh(_ page: String) throws {
    var numbers = QuotedNumbers(results: results)
    let text = try AtomicFiles.read(page)
    try AtomicFiles.write(try numbers.refreshed(String(decoding: text, as: UTF8.self), page: page), to: page)
  }

  private func writeLock(to path: String) throws {
    let programs = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    var runs = [String: String]()
    for (study, command) in Claims.commands {
      // A command is `studies/run`, the study and its options.
      let words = command.split(separator: " ").dropFirst().map(String.init)
      let program = programs.appendingPathComponent(words[0]).path
      guard FileManager.default.isExecutableFile(atPath: program) else {
        throw RecordError(file: program, problem: "found no program, expected the study's; build all of them: swift build -c release")
      }
      let process = try ChildProcess(program, Array(words.dropFirst()) + ["--plan", "--quiet"], capturesErrors: true)
      let (list, errors) = process.readToEnd()
      guard process.wait() == .status(0) else {
        throw RecordError(file: command, problem: "found no list of runs: \(String(decoding: errors, as: UTF8.self).prefix(200))")
      }
      runs[study] = try LedgerLock.digest(ofPlan: list, source: "\(command) --plan")
    }
    let previous = FileManager.default.fileExists(atPath: path) ? try LedgerLock(contentsOf: path) : nil
    let lock = try LedgerLock(Claims.tested, runs: runs, previous: previous.flatMap { $0.claims.isEmpty ? nil : $0 }) { [results] claim in
      try LedgerLock.results(of: claim.study, runs: runs[claim.study], in: results)
    }
    try lock.write(to: path)
    guard !quiet else { return }
    let states = Dictionary(grouping: lock.claims.values, by: \.state).mapValues(\.count).sorted { $0.key.rawValue < $1.key.rawValue }
    let words = states.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
    try StandardStreams.print("Lock: \(path), on the runs of \(runs.count) studies and \(lock.claims.count) claims: \(words)")
  }
}
