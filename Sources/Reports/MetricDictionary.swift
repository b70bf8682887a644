internal import Instruments
public import Records

/// What instruments write, in words: the page that explains columns and metrics is made from the catalogue.
public enum MetricDictionary {
  /// The line of a page behind which the dictionary stands, to its end.
  public static let mark = "<!-- made by studies/run runs metrics --page studies/README.md -->"

  /// A section for every instrument that studies record: its files' columns and its metrics, in Markdown; before them what is common to all.
  public static var markdown: String { ([common] + Instruments.all.map { section($0) }).joined(separator: "\n") }

  /// The same for programs: under `common` and `summary` the columns of every file with steps and of `summary.csv`, under `runs` the metrics of every run, and under
  /// `instruments` every instrument by its name in a request, with its tables' columns and its metrics.
  public static var json: JSONValue {
    func columns(_ list: [Entry]) -> JSONValue {
      .array(list.map { ["name": .string($0.name), "unit": .string($0.unit.rawValue), "description": .string($0.meaning)] })
    }
    func instrument<I: Instrument>(_ type: I.Type) -> (String, JSONValue) {
      (
        I.requestKey,
        [
          "name": .string(I.name), "version": .integer(I.version), "description": .string(I.meaning),
          "tables": .object(I.tableDescriptions),
          "metrics": I.metricDescriptions,
        ]
      )
    }
    return [
      "common": columns([step]), "summary": columns(summary), "runs": columns(ofRuns),
      "instruments": .object(Dictionary(uniqueKeysWithValues: Instruments.all.map { instrument($0) })),
    ]
  }

  typealias Entry = (name: String, unit: Unit, meaning: String)

  private static let step: Entry = (
    "step", .steps, "steps of training that were done before the look; not to be taken for step_size, the η of a probe along the gradient"
  )

  /// What became of a run: numbers that every manifest has.
  static let ofRuns: [Entry] = [
    ("diverged", .fraction, "1 for a run whose loss ceased to be a finite number, else 0"),
    ("stopped", .fraction, "1 for a run that its stopping rule ended, else 0; of runs that have one"),
  ]

  private static let summary: [Entry] = [
    ("variant", .name, "the normalization"), ("setting", .name, "what runs differ in beside variant and seed; default where in nothing"),
    ("metric", .name, "the metric, in whose unit mean, lower, upper and the differences are"), ("runs", .count, "runs that have a value"),
    ("mean", .name, "the mean over runs"), ("lower", .name, "the lower end of its 95 % interval (BCa bootstrap)"),
    ("upper", .name, "the upper end"),
    ("pairs", .count, "seeds that both the variant and the plain network of the setting have"),
    ("difference", .name, "the mean over pairs of the variant's value less the plain network's"),
    ("difference_lower", .name, "the lower end of its 95 % interval"), ("difference_upper", .name, "the upper end"),
    ("ratio", .one, "the geometric mean over pairs of the variant's value over the plain network's; nan where one is not positive"),
    ("ratio_lower", .one, "the lower end of its 95 % interval"), ("ratio_upper", .one, "the upper end"),
    ("p_value", .fraction, "of the two-sided sign-flip permutation test of the differences"),
  ]

  private static var common: String {
    "### All files\n\n" + table(("column of every file along a run", "unit", "meaning"), [step]) + "\n"
      + table(("metric of every run", "unit", "definition"), ofRuns) + "\n" + table(("summary.csv: column", "unit", "meaning"), summary)
  }

  private static func section<I: Instrument>(_ instrument: I.Type) -> String {
    let files = ["`\(I.fileName).csv`"] + (I.detailFileName.map { ["`\($0).csv`"] } ?? [])
    var text = "### \(I.name) (version \(I.version))\n\n\(I.meaning). Files: \(files.joined(separator: ", ")).\n\n"
    text += table(("column", "unit", "meaning"), I.Row.columns.map { ($0.name, $0.unit, $0.meaning) })
    if I.detailFileName != nil {
      text +=
        "\n"
        + table((files[1].dropFirst().dropLast() + ": column", "unit", "meaning"), I.Detail.columns.map { ($0.name, $0.unit, $0.meaning) })
    }
    if !I.metrics.isEmpty {
      text += "\n" + table(("metric", "unit", "definition"), I.metrics.map { ($0.name, $0.unit, $0.meaning) })
    }
    return text
  }

  private static func table(_ heads: (any StringProtocol, String, String), _ rows: [(name: String, unit: Unit, meaning: String)]) -> String
  {
    let lines = rows.map { "| `\($0.name)` | \($0.unit.rawValue) | \($0.meaning.replacing("|", with: "\\|")) |" }
    return (["| \(heads.0) | \(heads.1) | \(heads.2) |", "| --- | --- | --- |"] + lines).joined(separator: "\n") + "\n"
  }
}
