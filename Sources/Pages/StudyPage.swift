internal import Foundation
public import Records

/// The page of a study: what its folder holds, with what the ledger says of it.
public struct StudyPage {
  /// The page.
  public let html: String
  /// Figures that are shown as gnuplot drew them, since their script has a form that is not known.
  public let pictures: [String]

  /// The file in a study's folder that says where and how its results were made.
  public static let environmentFile = StudyResults.environmentFile

  /// The page of a study's folder.
  ///
  /// - Parameters:
  ///   - folder: the study's results; the ledger is looked for beside it, and the studies' page in the folders above.
  ///   - vocabulary: the words for what stands in its files.
  /// - Throws: `RecordError` for a folder without a summary, or a file that is none.
  public init(folder: String, vocabulary: Vocabulary) throws(RecordError) {
    let results = try StudyResults(folder: folder)
    let above = URL(fileURLWithPath: folder).standardizedFileURL.deletingLastPathComponent().path
    let ledger = try LedgerResults.read("\(above)/ledger.json")
    let claims = ledger?.claims(on: results) ?? []
    let prose = Prose(for: results.name, above: folder)
    let figures = try PageFigures(prose?.ordered(results.figures) ?? results.figures, in: folder)
    pictures = figures.pictures
    var context = Self.head(results, claims, prose)
    context.merge(Self.tables(results, claims, vocabulary)) { first, _ in first }
    context["figures"] = figures.list.map { $0.context(caption: prose?.caption($0.name) ?? "") }
    if !figures.list.isEmpty { context["has_figures"] = true }
    context["runs"] = Self.runs(results)
    context["files"] = (results.files + (ledger == nil ? [] : ["../ledger.json", "../ledger.csv"])).map { ["file": $0] }
    html = try Templates().page("study", context, title: "\(results.title) – Theodolite", scripts: [.tables] + figures.scripts)
  }

  private static func head(_ results: StudyResults, _ claims: [LedgerResults.Claim], _ prose: Prose?) -> [String: Any] {
    var context: [String: Any] = ["name": results.title, "study": results.summary.study]
    if let prose {
      context["method"] = ["html": Markdown.html(prose.method, link: prose.link)]
      // The words are about the results that the claims were judged by, and about no others.
      let isJudged = claims.contains { !$0.runs.isEmpty }
      if isJudged, !prose.outcome.isEmpty { context["outcome"] = ["html": Markdown.html(prose.outcome, link: prose.link)] }
      if !isJudged { context["other_runs"] = true }
    }
    let differences = claims.map(\.differences).filter { !$0.isEmpty }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let words = prose.map { Markdown.html($0.differences, link: $0.link) } ?? ""
    if !differences.isEmpty || !words.isEmpty {
      context["differences"] = ["list": differences.map { ["text": Markdown.inline($0)] }, "html": words] as [String: Any]
    }
    if let command = results.environment?.command ?? claims.first?.command { context["command"] = command }
    if let environment = results.environment {
      context["environment"] = [
        "processors": environment.processors.joined(separator: "; "), "libraries": environment.libraries.joined(separator: "; "),
        "systems": environment.systems.joined(separator: "; "), "models": environment.models.joined(separator: ", "),
      ]
    }
    return context
  }

  private static func tables(
    _ results: StudyResults, _ claims: [LedgerResults.Claim], _ vocabulary: Vocabulary
  ) -> [String: Any] {
    var context = [String: Any]()
    if !claims.isEmpty {
      let rows = claims.map { claim in
        let figureLink = results.figures.contains(claim.figureName) ? "#\(claim.figureName)" : nil
        return ClaimContext.make(claim, figureLink: figureLink, studyLink: nil)
      }
      context["claims"] = ["list": rows] as [String: Any]
      context["counts"] = ClaimContext.counts(claims)
    }
    if !results.summary.effects.isEmpty {
      context["effects"] = [
        "list": results.summary.effects.sorted { $0.key < $1.key }.map { effect($0.key, $0.value) }
      ]
    }
    let conditions = results.summary.conditions
    if !conditions.contains(where: { $0.variant == "none" }), results.summary.effects.values.contains(where: \.values.isEmpty) {
      context["no_plain"] = true
    }
    let metrics = Set(conditions.flatMap(\.metrics.keys)).sorted()
    let hasSettings = conditions.contains { !$0.setting.isEmpty }
    context["conditions"] =
      [
        "metrics": metrics.map { ["metric": $0] }, "has_settings": hasSettings,
        "list": conditions.map { condition in
          [
            "variant": vocabulary.variants[condition.variant] ?? condition.variant, "setting": condition.setting,
            "has_settings": hasSettings,
            "runs": condition.runs.count,
            "cells": metrics.map { metric in
              [
                "value": condition.metrics[metric]?.mean.estimate.map { "\($0)" } ?? "",
                "text": condition.metrics[metric]?.mean.text ?? "–",
              ]
            },
          ] as [String: Any]
        },
      ] as [String: Any]
    context["definitions"] = vocabulary.instruments.compactMap { instrument -> [String: Any]? in
      let own = instrument.metrics.filter { metrics.contains($0.name) }
      guard !own.isEmpty else { return nil }
      return [
        "name": instrument.name, "meaning": instrument.meaning, "formulas": instrument.formulas.map { ["html": Formula.html($0)] },
        "metrics": own.map { ["name": $0.name, "unit": $0.unit, "meaning": $0.meaning] },
      ]
    }
    return context
  }

  private static func effect(_ name: String, _ effect: StudyResults.Summary.Effect) -> [String: Any] {
    var row = ForestRow()
    row.isRatio = effect.kind == "ratio"
    row.values = effect.values
    if let interval = effect.interval, let estimate = interval.estimate {
      row.interval = (estimate, interval.lower ?? .nan, interval.upper ?? .nan)
    }
    let text = effect.interval?.text ?? "–"
    return [
      "name": name, "kind": effect.kind, "text": text, "seeds": effect.values.count, "diverged": effect.diverged,
      "estimate": effect.interval?.estimate.map { "\($0)" } ?? "", "forest": row.svg(name: "\(name): \(text)"),
      "values": zip(effect.seeds, effect.values).map { ["seed": $0, "value": ShortNumber.text($1)] as [String: Any] },
    ]
  }

  private static func runs(_ results: StudyResults) -> [String: Any] {
    let conditions = results.summary.conditions
    return [
      "count": results.hashes.count, "set": Checksum.set(results.hashes),
      "list": conditions.map { condition in
        [
          "condition": [condition.variant, condition.setting].filter { !$0.isEmpty }.joined(separator: ", "),
          "hashes": condition.runs.map { ["seed": $0.seed, "hash": $0.hash] as [String: Any] },
        ] as [String: Any]
      },
    ]
  }
}

extension Checksum {
  /// The name of a set of runs: the hash of their hashes, in order, as `RunSet` has it.
  static func set(_ hashes: Set<String>) -> String { fnv1a(Data(hashes.sorted().joined(separator: "\n").utf8)) }
}
