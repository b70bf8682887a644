import ArgumentParser
import Foundation
import Instruments
import Networks
import Records
import Reports
import Runs

/// Looks back at the runs of all studies.
@main
struct Runs: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Lists, compares, prunes and exports the runs of all studies, and says what their columns and metrics are.",
    version: Toolkit.version,
    subcommands: [List.self, Compare.self, Prune.self, Export.self, Metrics.self], defaultSubcommand: List.self)

  /// Which runs.
  struct Selection: ParsableArguments {
    @Option(help: "Folder with studies' results. (default: \(Toolkit.results))", transform: PathOption.path)
    var results = Toolkit.results
    @Option(help: "Only this study: its folder's name. (default: all)")
    var study: String?
    @Option(help: "Only this model. (default: all)")
    var model: String?
    @Option(help: "Only this variant. (default: all)", transform: variant)
    var variant: Variant?
    @Option(help: "Only this seed. (default: all)")
    var seed: UInt64?

    private static func variant(_ text: String) throws -> Variant {
      if let variant = Variant(rawValue: text) { return variant }
      throw ValidationError("found \(text), expected one of \(Variant.allCases.map(\.rawValue).joined(separator: ", "))")
    }

    /// The runs.
    ///
    /// - Throws: `OptionError` for a study, a model, a variant or a seed that none of them has, `RecordError` where there are no runs at all.
    func entries() throws -> [RunCatalogue.Entry] {
      let catalogue = try RunCatalogue(folder: results)
      let all = catalogue.entries
      guard !all.isEmpty || !catalogue.remnants.isEmpty else {
        throw RecordError(
          file: results, problem: "found no runs, expected some; committed results have none, studies/run STUDY makes a study's")
      }
      func require(_ option: String, _ wanted: String?, _ name: (RunCatalogue.Entry) -> String) throws {
        let names = Set(all.map(name)).sorted()
        guard let wanted, !names.contains(wanted) else { return }
        throw OptionError(
          option: option, found: wanted, expected: names.isEmpty ? "nothing: there are no runs" : "one of \(names.joined(separator: ", "))")
      }
      try require("--study", study) { $0.study }
      try require("--model", model) { $0.run.configuration.model.name }
      try require("--variant", variant?.rawValue) { $0.run.configuration.variant.rawValue }
      try require("--seed", seed.map(String.init)) { String($0.run.configuration.seed) }
      return all.filter { entry in
        let configuration = entry.run.configuration
        return study ?? entry.study == entry.study && model ?? configuration.model.name == configuration.model.name
          && variant ?? configuration.variant == configuration.variant && seed ?? configuration.seed == configuration.seed
      }
    }
  }

  /// A number in a table.
  static func short(_ value: Double) -> String { value.isNaN ? "–" : String(format: "%.4g", value) }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One line a run, with some of its numbers.")
    @OptionGroup var selection: Selection
    @Option(
      help: ArgumentHelp(
        "Metrics to show, of those that studies/run runs metrics lists, or diverged. (default: \(standard.joined(separator: ",")))",
        valueName: "list"),
      transform: metrics)
    var metrics: [String]?

    private static let standard = [
      TrainingInstrument.lateLoss.name, EvaluationInstrument.finalAccuracy.name, LineInstrument.smoothnessTimesLearningRate.name,
    ]

    private static func metrics(_ text: String) throws -> [String] {
      let names = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
      for name in names where name != "diverged" && name != "stopped" && !Instruments.metricNames.contains(name) {
        // Of a hundred and more names those that have something in common.
        let words = Set(name.split(separator: "_"))
        let near = Instruments.metricNames.filter { !words.isDisjoint(with: $0.split(separator: "_")) }
        throw ValidationError(
          "found \(name.isEmpty ? "nothing" : name), expected "
            + (near.isEmpty ? "diverged, stopped or one that studies/run runs metrics lists" : "one of \(near.joined(separator: ", "))"))
      }
      return names
    }

    func run() throws {
      let names = metrics ?? Self.standard
      let entries = try selection.entries()
      for name in metrics ?? [] where !entries.isEmpty && entries.allSatisfy({ $0.run.numberIfMeasured(name) == nil }) {
        throw OptionError(
          option: "--metrics", found: "\(name), which none of these \(entries.count) runs has", expected: "what they measured")
      }
      let lines = entries.map { entry in
        let configuration = entry.run.configuration
        return [
          entry.study, entry.name, "\(configuration.seed)", entry.run.manifest.outcome.divergedAtStep.map { "at step \($0)" } ?? "no",
        ]
          + names.map { Runs.short(entry.run.numberIfMeasured($0) ?? .nan) } + [
            "\(Int(entry.run.manifest.environment.seconds.rounded())) s"
          ]
      }
      try StandardStreams.print(TextTable.text([["study", "run", "seed", "diverged"] + names + ["time"]] + lines))
      try StandardStreams.print("\(entries.count) runs")
    }
  }

  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "What tells two runs apart: their configurations and their numbers.")
    @Option(help: "Folder with studies' results. (default: \(Toolkit.results))", transform: PathOption.path)
    var results = Toolkit.results
    @Argument(help: "A run: its name, or a part that no other has, such as its hash.")
    var first: String
    @Argument(help: "Another.")
    var second: String

    func run() throws {
      let entries = try RunCatalogue(folder: results).entries
      let (a, b) = (try find(first, "first", entries), try find(second, "second", entries))
      let (left, right) = (try fields(a), try fields(b))
      var lines = [["", a.name, b.name]]
      for key in Set(left.keys).union(right.keys).sorted() where left[key] != right[key] {
        lines.append([key, left[key] ?? "–", right[key] ?? "–"])
      }
      for metric in Set(a.run.manifest.outcome.metrics.keys).union(b.run.manifest.outcome.metrics.keys).sorted() {
        lines.append([metric, Runs.short(a.run.numberIfMeasured(metric) ?? .nan), Runs.short(b.run.numberIfMeasured(metric) ?? .nan)])
      }
      try StandardStreams.print(TextTable.text(lines))
    }

    private func find(_ text: String, _ what: String, _ entries: [RunCatalogue.Entry]) throws -> RunCatalogue.Entry {
      let found = entries.filter { $0.name == text || "\($0.study)/\($0.name)".contains(text) }
      guard found.count == 1 else {
        throw OptionError(option: "<\(what)>", found: "\(found.count) runs for \(text)", expected: "one; studies/run runs list names them")
      }
      return found[0]
    }

    /// The configuration, flattened: `optimizer.sgd.momentum` and so on.
    private func fields(_ entry: RunCatalogue.Entry) throws -> [String: String] {
      var fields = [String: String]()
      func walk(_ path: String, _ value: JSONValue) {
        switch value {
        case .object(let object): for (key, value) in object { walk(path.isEmpty ? key : "\(path).\(key)", value) }
        case .array(let list): fields[path] = list.map { text($0) }.joined(separator: " ")
        default: fields[path] = text(value)
        }
      }
      func text(_ value: JSONValue) -> String {
        switch value {
        case .number(let number): Runs.short(number)
        case .integer(let number): "\(number)"
        case .string(let string): string
        case .bool(let bool): "\(bool)"
        default: "–"
        }
      }
      walk("", try JSONValue.encoding(entry.run.configuration))
      return fields
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Removes what no study uses: runs that are unfinished, damaged or of an outdated version.",
      discussion: "Without --yes it only says what it would remove. Runs that a process is at are never touched.")
    @Option(help: "Folder with studies' results. (default: \(Toolkit.results))", transform: PathOption.path)
    var results = Toolkit.results
    @Flag(help: "Remove them.")
    var yes = false

    func run() throws {
      let remnants = try RunCatalogue(folder: results).remnants
      for remnant in remnants {
        if yes {
          do {
            try FileManager.default.removeItem(atPath: remnant.path)
          } catch {
            throw RecordError(file: remnant.path, problem: "cannot be removed: \(error.localizedDescription)")
          }
        }
        try StandardStreams.print("\(yes ? "removed" : "would remove") \(remnant.path) (\(remnant.kind.rawValue))")
      }
      try StandardStreams.print("\(remnants.count) \(yes ? "removed" : "to remove; --yes removes them")")
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "All runs as one tidy CSV: a row a run and number.")
    @OptionGroup var selection: Selection
    @Option(help: "Where it goes. (default: standard output)", transform: PathOption.path)
    var output: String?

    func run() throws {
      let table = RunCatalogue.tidyTable(try selection.entries())
      if let output {
        try AtomicFiles.write(table.text, to: output)
      } else {
        try StandardStreams.print(table.text, terminator: "")
      }
    }
  }

  struct Metrics: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What the columns and metrics of runs are, with units, as Markdown or JSON; made from the catalogue of instruments.")
    @Option(
      help: "A page to write it into, behind the line that names this command. (default: standard output)", transform: PathOption.path)
    var page: String?
    @Flag(help: "Print it as JSON, for programs.")
    var json = false

    func validate() throws {
      guard !json || page == nil else { throw ValidationError("--page: found --json beside it, expected one of them") }
    }

    func run() throws {
      if json { return try StandardStreams.write(try JSONValue.data(MetricDictionary.json)) }
      guard let page else { return try StandardStreams.print(MetricDictionary.markdown, terminator: "") }
      let text = String(decoding: try AtomicFiles.read(page), as: UTF8.self)
      guard let mark = text.range(of: MetricDictionary.mark) else {
        throw RecordError(file: page, problem: "found no line \(MetricDictionary.mark), expected one")
      }
      try AtomicFiles.write(text[..<mark.upperBound] + "\n\n" + MetricDictionary.markdown, to: page)
    }
  }
}
